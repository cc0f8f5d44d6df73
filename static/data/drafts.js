// Drafts, kept at every keystroke: in localStorage at once, since it survives even when IndexedDB's own
// process dies, and in IndexedDB beside the outbox, so that a save can drop the draft in its transaction.
import { uuid7 } from "../lib/ids.js";
import { withDb } from "./db.js";
import { person } from "./person.js";

/** @typedef {import("../types.js").Draft} Draft */

/** @param {string} id */
const mirrorKey = (id) => `pathnote.draft.${person.value?.id}.${id}`;

/** @type {Map<string, Draft>} */
const unwritten = new Map();
/** Drafts that are being saved: what is typed meanwhile is mirrored, and written only if the save fails. @type {Set<string>} */
const saving = new Set();
let writing = false;

/** @param {string} id @returns {Draft} */
export const newDraft = (id) => ({ id, entry: uuid7(), fields: {}, updated_at: 0 });

/** @param {Draft} draft */
export function keep(draft) {
  try {
    localStorage.setItem(mirrorKey(draft.id), JSON.stringify(draft));
  } catch {
    // Full or refused: IndexedDB still has it.
  }
  unwritten.set(draft.id, draft);
  if (!writing) drain();
}

/** One write at a time, and only of the latest state: typing is faster than a slow disk. */
async function drain() {
  writing = true;
  for (const [id, draft] of unwritten) {
    if (saving.has(id)) continue;
    unwritten.delete(id);
    try {
      await withDb((db) => db.put("drafts", draft));
    } catch {
      // The mirror holds it; the next keystroke tries again.
    }
  }
  writing = false;
}

/** Put away a draft for good, without a save. @param {string} id */
export async function drop(id) {
  clearMirror(id);
  await withDb((db) => db.delete("drafts", id));
}

/**
 * A save drops its draft in its own transaction. A write of the draft that began before stands before it in the
 * database; none may begin after it, or the draft would come back beside the entry.
 * @template T
 * @param {string | undefined} id
 * @param {() => Promise<T>} save
 * @returns {Promise<T>}
 */
export async function whileSaving(id, save) {
  if (!id) return save();
  saving.add(id);
  try {
    const saved = await save();
    clearMirror(id);
    return saved;
  } finally {
    saving.delete(id);
    const draft = unwritten.get(id);
    // Taken out and put in again: a write under way has passed its place.
    if (unwritten.delete(id) && draft) keep(draft);
  }
}

/** Nothing of the old draft may be written any more. @param {string} id */
function clearMirror(id) {
  unwritten.delete(id);
  try {
    localStorage.removeItem(mirrorKey(id));
  } catch {
    // Storage refused: then nothing was mirrored either.
  }
}

/** The mirror alone, for the first paint. @param {string} id @returns {Draft | null} */
export function mirrored(id) {
  try {
    return JSON.parse(localStorage.getItem(mirrorKey(id)) ?? "null");
  } catch {
    return null;
  }
}

/**
 * The newer of the two copies, unless it was saved as an entry just before the page died.
 * @param {string} id
 * @returns {Promise<Draft | null>}
 */
export async function restore(id) {
  const mirror = mirrored(id);
  try {
    return await withDb(async (db) => {
      const stored = (await db.get("drafts", id)) ?? null;
      const draft = (mirror?.updated_at ?? -1) > (stored?.updated_at ?? -1) ? mirror : stored;
      if (!draft || id !== "capture") return draft;
      const saved =
        (await db.getFromIndex("ops", "entry", draft.entry)) ?? (await db.get("shadow", draft.entry));
      if (!saved) return draft;
      clearMirror(id);
      await db.delete("drafts", id);
      return null;
    });
  } catch {
    return mirror;
  }
}
