// This installation's key and the session it belongs to. Its private half can't be read, not even by us.
import { openDB } from "../vendor/vendor.js";

/** @typedef {{session_id: string, person_id: string, key: CryptoKey}} Kept */

const store = () => openDB("pathnote-device", 1, { upgrade: (db) => void db.createObjectStore("key") });

/** @param {Kept} kept */
export async function keepKey(kept) {
  const db = await store();
  // Strict: it is there for the very case that the browser is killed right after signing in.
  const tx = db.transaction("key", "readwrite", { durability: "strict" });
  tx.store.put(kept, "this");
  await tx.done;
  db.close();
}

/** @returns {Promise<Kept | undefined>} */
export async function keptKey() {
  const db = await store();
  const kept = await db.get("key", "this");
  db.close();
  return kept;
}

export async function dropKey() {
  const db = await store();
  await db.delete("key", "this");
  db.close();
}
