// This installation's key and the session it belongs to. Its private half can't be read, not even by us.
import { openDB } from "../vendor/database.js";

/** @typedef {{session: import("../types.js").Session, key: CryptoKey}} Kept */
/** On the way to the company's sign-on: the key is made, the session is yet to come.
 * @typedef {{waiting: CryptoKey}} Waiting */
/** Signed out here: said in place of the key, since localStorage may not have reached the disk.
 * @typedef {{left: true}} Left */

/** @param {Kept | Left | Waiting} what */
async function put(what) {
  const db = await store();
  // Strict: it is there for the very case that the browser is killed right afterwards.
  const tx = db.transaction("key", "readwrite", { durability: "strict" });
  tx.store.put(what, "this");
  await tx.done;
  db.close();
}

/** @param {Kept} kept */
export const keepKey = (kept) => put(kept);

/** In place of what stood here: whoever signed out before is about to sign in. @param {CryptoKey} key */
export const expectSession = (key) => put({ waiting: key });

export const dropKey = () => put({ left: true });

/** Its session was ended: it opens nothing any more. Who signed in here is still known. */
export async function forgetKey() {
  const db = await store();
  await db.delete("key", "this");
  db.close();
}

/** @returns {Promise<Kept | Left | undefined>} */
export async function keptKey() {
  const kept = await all();
  return kept && "waiting" in kept ? undefined : kept;
}

/** @returns {Promise<CryptoKey | undefined>} the key that waits for its session */
export async function waitingKey() {
  const kept = await all();
  return kept && "waiting" in kept ? kept.waiting : undefined;
}

/** @returns {Promise<Kept | Left | Waiting | undefined>} */
async function all() {
  const db = await store();
  const kept = await db.get("key", "this");
  db.close();
  return kept;
}

const store = () => openDB("pathnote-device", 1, { upgrade: (db) => void db.createObjectStore("key") });
