// Coming back with the key of this installation (signing-in.js made it) when the browser has lost its cookie: a
// browser writes cookies to disk at leisure, so one that is killed soon after signing in starts without. The same
// goes for localStorage, so who signed in stands beside the key, on disk before the sign-in is over.

import { dropKey, forgetKey, keptKey } from "../data/device-key.js";
import { remember, stored, writes } from "../data/person.js";
import { ApiProblem, post } from "../http/client.js";
import * as server from "../http/session.js";

/** Another tab that came back this recently did it for all. */
const JUST_NOW = 10_000;
const CAME_BACK = "pathnote.came-back";

/** @type {Promise<boolean> | null} */
let coming = null;

/**
 * What a person's phone holds of the server's words can't be read any more. No desk holds any.
 * @param {import("../types.js").Person} person
 * @param {string} [epoch]
 */
export async function shut(person, epoch) {
  if (!writes(person)) return;
  const { breakSeal } = await import("../data/seal-end.js");
  await breakSeal(person.id, epoch);
}

/** Who is in on this device, as far as its own store knows: a session, "left", or nothing. */
export async function whoIsIn() {
  const kept = await keptKey();
  if (!kept) return undefined;
  return "left" in kept ? "left" : kept.session;
}

/** The key first: without it nobody comes back here, even if the server can't be told. */
export async function signOut() {
  const kept = await keptKey();
  if (kept && "session" in kept) await shut(kept.session.person).catch(console.error);
  await dropKey();
  return server.signOut();
}

/** Tried once by all the requests that find the session gone. @returns {Promise<boolean>} whether it is back */
export function comeBackByItself() {
  coming ??= navigator.locks.request("pathnote-session", comeBack).finally(() => {
    coming = null;
  });
  return coming;
}

/** @returns {Promise<boolean>} whether the session is back */
async function comeBack() {
  if (Date.now() - Number(localStorage.getItem(CAME_BACK)) < JUST_NOW) return true;
  const kept = await keptKey();
  if (!kept || "left" in kept || kept.session.person.id !== stored()?.id) return false;
  const { key } = kept;
  const { session_id, person } = kept.session;
  const { challenge } = await post("/session/challenge", { session_id }, { final: true });
  const signed = await crypto.subtle.sign(
    { name: "ECDSA", hash: "SHA-256" },
    key,
    new TextEncoder().encode(challenge),
  );
  const back = await renewed({ session_id, signature: base64url(signed) }, person);
  if (back.person.id !== person.id) return false;
  localStorage.setItem(CAME_BACK, String(Date.now()));
  remember(back);
  return true;
}

/**
 * Refused for good – run out, or ended by its owner or an administrator – the keys go: first the one that the server's
 * words lie under here, so that it is tried again should that fail.
 * @param {unknown} proof
 * @param {import("../types.js").Person} person
 */
async function renewed(proof, person) {
  try {
    return await post("/session/renewal", proof, { final: true });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) {
      await shut(person, error.problem.epoch);
      await forgetKey();
    }
    throw error;
  }
}

/** @param {ArrayBuffer} bytes */
export function base64url(bytes) {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
