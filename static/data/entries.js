// What the screens show: the server's word (shadow) with this phone's unsent ops laid over it.
import { groupBy } from "../lib/group.js";
import { withDb } from "./db.js";
import { overlay } from "./ops.js";

/** @typedef {import("../types.js").EntryView} EntryView */

/** Every entry of this person, newest visit first. @returns {Promise<EntryView[]>} */
export const listEntries = async () => (await entryList()).entries();

/**
 * The same as a list that stays: read once, then only what changed is read again. With thousands unsent, reading all
 * of it at each change would leave no time for anything else.
 */
export async function entryList() {
  const views = await readAll();
  return {
    entries: () => ordered(views),
    /** @param {unknown} ids of what changed; anything else than a list means all */
    refresh: async (ids) => {
      if (!Array.isArray(ids)) {
        views.clear();
        for (const [id, view] of await readAll()) views.set(id, view);
        return;
      }
      for (const [id, view] of await readSome(ids)) {
        if (view) views.set(id, view);
        else views.delete(id);
      }
    },
  };
}

/** @returns {Promise<Map<string, EntryView>>} */
async function readAll() {
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
  return new Map(
    [...ids].map((id) => [id, overlay(id, known.get(id), byEntry.get(id) ?? [], marksByEntry.get(id) ?? [])]),
  );
}

/** @param {string} id @returns {Promise<EntryView | null>} */
export const readEntry = async (id) => (await readSome([id])).get(id) ?? null;

/** @param {string[]} ids @returns {Promise<Map<string, EntryView | null>>} */
export function readSome(ids) {
  return withDb(async (db) => {
    const tx = db.transaction(["shadow", "ops", "marks"]);
    const read = [...new Set(ids)].map(async (id) => {
      const [shadow, ops, marks] = await Promise.all([
        tx.objectStore("shadow").get(id),
        tx.objectStore("ops").index("entry").getAll(id),
        tx.objectStore("marks").index("entry").getAll(id),
      ]);
      const view = shadow || ops.length ? overlay(id, shadow, ops, marks) : null;
      return /** @type {[string, EntryView | null]} */ ([id, view]);
    });
    return new Map(await Promise.all(read));
  });
}

/** @param {Map<string, EntryView>} views */
function ordered(views) {
  markTwo(views);
  return [...views.values()].filter((view) => !view.deleted || view.state === "needs").sort(newestFirst);
}

/** Where two versions of an entry stand side by side and nobody has settled it yet. @param {Map<string, EntryView>} views */
function markTwo(views) {
  for (const view of views.values()) view.two = false;
  for (const copy of views.values()) {
    const original = views.get(copy.data.copy_of ?? "");
    if (original && isOpen(original, copy)) original.two = copy.two = true;
  }
}

/** @param {EntryView} original @param {EntryView} copy */
export const isOpen = (original, copy) =>
  !original.deleted && !copy.deleted && copy.data.kept_apart !== original.id;

/** @param {EntryView} a @param {EntryView} b */
function newestFirst(a, b) {
  const days = String(b.data.visited_on ?? "").localeCompare(String(a.data.visited_on ?? ""));
  return days || moment(b) - moment(a);
}

/** Compared as instants: two captures may carry two offsets. @param {EntryView} view */
const moment = (view) => Date.parse(String(view.data.captured_at ?? "")) || 0;
