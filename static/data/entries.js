// What the screens show: the server's word (shadow) with this phone's unsent ops laid over it.
import { groupBy } from "../lib/group.js";
import { withDb } from "./db.js";
import { overlay } from "./ops.js";

/** @typedef {import("../types.js").EntryView} EntryView */

/** Every entry of this person, newest visit first. @returns {Promise<EntryView[]>} */
export async function listEntries() {
  const [shadows, ops, marks] = await withDb(async (db) => {
    const tx = db.transaction(["shadow", "ops", "marks"]);
    return Promise.all([
      tx.objectStore("shadow").getAll(),
      tx.objectStore("ops").getAll(),
      tx.objectStore("marks").getAll(),
    ]);
  });
  const byEntry = groupBy(ops, (op) => op.id);
  const marksByEntry = groupBy(marks, (mark) => mark.entry);
  const known = new Map(shadows.map((shadow) => [shadow.id, shadow]));
  const ids = new Set([...known.keys(), ...byEntry.keys()]);
  return [...ids]
    .map((id) => overlay(id, known.get(id), byEntry.get(id) ?? [], marksByEntry.get(id) ?? []))
    .filter((view) => !view.deleted || view.state === "needs")
    .sort(newestFirst);
}

/** @param {string} id @returns {Promise<EntryView | null>} */
export async function readEntry(id) {
  const [shadow, ops, marks] = await withDb(async (db) => {
    const tx = db.transaction(["shadow", "ops", "marks"]);
    return Promise.all([
      tx.objectStore("shadow").get(id),
      tx.objectStore("ops").index("entry").getAll(id),
      tx.objectStore("marks").index("entry").getAll(id),
    ]);
  });
  return shadow || ops.length ? overlay(id, shadow, ops, marks) : null;
}

/** The copies a conflict made of this entry, from the log. @param {string} id */
export async function copiesOf(id) {
  const log = await withDb((db) => db.getAll("log"));
  return log
    .filter((line) => line.what === "conflict_copy" && line.op.id === id)
    .map((line) => String(line.copy_id));
}

/** @param {EntryView} a @param {EntryView} b */
function newestFirst(a, b) {
  const days = String(b.data.visited_on ?? "").localeCompare(String(a.data.visited_on ?? ""));
  return days || moment(b) - moment(a);
}

/** Compared as instants: two captures may carry two offsets. @param {EntryView} view */
const moment = (view) => Date.parse(String(view.data.captured_at ?? "")) || 0;
