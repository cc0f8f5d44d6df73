// The outbox: ops that the server has not acknowledged. Each save is one strict transaction. queue.js reads it.

import { stamp } from "../lib/day.js";
import { announce, emit } from "../lib/events.js";
import { uuid7 } from "../lib/ids.js";
import { withDb } from "./db.js";
import { whileSaving } from "./drafts.js";
import { baseOf, makeMark, makeOp } from "./ops.js";
import { person } from "./person.js";
import { writeWith } from "./second-copy.js";
import { end, endedIn } from "./stored-drafts.js";

/** @typedef {import("../types.js").Op} Op */
/** @typedef {import("./ops.js").Intent} Intent */
/**
 * @typedef {object} Also
 * @property {import("../types.js").Draft} [draft] that becomes the op
 * @property {boolean} [replaces] a fix, which takes the refused ops' place
 * @property {string} [insteadOf] the entry whose refused words these are: they live on here and nowhere else
 */

const SAVE = /** @type {const} */ (["ops", "marks", "acked", "shadow", "drafts", "log", "meta"]);
/** A receipt waits no longer than this for the second copy: the database has the entry. In milliseconds. */
const PATIENCE = 60;
const STRICT = /** @type {const} */ ({ durability: "strict" });

/**
 * Store what the person meant, and drop the draft it came from, in one transaction. Resolves only on
 * `complete`: until then nothing may say 'saved'.
 * @param {Intent} intent
 * @param {Also} [also]
 * @returns {Promise<string>} the entry's id; empty when there was nothing refused to save instead
 */
export async function save(intent, also = {}) {
  let copied = Promise.resolve();
  const store = () =>
    withDb(async (db) => {
      const tx = db.transaction(SAVE, "readwrite", STRICT);
      const id = await write(tx, intent, also);
      copied = writeWith(tx);
      await tx.done;
      return id;
    });
  const id = await whileSaving(also.draft?.id, store);
  announce("ops", also.insteadOf ? [id, also.insteadOf] : [id]);
  // Said to be saved, an entry is in the second copy too, unless that takes long.
  await Promise.race([copied, new Promise((resume) => setTimeout(resume, PATIENCE))]);
  // Sending takes the processor and the database: after what the person waits for.
  emit("saved", id);
  return id;
}

/** Several intentions that only make sense together: all are stored, or none. @param {Intent[]} intents */
export async function saveAll(intents) {
  await withDb(async (db) => {
    const tx = db.transaction(SAVE, "readwrite", STRICT);
    for (const intent of intents) await write(tx, intent, {});
    await tx.done;
  });
  changed(intents.map((intent) => intent.id));
}

/** @typedef {import("../vendor/database.js").IDBPTransaction<import("../types.js").PathnoteDB, typeof SAVE, "readwrite">} SaveTx */

/**
 * @param {SaveTx} tx
 * @param {Intent} intent
 * @param {Also} also
 */
async function write(tx, intent, also) {
  const { draft } = also;
  const ended = draft ? endedIn(tx) : undefined;
  const id = await putOp(tx, intent, also);
  // Not before the op was taken: a transaction that something was thrown out of is stored with what it has.
  if (draft) end(tx, draft.from ? [draft.from, draft.id] : [draft.id], await ended);
  return id;
}

/**
 * @param {SaveTx} tx
 * @param {Intent} intent
 * @param {Also} also
 */
async function putOp(tx, intent, { replaces, insteadOf }) {
  // Asked for together: each by itself would be another way to the database and back, before anybody sees a receipt.
  const [twin, sent, found, shadow, highest] = await Promise.all([
    tx.objectStore("ops").get(intent.op_id),
    tx.objectStore("acked").get(intent.op_id),
    opsOf(tx, intent.id),
    tx.objectStore("shadow").get(intent.id),
    tx.objectStore("meta").get("op_no"),
  ]);
  // Already there: this is the second run after a lost connection, the first one had been stored.
  if (twin || sent) return (twin ?? sent?.op)?.id ?? intent.id;
  if (insteadOf && !(await removeRefused(tx, await opsOf(tx, insteadOf), "copied")).length) return "";
  let pending = found;
  if (intent.kind !== "create" && !pending.length && !shadow && !(await wasSent(tx, intent.id))) {
    // Another tab took it back before it ever left: there is nothing to retract, and a change brings it back whole.
    if (intent.kind === "delete" || !intent.whole) return intent.id;
    intent = { ...intent, kind: "create", fields: intent.whole };
  }
  const refused = replaces ? await removeRefused(tx, pending, "fixed") : [];
  // A change made again stands where it stood, or it would overwrite what its author never saw. A retraction made
  // again is meant for what the entry says now: that is what the person was asked to read.
  if (intent.kind === "delete") pending = pending.filter((op) => !refused.includes(op));
  const base = baseOf(intent, pending, shadow);
  // Two tabs may have saved the same draft: the second text becomes an entry of its own.
  const taken = intent.kind === "create" && !replaces && (pending.length > 0 || shadow !== undefined);
  const id = taken ? uuid7() : intent.id;
  const op_no = Number(highest ?? 0) + 1;
  const author = person.value?.id ?? "";
  const op = makeOp({ ...intent, id }, { op_no, author, base, now: stamp() });
  tx.objectStore("ops").put(op);
  tx.objectStore("marks").put(makeMark(op));
  tx.objectStore("meta").put(op_no, "op_no");
  return id;
}

