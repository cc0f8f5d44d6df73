// What the engine decided about ops: they leave, and what an answer said of them is stored.
import { announce } from "../lib/events.js";
import { stamp } from "../lib/time.js";
import { withDb } from "./db.js";
import { bare } from "./ops.js";
import { inState } from "./queue.js";
import { openPart, seal, sealIn, sealItem, sealing } from "./seal.js";
import { adopt } from "./shadow.js";

/** @typedef {import("../types.js").Op} Op */

const MOVE = /** @type {const} */ (["ops", "marks", "acked", "shadow", "log", "meta", "keys"]);
/** @typedef {{op: Uint8Array, entry?: import("../types.js").Item}} Shut */
/** @type {Map<string, Shut>} */
const NONE = new Map();
const STRICT = /** @type {const} */ ({ durability: "strict" });

/** @typedef {import("../vendor/database.js").IDBPTransaction<import("../types.js").PathnoteDB, typeof MOVE, "readwrite">} MoveTx */

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
  const shut = await sealedWords(moves.filter(({ to }) => to === "ACKED"));
  const entries = await withDb(async (db) => {
    const tx = db.transaction(MOVE, "readwrite", STRICT);
    const listing = String((await tx.objectStore("meta").get("listing")) ?? "");
    if (epoch) await noteEpoch(tx, epoch);
    const known = shut && (await sealIn(tx))?.id === shut.key.id ? shut.words : NONE;
    const moved = [];
    const needy = await tx.objectStore("marks").index("state").getAll(inState("NEEDS_ATTENTION"));
    for (const move of moves) moved.push(await applyMove(tx, move, listing, known.get(move.op_id), needy));
    await tx.done;
    return moved.filter((id) => id !== null);
  });
  if (moves.length) announce("ops", entries);
}

/**
 * What the server has from now on goes under the key: the ops as they were sent, the entries as it says them. Null when
 * there is none. Should it be gone before all is stored, only the ops leave; the words come with the next listing.
 * @param {import("../types.js").Move[]} moves
 */
async function sealedWords(moves) {
  if (!moves.length) return null;
  const [held, ...ops] = await withDb((db) => {
    const tx = db.transaction(["ops", "keys"]);
    return Promise.all([sealIn(tx), ...moves.map(({ op_id }) => tx.objectStore("ops").get(op_id))]);
  });
  const key = held ?? (await sealing());
  if (!key) return null;
  const words = moves.map(async ({ op_id, entry }, at) => {
    const op = await seal(key, ops[at]);
    return /** @type {[string, Shut]} */ ([op_id, { op, entry: entry && (await sealItem(key, entry)) }]);
  });
  return { key, words: new Map(await Promise.all(words)) };
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
 * @param {Shut | undefined} shut
 * @param {import("../types.js").Mark[]} needy
 * @returns {Promise<string | null>} the entry it is about
 */
async function applyMove(tx, move, listing, shut, needy) {
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
  tx.objectStore("acked").put({
    op_id: op.op_id,
    op: /** @type {Op} */ (openPart("op", op)),
    at: Date.now(),
    ...(shut ? { sealed: shut.op } : {}),
  });
  tx.objectStore("ops").delete(op.op_id);
  tx.objectStore("marks").delete(op.op_id);
  if (move.copy_id)
    tx.objectStore("log").add({ at: stamp(), what: "conflict_copy", op: bare(op), copy_id: move.copy_id });
  else passOver(tx, op, needy);
  if (shut?.entry) await adopt(tx.objectStore("shadow"), shut.entry, listing);
  return op.id;
}

/**
 * The person wrote this after what was refused of the same entry, and the server has it: shown over it, the older words
 * would be put right and saved in its place.
 * @param {MoveTx} tx
 * @param {Op} op
 * @param {import("../types.js").Mark[]} needy
 */
function passOver(tx, op, needy) {
  for (const mark of needy) {
    if (mark.entry !== op.id || mark.op_no > op.op_no) continue;
    const passed = [...new Set([...(mark.passed ?? []), ...Object.keys(op.fields)])];
    tx.objectStore("marks").put({ ...mark, passed });
  }
}
