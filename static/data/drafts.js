// Drafts, kept at every keystroke: in localStorage at once, since it survives even when IndexedDB's own
// process dies, and in IndexedDB beside the outbox, so that a save can drop the draft in its transaction. This is all
// that a person needs who types right away; what the database does with drafts comes a moment later (stored-drafts.js).
import { emit } from "../lib/events.js";
import { uuid7 } from "../lib/ids.js";
import { person } from "./person.js";

/** @typedef {import("../types.js").Draft} Draft */

const PREFIX = "pathnote.draft.";
/** @param {string} id of a draft, or how those of a slot begin */
const mirrorKey = (id) => `${PREFIX}${person.value?.id}.${id}`;

/** @type {Map<string, Draft>} */
const unwritten = new Map();
/** Drafts whose last keystrokes no database has confirmed. @type {Map<string, Draft>} */
const unsure = new Map();
/** Drafts that are being saved: what is typed meanwhile is mirrored, and written only if the save fails. @type {Set<string>} */
const saving = new Set();
let writing = false;

/**
 * A draft under an id of its own, for good: one that was saved is known by it, whatever was typed since.
 * @param {string} slot where it is typed: "capture", or "edit-" and the entry's id
 * @param {string} [entry] what it will become, or changes
 * @returns {Draft}
 */
export const newDraft = (slot, entry = uuid7()) => ({
  id: `${slot}-${uuid7()}`,
  entry,
  fields: {},
  updated_at: 0,
});

/** @param {Draft} draft */
export function keep(draft) {
  try {
    localStorage.setItem(mirrorKey(draft.id), JSON.stringify(draft));
  } catch {
    // Full or refused: IndexedDB still has it.
  }
  unwritten.set(draft.id, draft);
  unsure.set(draft.id, draft);
  if (!writing) drain();
}

/** One write at a time, and only of the latest state: typing is faster than a slow disk. */
async function drain() {
  writing = true;
  // Before anything is looked at: no save may begin between the look and the write.
  const stored = await import("./stored-drafts.js").catch(() => null);
  for (const [id, draft] of stored ? unwritten : []) {
    if (saving.has(id)) continue;
    unwritten.delete(id);
    try {
      await stored?.put(draft);
      if (unsure.get(id) === draft) unsure.delete(id);
    } catch {
      // The mirror holds it; the next keystroke tries again.
    }
  }
  writing = false;
  emit("draft");
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
export function clearMirror(id) {
  unwritten.delete(id);
  unsure.delete(id);
  try {
    localStorage.removeItem(mirrorKey(id));
  } catch {
    // Storage refused: then nothing was mirrored either.
  }
}

/**
 * Take along to the next load of this page what no database has confirmed. Where the process that stores things has died,
 * WebKit's for one, the mirror may have lost the last keystrokes with it; what belongs to a page's history has not.
 */
export function carryOver() {
  history.replaceState({ ...history.state, carried: [person.value?.id, ...unsure.values()] }, "");
}

/** The newest in the mirror alone, for the first paint. @param {string} slot @returns {Draft | null} */
export const mirrored = (slot) => mirrors(slot).toSorted(oldestFirst).at(-1) ?? null;

/** @param {Draft} a @param {Draft} b */
export const oldestFirst = (a, b) => a.updated_at - b.updated_at;

/** @param {string} slot @returns {Draft[]} */
export function mirrors(slot) {
  const [whose, ...carried] = /** @type {[string?, ...Draft[]]} */ (globalThis.history?.state?.carried ?? []);
  /** @type {Draft[]} */
  const found = whose === person.value?.id ? carried.filter((one) => one.id.startsWith(slot)) : [];
  try {
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at) ?? "";
      if (key.startsWith(mirrorKey(slot))) found.push(JSON.parse(localStorage.getItem(key) ?? ""));
    }
  } catch {
    // Refused or broken: what IndexedDB holds is there all the same.
  }
  return found;
}
