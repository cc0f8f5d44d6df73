// What a phone needs to prove to itself that it holds what the server says it should.
import { stamp } from "../lib/day.js";
import { withDb } from "./db.js";

/** A difference that a new listing does not heal is no reason to list for ever. */
const RELIST_EVERY = 7 * 24 * 3600 * 1000;

/**
 * `id:rev` lines of all that the server said, sorted by id, tombstones included. Null when something came after `upto`:
 * another tab sent it while the digest was on its way, and so it proves nothing either way; nor does what is about to be
 * listed anew.
 * @param {number} upto
 */
export async function digestLines(upto) {
  const [all, relist] = await withDb((db) => {
    const tx = db.transaction(["shadow", "meta"]);
    return Promise.all([tx.objectStore("shadow").getAll(), tx.objectStore("meta").get("relist")]);
  });
  if (relist || all.some(({ seq }) => seq > upto)) return null;
  // Rev 0 is only what an unsent change stands on: the server has named no such entry.
  return all.map(({ id, rev }) => (rev ? `${id}:${rev}\n` : "")).join("");
}

/** @param {number} now */
export const proved = (now) => withDb((db) => db.put("meta", now, "digest_at"));

/**
 * It differs: noted, and whether it is to be listed again. The outbox has nothing to do with it.
 * @param {string} words
 * @param {number} now
 * @returns {Promise<boolean>}
 */
export async function differs(words, now) {
  return withDb(async (db) => {
    const tx = db.transaction(["meta", "log"], "readwrite", { durability: "strict" });
    const meta = tx.objectStore("meta");
    const last = Number((await meta.get("digest_relist_at")) ?? 0);
    const relist = now - last >= RELIST_EVERY || last > now;
    tx.objectStore("log").add({
      at: stamp(),
      what: relist ? "digest_differs" : "digest_still_differs",
      words,
    });
    meta.put(now, "digest_at");
    if (relist) {
      meta.put(now, "digest_relist_at");
      meta.put(true, "relist");
    }
    await tx.done;
    return relist;
  });
}
