// What the screens show: the server's word (shadow) with this phone's unsent ops laid over it.
import { groupBy } from "../lib/group.js";
import { withDb } from "./db.js";
import { overlay } from "./overlay.js";
import { sealIn } from "./seal.js";
import { openRows } from "./unseal.js";

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
  const [rows, ops, marks, key] = await withDb(async (db) => {
    const tx = db.transaction(["shadow", "ops", "marks", "keys"]);
    return Promise.all([
      tx.objectStore("shadow").getAll(),
      tx.objectStore("ops").getAll(),
      tx.objectStore("marks").getAll(),
      sealIn(tx),
    ]);
  });
  const shadows = await openRows(rows, key);
  const byEntry = groupBy(ops, (op) => op.id);
  const marksByEntry = groupBy(marks, (mark) => mark.entry);
  const known = new Map(shadows.flatMap((shadow) => (shadow ? [[shadow.id, shadow]] : [])));
  const ids = new Set([...known.keys(), ...byEntry.keys()]);
  return new Map(
    [...ids].map((id) => [id, overlay(id, known.get(id), byEntry.get(id) ?? [], marksByEntry.get(id) ?? [])]),
  );
}

/** @param {string} id @returns {Promise<EntryView | null>} */
export const readEntry = async (id) => (await readSome([id])).get(id) ?? null;

/** @param {string[]} ids @returns {Promise<Map<string, EntryView | null>>} */
export async function readSome(ids) {
  const [key, ...found] = await withDb((db) => {
    const tx = db.transaction(["shadow", "ops", "marks", "keys"]);
    const read = [...new Set(ids)].map(async (id) => {
      const [row, ops, marks] = await Promise.all([
        tx.objectStore("shadow").get(id),
        tx.objectStore("ops").index("entry").getAll(id),
        tx.objectStore("marks").index("entry").getAll(id),
      ]);
      return { id, row, ops, marks };
    });
    return Promise.all([sealIn(tx), ...read]);
  });
  const shadows = await openRows(
    found.map(({ row }) => row),
    key,
  );
  return new Map(
    found.map(({ id, ops, marks }, at) => {
      const shadow = shadows[at];
      return [id, shadow || ops.length ? overlay(id, shadow, ops, marks) : null];
    }),
  );
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
