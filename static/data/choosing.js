// What of the outbox a batch is chosen from, read by index: there may be thousands.
import { withDb } from "./db.js";
import { inState } from "./queue.js";

/** @typedef {import("../types.js").Mark} Mark */

/** Each op of one batch takes an entry of its own, so a few batches' worth of ops is enough to choose from. */
const LOOK_AHEAD = 4;

/**
 * The marks to choose a batch from, in order of op_no, and how many ops there are in all.
 * @param {number} limit ops in the batch
 */
export function choosable(limit) {
  return withDb(async (db) => {
    const { store } = db.transaction("marks");
    const [ready, flying, refused, all] = await Promise.all([
      store.index("state").getAll(inState("READY"), limit * LOOK_AHEAD),
      store.index("state").getAll(inState("IN_FLIGHT")),
      store.index("state").getAll(inState("NEEDS_ATTENTION")),
      store.count(),
    ]);
    return { marks: inOrder([...refused, ...flying, ...ready]), all };
  });
}

/** All of them, for the rare case that none of the first could be chosen. */
export const allMarks = () => withDb((db) => db.getAllFromIndex("marks", "op_no"));

/** Every op of these entries: a refused creation takes along what stands on it. @param {{entry: string}[]} marks */
export function marksBeside(marks) {
  return withDb(async (db) => {
    const index = db.transaction("marks").store.index("entry");
    const entries = [...new Set(marks.map((mark) => mark.entry))];
    return inOrder((await Promise.all(entries.map((entry) => index.getAll(entry)))).flat());
  });
}

/** @param {Mark[]} marks */
const inOrder = (marks) => marks.toSorted((a, b) => a.op_no - b.op_no);
