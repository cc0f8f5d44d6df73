// What the server said of an entry, as this phone keeps it.
import { adopts, shadowOf } from "./ops.js";

/** @typedef {import("../types.js").Shadow} Shadow */
/** @typedef {{get(id: string): Promise<Shadow | undefined>, put(row: Shadow): Promise<unknown>}} Store in a transaction */

/**
 * Keep the server's word, unless what is known is newer.
 * @param {Store} shadow
 * @param {import("../types.js").Item} item
 * @param {string} listing
 */
export async function adopt(shadow, item, listing) {
  const known = await shadow.get(item.id);
  if (adopts(known, item.rev, listing)) await shadow.put(shadowOf(item, known, listing));
}