/** @param {SaveTx} tx @param {string} id @returns {Promise<Op[]>} */
const opsOf = (tx, id) => tx.objectStore("ops").index("entry").getAll(id);

/** @param {SaveTx} tx @param {string} id */
const wasSent = async (tx, id) => (await tx.objectStore("acked").getAll()).some(({ op }) => op.id === id);

/**
 * What was refused leaves the outbox; a refused creation takes along what stands on it.
 * @param {SaveTx} tx
 * @param {Op[]} pending of one entry
 * @param {"fixed" | "discarded" | "copied"} what
 */
async function removeRefused(tx, pending, what) {
  /** @type {number[]} */
  const unheard = [];
  const removed = [];
  const marks = await Promise.all(pending.map((op) => tx.objectStore("marks").get(op.op_id)));
  const refused = marks.filter((mark) => mark?.state === "NEEDS_ATTENTION");
  // Without the entry, what was to change it has nothing to stand on, and would only be refused as well.
  const all = refused.some((mark) => mark?.kind === "create");
  for (const [at, op] of pending.entries()) {
    const mark = marks[at];
    if (!mark || !(all || refused.includes(mark))) continue;
    tx.objectStore("log").add({ at: stamp(), what, op, problem: mark.problem });
    tx.objectStore("ops").delete(op.op_id);
    tx.objectStore("marks").delete(op.op_id);
    removed.push(op);
    if (!mark.heard) unheard.push(op.op_no);
  }
  // What the server has forgotten was only kept for what stood on it.
  const [last] = removed.length === pending.length ? removed : [];
  const shadow = tx.objectStore("shadow");
  if (last && (await shadow.get(last.id))?.rev === 0) shadow.delete(last.id);
  await giveUp(tx, unheard);
  return removed;
}

/**
 * Numbers that will never reach the server are no losses: it is told so with the next push. Noted even when there is
 * none of these, since the server should also hear that fewer wait here.
 * @param {SaveTx} tx
 * @param {number[]} numbers
 */
async function giveUp(tx, numbers) {
  const before = /** @type {number[] | undefined} */ (await tx.objectStore("meta").get("given_up")) ?? [];
  tx.objectStore("meta").put([...before, ...numbers], "given_up");
}

/** The person gives up what was refused: it leaves the outbox, and the log keeps what it was. @param {string} id */
export async function discard(id) {
  await withDb(async (db) => {
    const tx = db.transaction(SAVE, "readwrite", STRICT);
    await removeRefused(tx, await opsOf(tx, id), "discarded");
    await tx.done;
  });
  changed(id);
}

/**
 * Take back an entry just saved. One that was never on the wire leaves the outbox, and its number is
 * given to the next op, so that the server sees no hole. One that may have arrived is retracted.
 * @param {string} id
 * @param {import("../types.js").Draft | null} draft put back in the same transaction
 */
export async function undo(id, draft) {
  await withDb(async (db) => {
    const tx = db.transaction(SAVE, "readwrite", STRICT);
    if (!(await takeBack(tx, id))) {
      await write(tx, { op_id: uuid7(), id, kind: "delete", fields: {}, reason: "undone" }, {});
    }
    if (draft) tx.objectStore("drafts").put(draft);
    await tx.done;
  });
  changed(id);
}

/** @param {SaveTx} tx @param {string} id */
async function takeBack(tx, id) {
  const marks = await tx.objectStore("marks").index("entry").getAll(id);
  const shadow = await tx.objectStore("shadow").get(id);
  const last = Number(await tx.objectStore("meta").get("op_no"));
  const numbers = marks.map((mark) => mark.op_no).toSorted((a, b) => b - a);
  const newest = numbers.every((number, at) => number === last - at);
  if (shadow || !marks.length || !newest || marks.some((mark) => mark.sent)) return false;
  for (const mark of marks) {
    tx.objectStore("ops").delete(mark.op_id);
    tx.objectStore("marks").delete(mark.op_id);
  }
  tx.objectStore("meta").put(last - marks.length, "op_no");
  return true;
}

/** The screens draw it, and this tab starts to send it. @param {string | string[]} ids */
function changed(ids) {
  announce("ops", [ids].flat());
  emit("saved", ids);
}
