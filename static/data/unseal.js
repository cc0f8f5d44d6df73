// Reading what lies under the key, for screens and for what has to be sent again.
import { withDb } from "./db.js";
import { IV, NAME } from "./seal.js";

/** @typedef {import("../types.js").Seal} Seal */

/**
 * Rows as they were before they were sealed, each in its place; undefined for those that no key opens, as if they were
 * not there.
 * @template {{sealed?: Uint8Array}} T
 * @param {(T | undefined)[]} rows
 * @param {Seal | undefined} key
 * @param {"data" | "op"} [part]
 * @returns {Promise<(T | undefined)[]>}
 */
export async function openRows(rows, key, part = "data") {
  let broken = false;
  const opened = await Promise.all(
    rows.map(async (row) => {
      if (!row?.sealed) return row;
      const words = key && (await open(key, row.sealed).catch(() => null));
      if (words === null) broken = true;
      return words ? { ...row, [part]: words } : undefined;
    }),
  );
  // Another key's, or damaged: the server is asked for everything once more.
  if (broken) await withDb((db) => db.put("meta", true, "relist"));
  return opened;
}

/** @param {Seal} seal @param {Uint8Array} sealed */
async function open({ key }, sealed) {
  const [iv, shut] = [sealed.slice(0, IV), sealed.slice(IV)];
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: NAME, iv }, key, shut)));
}
