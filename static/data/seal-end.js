// The end of a key: the session was ended, or the browser lost it. Rare, so it is loaded when it is needed.
import { announce } from "../lib/events.js";
import { useDatabaseOf, withDb } from "./db.js";
import { openPart, sealIn } from "./seal.js";

const WORDS = /** @type {const} */ (["shadow", "cards", "journeys"]);
const ALL = /** @type {const} */ ([...WORDS, "acked", "keys", "meta"]);
const STRICT = /** @type {const} */ ({ durability: "strict" });

/**
 * This person's session is over here for good: the key goes first, then what lay under it. Unsent ops and drafts stay.
 * A server that was put back from a backup knows no session that is younger: then nothing goes, for what it lost may
 * be here alone.
 * @param {string} whose
 * @param {string} [epoch] of the server that said so
 */
export async function breakSeal(whose, epoch) {
  useDatabaseOf(whose);
  const known = await withDb((db) => db.get("meta", "epoch"));
  if (epoch && known && epoch !== known) return;
  await withDb(async (db) => {
    const tx = db.transaction("keys", "readwrite", STRICT);
    tx.store.delete("seal");
    await tx.done;
  });
  await withDb(async (db) => {
    const tx = db.transaction(ALL, "readwrite", STRICT);
    for (const { op_id, op, at } of await tx.objectStore("acked").getAll()) {
      tx.objectStore("acked").put(/** @type {any} */ ({ op_id, op: openPart("op", op), at }));
    }
    for (const name of WORDS) tx.objectStore(name).clear();
    tx.objectStore("meta").put(true, "relist");
    for (const name of ["sealed", "rises"]) tx.objectStore("meta").delete(name);
    await tx.done;
  });
  for (const what of ["ops", "cards", "journeys"]) announce(what);
}

/**
 * The browser lost the key: what lay under it can't be read any more, and is listed anew (see `position`). Unless another
 * tab has made a new one meanwhile.
 */
export async function dropUnreadable() {
  await withDb(async (db) => {
    const tx = db.transaction(ALL, "readwrite", STRICT);
    if (await sealIn(tx)) return;
    for (const name of WORDS) {
      for (const { id, sealed } of await tx.objectStore(name).getAll()) {
        if (sealed) tx.objectStore(name).delete(id);
      }
    }
    for (const { sealed, ...row } of await tx.objectStore("acked").getAll()) {
      if (sealed) tx.objectStore("acked").put(row);
    }
    const meta = tx.objectStore("meta");
    // Where an acknowledgement comes first, no listing has begun yet.
    if ((await meta.get("sealed")) === true) meta.put(true, "relist");
    meta.delete("sealed");
    await tx.done;
  });
}
