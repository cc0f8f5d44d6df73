// Reading the outbox without reading all of it: a phone may hold thousands of unsent entries, and something is asked of
// them at every change. The database counts and finds by index.
import { withDb } from "./db.js";

/** @typedef {import("../types.js").Mark} Mark */

/** @param {import("../types.js").OpState} state */
const inState = (state) => IDBKeyRange.bound([state], [state, []]);

/** What waits and what needs the person, counted in entries. Creations are counted, the few other ops looked at. */
export function counts() {
  return withDb(async (db) => {
    const { store } = db.transaction("marks");
    const [creations, updates, deletions, refused, first] = await Promise.all([
      store.index("kind").count("create"),
      store.index("kind").getAll("update"),
      store.index("kind").getAll("delete"),
      store.index("state").getAll(inState("NEEDS_ATTENTION")),
      store.index("op_no").getAll(null, 1),
    ]);
    const needs = new Set(refused.map((mark) => mark.entry));
    let waiting = creations - refused.filter((mark) => mark.kind === "create").length;
    for (const entry of new Set([...updates, ...deletions].map((mark) => mark.entry))) {
      if (needs.has(entry)) continue;
      const marks = await store.index("entry").getAll(entry);
      if (!marks.some((mark) => mark.kind === "create")) waiting += 1;
    }
    let [oldest] = first;
    if (oldest && needs.has(oldest.entry)) {
      const later = await store.index("op_no").getAll();
      oldest = later.find((mark) => !needs.has(mark.entry));
    }
    return { waiting, needs: needs.size, oldest: oldest?.made ?? null };
  });
}

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

/** What a crash left on the wire. */
export const inFlight = () => withDb((db) => db.getAllFromIndex("marks", "state", inState("IN_FLIGHT")));

/** Everything unsent, as it stands, for a file the person can keep. */
export const unsent = () => withDb((db) => db.getAllFromIndex("ops", "op_no"));

/** @param {Mark[]} marks */
const inOrder = (marks) => marks.toSorted((a, b) => a.op_no - b.op_no);
