// What a version before the key left readable, or one that was rolled back to: sealed where it lies, in the background
// and piece by piece. A crash leaves what is not done yet as it was, for the next start.
import { withDb } from "./db.js";
import { bare } from "./ops.js";
import { openPart, SEALED, seal, sealIn, sealing } from "./seal.js";

/** @typedef {typeof SEALED[number]} Name */

/** So many at once: a save that comes meanwhile waits for no more. */
const PIECE = 100;
/** @type {Record<Name, string>} */
const KIND = { shadow: "entry", cards: "theme", journeys: "journey", acked: "op" };

export async function sealLeft() {
  for (const name of SEALED) while (await sealPiece(name));
  await thinLog();
}

/** @param {Name} name @returns {Promise<boolean>} whether there may be more */
async function sealPiece(name) {
  const rows = await withDb((db) => db.getAllFromIndex(name, "clear", null, PIECE));
  const key = rows.length ? await sealing() : null;
  if (!key) return false;
  const part = name === "acked" ? "op" : "data";
  const pieces = await Promise.all(
    rows.map(async (/** @type {any} */ row) => {
      const words = row[part];
      return { id: row.id ?? row.op_id, [part]: openPart(KIND[name], words), sealed: await seal(key, words) };
    }),
  );
  return withDb(async (db) => {
    const tx = db.transaction([name, "keys"], "readwrite");
    if ((await sealIn(tx))?.id !== key.id) return false;
    const store = tx.objectStore(name);
    for (const { id, ...shut } of pieces) {
      const now = /** @type {any} */ (await store.get(id));
      // Gone meanwhile, or said anew: then it was sealed as it came.
      if (now?.[part] && !now.sealed) store.put({ ...now, ...shut });
    }
    await tx.done;
    return rows.length === PIECE;
  });
}

/** Lines about ops that the server has, or that lie in the outbox, need no words of their own. */
async function thinLog() {
  await withDb(async (db) => {
    const tx = db.transaction("log", "readwrite");
    for await (const cursor of tx.store) {
      const { what, op } = cursor.value;
      if (op && ["conflict_copy", "sent_again", "put_back"].includes(what))
        await cursor.update({ ...cursor.value, op: bare(op) });
    }
    await tx.done;
  });
}
