// Signing in with a new key of this installation, by whatever way.

import { expectSession, keepKey, waitingKey } from "../data/device-key.js";
import { stored } from "../data/person.js";
import { beginSignOn, signIn as signInWith } from "../http/account.js";
import { whoami } from "../http/session.js";
import { base64url, shut } from "./device-session.js";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };

/** @param {string} email @param {string} password */
export const signIn = (email, password) => signInBy((spki) => signInWith(email, password, spki));

/** By whatever way opens a session for a key. @param {(spki: string) => Promise<import("../types.js").Session>} way */
export async function signInBy(way) {
  const { key, spki } = await newKey();
  const opened = await way(spki);
  await takeOver(opened);
  await keepKey({ session: opened, key });
  return opened;
}

/** To the company's sign-on: this page is left. @param {string} next where to go afterwards */
export async function leaveForCompany(next) {
  const { key, spki } = await newKey();
  const { address } = await beginSignOn(next, spki);
  await expectSession(key);
  location.assign(address);
}

/** Back from it: the cookie is there, its session joins the key that was made. */
export async function backFromCompany() {
  const opened = await whoami();
  const key = await waitingKey();
  await takeOver(opened);
  if (key) await keepKey({ session: opened, key });
  return opened;
}

/** Of whoever was in here before and never signed out, nothing stays readable. @param {import("../types.js").Session} opened */
async function takeOver({ person }) {
  const before = stored();
  if (before && before.id !== person.id) await shut(before).catch(console.error);
}

async function newKey() {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
  return {
    key: pair.privateKey,
    spki: base64url(await crypto.subtle.exportKey("spki", pair.publicKey)),
  };
}
