// Listing everything again, as the store sees it: what has to be asked first, what goes out once more, where it begins.
import { announce } from "../lib/events.js";
import { uuid7 } from "../lib/ids.js";
import { withDb } from "./db.js";
import { bare, makeMark } from "./ops.js";
import { sealIn } from "./seal.js";

const MONTH = 30 * 24 * 3600 * 1000;
/** Whatever the clock says, this many are kept: one that leapt ahead would let go of all at once. */
const ALWAYS_KEPT = 1_000;

/** Remember that everything has to be listed again, even if the page dies before it is done. */
export const askForRelist = () => withDb((db) => db.put("meta", true, "relist"));

/**
 * Start a new listing, on this life of the server, unless something was acknowledged since its ops were asked about.
 * The outbox is not touched.
 * @param {string} epoch
 * @param {Set<string>} known acknowledged ops that this life of the server knows
 * @returns {Promise<string[]>} the others: while there are any, no listing begins
 */
export async function beginRelist(epoch, known) {
  return withDb(async (db) => {
    const tx = db.transaction(["acked", "meta", "keys"], "readwrite", { durability: "strict" });
    const others = (await tx.objectStore("acked").getAllKeys()).filter((op_id) => !known.has(op_id));
    const meta = tx.objectStore("meta");
    if (!others.length) {
      for (const name of ["cursor", "cards_cursor", "sealed_cursor", "relist"]) meta.delete(name);
      // A key that was lost is missed no more: what lay under it goes when the next one is made.
      if (!(await sealIn(tx)) && (await meta.get("sealed"))) meta.put("lost", "sealed");
      // Known from now on, so that nothing made on the old life of the server passes for the new one.
      meta.put(epoch, "epoch");
      // Whatever made this necessary, its outcome is proved at once.
      meta.delete("digest_at");
      meta.put(uuid7(), "listing");
      meta.put(true, "sweep");
    }
    await tx.done;
    return others;
  });
}

/** Ids of the ops acknowledged in the last 30 days; older ones are let go here. @param {number} now */
export async function acknowledged(now) {
  return withDb(async (db) => {
    const tx = db.transaction("acked", "readwrite");
    const spare = (await tx.store.count()) - ALWAYS_KEPT;
    const old = IDBKeyRange.upperBound(now - MONTH);
    const gone = spare > 0 ? await tx.store.index("at").getAllKeys(old, spare) : [];
    for (const key of gone) tx.store.delete(key);
    const kept = await tx.store.getAllKeys();
    await tx.done;
    return kept;
  });
}

/** The server has forgotten these (it was restored): they go again, under their old ids. @param {string[]} unknown */
export async function sendAgain(unknown) {
  const [key, ...rows] = await withDb((db) => {
    const tx = db.transaction(["acked", "keys"]);
    return Promise.all([sealIn(tx), ...unknown.map((op_id) => tx.objectStore("acked").get(op_id))]);
  });
  const { openRows } = await import("./unseal.js");
  const found = await openRows(rows, key, "op");
  await withDb(async (db) => {
    const tx = db.transaction(["acked", "ops", "marks", "log"], "readwrite", { durability: "strict" });
    for (const [at, op_id] of unknown.entries()) {
      if (!rows[at] || !(await tx.objectStore("acked").getKey(op_id))) continue;
      tx.objectStore("acked").delete(op_id);
      const acked = found[at];
      // Whose key is gone can't go again, and is asked about no more: without its words an op is a number.
      if (!acked?.op.op_id) continue;
      tx.objectStore("ops").put(acked.op);
      tx.objectStore("marks").put({ ...makeMark(acked.op), sent: acked.op.device_time });
      tx.objectStore("log").add({
        at: new Date(acked.at).toISOString(),
        what: "sent_again",
        op: bare(acked.op),
      });
    }
    await tx.done;
  });
  announce("ops");
}
