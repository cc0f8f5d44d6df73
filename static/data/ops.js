// What an op is made of, and what is kept of the server's word. Pure: no store, no clock.

/** @typedef {import("../types.js").Op} Op */
/** @typedef {import("../types.js").Mark} Mark */
/** @typedef {import("../types.js").Shadow} Shadow */
/** @typedef {Pick<Op, "op_id" | "id" | "kind" | "fields" | "reason"> & {seen?: number, whole?: Op["fields"]}} Intent
 *   `seen`: the rev on the screen where it was typed, which a pull may have left behind since;
 *   `whole`: all that a change leaves the entry with, should another tab have taken it back meanwhile */

/** What the fields of an op made by this app mean; the server brings older ones up to its own. */
export const SCHEMA = 2;

/**
 * The rev an op stands on: the lowest base of the ops still pending on the entry, else the rev last
 * pulled, or the one on the screen. With the rev last pulled alone, an op could overwrite a value its author never saw.
 * @param {Pick<Intent, "kind" | "seen">} intent
 * @param {Op[]} pending
 * @param {Shadow | undefined} shadow
 */
export function baseOf({ kind, seen = Number.POSITIVE_INFINITY }, pending, shadow) {
  if (kind === "create") return 0;
  // Of a tombstone alone nothing was ever seen.
  const pulled = shadow?.data ? (shadow.shows ?? shadow.rev) : 0;
  const known = pending.length ? Math.min(...pending.map((op) => op.base)) : pulled;
  return Math.min(known, seen);
}

/**
 * @param {Intent} intent
 * @param {{op_no: number, author: string, base: number, now: string}} facts
 * @returns {Op}
 */
export function makeOp(intent, { op_no, author, base, now }) {
  const { op_id, id, kind, fields, reason } = intent;
  const op = { op_id, op_no, author, id, kind, base, fields, device_time: now, schema: SCHEMA };
  return reason ? { ...op, reason } : op;
}

/**
 * The schema a batch is sent under: that of the ops which carry none. They are older than the first one that did,
 * and a sent op never changes, so the envelope has to say it for them.
 * @param {Op[]} ops
 */
export const schemaOf = (ops) => (ops.every((op) => op.schema) ? SCHEMA : 1);

/** What the log needs of an op whose words stand elsewhere. @param {Op} op @returns {Op} */
export const bare = ({ reason: _, ...op }) => ({ ...op, fields: {} });

/** @param {Op} op @returns {Mark} */
export function makeMark(op) {
  return {
    op_id: op.op_id,
    op_no: op.op_no,
    entry: op.id,
    kind: op.kind,
    bytes: new TextEncoder().encode(JSON.stringify(op)).length,
    state: "READY",
    sent: null,
    made: op.device_time,
    problem: null,
  };
}

/**
 * A later word of the server replaces an earlier one, never the other way round. A new listing (the
 * server was restored, or the scope changed) starts afresh, whatever the revs were before.
 * @param {Shadow | undefined} known
 * @param {number} rev
 * @param {string} listing
 */
export const adopts = (known, rev, listing) => !known || known.seen !== listing || rev >= known.rev;

/**
 * What is kept of the server's word. A tombstone brings no words: those known stay, with the rev that they are of,
 * for an edit that brings the entry back stands on what its author could see.
 * @param {import("../types.js").Item} item
 * @param {Shadow | undefined} known
 * @param {string} listing
 * @returns {Shadow}
 */
export function shadowOf({ id, rev, seq, deleted, data, sealed }, known, listing) {
  const words = /** @type {import("../types.js").EntryData | null} */ (/** @type {unknown} */ (data));
  const shows = words ? rev : (known?.shows ?? known?.rev ?? 0);
  const shut = words ? sealed : known?.sealed;
  const kept = { data: words ?? known?.data ?? null, ...(shut ? { sealed: shut } : {}) };
  return { id, rev, seq, deleted, ...kept, shows, seen: listing };
}
