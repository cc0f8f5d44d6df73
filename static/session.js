// Who is in on this device: found where nobody is known, and looked at behind the back of somebody who is at work already.

import { forget, leftOffline, person, remember, serverKnowsLeft } from "./data/person.js";
import { NoAnswer } from "./http/client.js";
import { whoami } from "./http/session.js";
import { signOut, whoIsIn } from "./sync/device-session.js";
import { status } from "./sync/status.js";

/** Nobody known on this device: maybe the key's store or the cookie still knows. */
export async function findPerson() {
  try {
    const here = await whoIsIn();
    if (leftOffline() || here === "left") await signOut().then(serverKnowsLeft);
    else remember(here ?? (await whoami(window.pathnoteAsked)));
  } catch {
    // No session or no network: the sign-in screen says which.
  }
}

/** At a start. @param {() => void} again when a session that was over is back */
export async function check(again) {
  // localStorage reaches the disk late: a sign-out right before a kill may be missing from it, never from the key.
  if ((await whoIsIn()) === "left") {
    forget();
    location.replace("/sign-in");
  }
  await look(again);
}

/** @param {() => void} again */
export async function look(again) {
  try {
    const before = person.value?.id;
    const session = await whoami();
    remember(session);
    if (before && before !== session.person.id) location.replace("/");
    else if (status.value.phase === "signed_out") again();
  } catch (error) {
    if (!(error instanceof NoAnswer)) return;
    // No network: everything goes on with what this device knows.
  }
}
