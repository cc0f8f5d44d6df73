// Reading the outbox without reading all of it: a phone may hold thousands of unsent entries, and something is asked of
// them at every change. The database counts and finds by index.
import { withDb } from "./db.js";

/** @typedef {import("../types.js").Mark} Mark */

/** @param {import("../types.js").OpState} state */
export const inState = (state) => IDBKeyRange.bound([state], [state, []]);

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

/** What a crash left on the wire. */
export const inFlight = () => withDb((db) => db.getAllFromIndex("marks", "state", inState("IN_FLIGHT")));

/** Everything unsent, as it stands, for a file the person can keep. */
export const unsent = () => withDb((db) => db.getAllFromIndex("ops", "op_no"));

/** Whether there is anything to send, or to tell. */
export const hasUnsent = () =>
  withDb(async (db) => {
    const tx = db.transaction(["marks", "meta"]);
    const [marks, numbers] = await Promise.all([
      tx.objectStore("marks").count(),
      tx.objectStore("meta").getKey("given_up"),
    ]);
    return marks > 0 || numbers !== undefined;
  });
