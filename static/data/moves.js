// What the engine decided about ops: they leave, and what an answer said of them is stored.
import { announce } from "../lib/events.js";
import { stamp } from "../lib/time.js";
import { withDb } from "./db.js";
import { adopt } from "./shadow.js";

/** @typedef {import("../types.js").Op} Op */

const MOVE = /** @type {const} */ (["ops", "marks", "acked", "shadow", "log", "meta"]);
const STRICT = /** @type {const} */ ({ durability: "strict" });

/** @typedef {import("../vendor/vendor.js").IDBPTransaction<import("../types.js").PathnoteDB, typeof MOVE, "readwrite">} MoveTx */

/**
 * Write `sent` and read what to send, in one transaction: an op taken back or sent by another tab in between does not
 * leave any more.
 * @param {import("../types.js").Move[]} moves to IN_FLIGHT
 * @returns {Promise<Op[]>} those that may leave
 */
export async function depart(moves) {
  const ops = await withDb(async (db) => {
    const tx = db.transaction(MOVE, "readwrite", STRICT);
    const leaving = [];
    for (const { op_id, to, sent = null } of moves) {
      const mark = await tx.objectStore("marks").get(op_id);
      const op = await tx.objectStore("ops").get(op_id);
      if (!op || mark?.state !== "READY") continue;
      tx.objectStore("marks").put({ ...mark, state: /** @type {any} */ (to), sent });
      leaving.push(op);
    }
    await tx.done;
    return leaving;
  });
  if (ops.length)
    announce(
      "ops",
      ops.map((op) => op.id),
    );
  return ops;
}

/**
 * Store what the engine decided after an answer, in one transaction with the entries it brought.
 * @param {import("../types.js").Move[]} moves
 * @param {string | null} [epoch] the life of the server that answered
 */
export async function applyMoves(moves, epoch = null) {
  const entries = await withDb(async (db) => {
    const tx = db.transaction(MOVE, "readwrite", STRICT);
    const listing = String((await tx.objectStore("meta").get("listing")) ?? "");
    if (epoch) await noteEpoch(tx, epoch);
    const moved = [];
    for (const move of moves) moved.push(await applyMove(tx, move, listing));
    await tx.done;
    return moved.filter((id) => id !== null);
  });
  if (moves.length) announce("ops", entries);
}

/**
 * What was acknowledged by one life of the server has to be asked of the next one, so the first is remembered with the
 * first acknowledgement, and a difference with the one that shows it.
 * @param {MoveTx} tx
 * @param {string} epoch
 */
async function noteEpoch(tx, epoch) {
  const meta = tx.objectStore("meta");
  const known = await meta.get("epoch");
  if (!known) meta.put(epoch, "epoch");
  else if (known !== epoch) meta.put(true, "relist");
}

/**
 * @param {MoveTx} tx
 * @param {import("../types.js").Move} move
 * @param {string} listing
 * @returns {Promise<string | null>} the entry it is about
 */
async function applyMove(tx, move, listing) {
  const mark = await tx.objectStore("marks").get(move.op_id);
  const op = await tx.objectStore("ops").get(move.op_id);
  if (!mark || !op) return null;
  // 'No answer' takes back nothing that another tab has heard meanwhile.
  if (move.to === "READY" && mark.state !== "IN_FLIGHT") return null;
  if (move.to !== "ACKED") {
    tx.objectStore("marks").put({
      ...mark,
      state: move.to,
      sent: move.sent ?? mark.sent,
      problem: move.problem ?? null,
      ...(move.heard ? { heard: true } : {}),
      ...(move.alone ? { alone: move.alone } : {}),
    });
    return op.id;
  }
  tx.objectStore("acked").put({ op_id: op.op_id, op, at: Date.now() });
  tx.objectStore("ops").delete(op.op_id);
  tx.objectStore("marks").delete(op.op_id);
  if (move.copy_id)
    tx.objectStore("log").add({ at: stamp(), what: "conflict_copy", op, copy_id: move.copy_id });
  if (move.entry) await adopt(tx.objectStore("shadow"), move.entry, listing);
  return op.id;
}
