// What goes into the next request, and what a crash left of the last one. Pure, as engine.js is.

/** @typedef {import("../types.js").Mark} Mark */
/** @typedef {import("../types.js").Move} Move */

/** 256 KB, less room for the envelope. */
export const MAX_BYTES = 254 * 1024;
/** So often an op times out alone before all others may pass it. */
export const ALONE = 2;

/** A crash left ops in flight: whether they arrived is unknown, so they go again under the same id.
 * @param {Mark[]} marks
 * @returns {Move[]}
 */
export const afterCrash = (marks) =>
  marks.filter((mark) => mark.state === "IN_FLIGHT").map(({ op_id }) => ({ op_id, to: "READY" }));

/** Whether all other entries may pass this op: it has timed out with nothing else beside it. @param {Mark} mark */
export const isLate = (mark) => (mark.alone ?? 0) >= ALONE;

/** Of these entries nothing may leave: an op is under way, or the creation was refused. @param {Mark[]} marks */
function heldEntries(marks) {
  const held = new Set();
  for (const mark of marks) {
    const refused = mark.state === "NEEDS_ATTENTION" && mark.kind === "create";
    if (refused || mark.state === "IN_FLIGHT") held.add(mark.entry);
  }
  return held;
}

/**
 * The next batch: in the order in which they were made, at most one op of an entry, none of an entry whose
 * creation was refused, and none of one that begins with a late op.
 * @param {Mark[]} marks in order of op_no
 * @param {number} limit
 * @returns {string[]} op ids
 */
export function choose(marks, limit) {
  const held = heldEntries(marks);
  /** @type {string[]} */
  const batch = [];
  let bytes = 0;
  for (const mark of marks) {
    if (batch.length >= limit) break;
    if (mark.state !== "READY" || held.has(mark.entry)) continue;
    if (isLate(mark)) {
      held.add(mark.entry);
      continue;
    }
    if (batch.length && bytes + mark.bytes > MAX_BYTES) break;
    held.add(mark.entry);
    batch.push(mark.op_id);
    bytes += mark.bytes;
  }
  return batch;
}

/**
 * When there is nothing else to send: one late op, alone, the one tried least.
 * @param {Mark[]} marks in order of op_no
 * @returns {string[]} one op id, or none
 */
export function chooseLate(marks) {
  const held = heldEntries(marks);
  /** @type {Mark[]} */
  const late = [];
  for (const mark of marks) {
    if (mark.state !== "READY" || held.has(mark.entry)) continue;
    held.add(mark.entry);
    if (isLate(mark)) late.push(mark);
  }
  const [next] = late.toSorted((a, b) => (a.alone ?? 0) - (b.alone ?? 0));
  return next ? [next.op_id] : [];
}

/** Written before the request leaves. @param {string[]} batch @param {string} now @returns {Move[]} */
export const departing = (batch, now) => batch.map((op_id) => ({ op_id, to: "IN_FLIGHT", sent: now }));
