// What the server has too lies on this phone under a key that can't be read out, not even by this app: the words of
// entries, cards and journeys, and of ops that were acknowledged (decision 10). What an index or a transaction needs of
// a row stays as it was. A transaction ends while anything else is awaited, so words are sealed before one begins and
// opened when it is over. The key lies beside the rows, is read with them and never kept: deleted by one tab, it is gone
// for all.
import { uuid7 } from "../lib/ids.js";
import { withDb } from "./db.js";
import { person } from "./person.js";

/** @typedef {import("../types.js").Item} Item */
/** @typedef {import("../types.js").Seal} Seal */

export const NAME = "AES-GCM";
export const IV = 12;
/** Stores whose rows have a sealed part. */
export const SEALED = /** @type {const} */ (["shadow", "cards", "journeys", "acked"]);
/** What is seen of each kind without the key; of a kind that is not named, all. @type {Record<string, string[]>} */
const OPEN = { entry: ["copy_of"], theme: [], journey: ["moved_at"], op: ["id"] };

/** @typedef {{objectStore(name: "keys"): {get(key: "seal"): Promise<Seal | undefined>}}} WithKeys a transaction */

/** @param {WithKeys} tx @returns {Promise<Seal | undefined>} */
export const sealIn = (tx) => tx.objectStore("keys").get("seal");

/**
 * The key to seal with, made where there is none. Null when nobody is signed in here any more: an answer that was still
 * on its way brings back no key.
 * @returns {Promise<Seal | null>}
 */
export async function sealing() {
  const held = await withDb((db) => db.get("keys", "seal"));
  if (held || !person.value) return held ?? null;
  // There was one, and the browser lost it.
  if (await withDb((db) => db.get("meta", "sealed"))) {
    const { dropUnreadable } = await import("./seal-end.js");
    await dropUnreadable();
  }
  const key = await crypto.subtle.generateKey({ name: NAME, length: 256 }, false, ["encrypt", "decrypt"]);
  const made = { id: uuid7(), key };
  return withDb(async (db) => {
    const tx = db.transaction(["keys", "meta"], "readwrite", { durability: "strict" });
    const other = await sealIn(tx);
    if (!other) {
      tx.objectStore("keys").put(made, "seal");
      tx.objectStore("meta").put(true, "sealed");
    }
    await tx.done;
    return other ?? made;
  });
}

/** @param {Seal} seal @param {unknown} words @returns {Promise<Uint8Array>} */
export async function seal({ key }, words) {
  const iv = crypto.getRandomValues(new Uint8Array(IV));
  const text = new TextEncoder().encode(JSON.stringify(words));
  const shut = new Uint8Array(await crypto.subtle.encrypt({ name: NAME, iv }, key, text));
  const sealed = new Uint8Array(IV + shut.length);
  sealed.set(iv);
  sealed.set(shut, IV);
  return sealed;
}

/** @param {string} kind @param {object} words */
export const openPart = (kind, words) =>
  Object.fromEntries(Object.entries(words).filter(([name, value]) => OPEN[kind]?.includes(name) && value));

/**
 * As the server says it, ready to be stored.
 * @template {Item} T
 * @param {Seal} key
 * @param {T} item
 * @returns {Promise<T>}
 */
export async function sealItem(key, item) {
  if (!isSealed(item)) return item;
  return { ...item, data: openPart(item.kind, item.data ?? {}), sealed: await seal(key, item.data) };
}

/** @param {Item} item */
export const isSealed = ({ kind, data }) => data !== null && kind in OPEN;
