// Drafts, kept at every keystroke: in localStorage at once, since it survives even when IndexedDB's own
// process dies, and in IndexedDB beside the outbox, so that a save can drop the draft in its transaction.
import { emit } from "../lib/events.js";
import { uuid7 } from "../lib/ids.js";
import { withDb } from "./db.js";
import { person } from "./person.js";

/** @typedef {import("../types.js").Draft} Draft */

/** Where the ids of drafts that are over stand, in `meta`: a mirror may outlive them by some seconds. */
const OVER = "drafts_over";
/** So many are remembered. */
const MOST_OVER = 100;

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
  for (const [id, draft] of unwritten) {
    if (saving.has(id)) continue;
    unwritten.delete(id);
    try {
      await withDb((db) => db.put("drafts", draft));
      if (unsure.get(id) === draft) unsure.delete(id);
    } catch {
      // The mirror holds it; the next keystroke tries again.
    }
  }
  writing = false;
  emit("draft");
}

/** Put away drafts for good, without a save. @param {string[]} ids */
export async function drop(...ids) {
  if (!ids.length) return;
  for (const id of ids) clearMirror(id);
  await withDb(async (db) => {
    const tx = db.transaction(["drafts", "meta"], "readwrite");
    await end(tx, ids);
    await tx.done;
  });
}

/**
 * They are over with this transaction, or not at all.
 * @param {{objectStore(name: any): any}} tx
 * @param {string[]} ids
 */
export async function end(tx, ids) {
  const meta = tx.objectStore("meta");
  const over = new Set(/** @type {string[] | undefined} */ (await meta.get(OVER)));
  for (const id of ids) {
    tx.objectStore("drafts").delete(id);
    // The latest last.
    over.delete(id);
    over.add(id);
  }
  meta.put([...over].slice(-MOST_OVER), OVER);
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

/** @param {string} slot @returns {Draft[]} */
function mirrors(slot) {
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

/** @param {Draft} a @param {Draft} b */
const oldestFirst = (a, b) => a.updated_at - b.updated_at;

/**
 * The newest draft of a slot that has not become an entry. Of each the newer of its two copies; what was saved right
 * before the page died, or goes on under another id, is put away.
 * @param {string} slot
 * @returns {Promise<Draft | null>}
 */
export async function restore(slot) {
  const mirror = mirrors(slot);
  try {
    return await withDb(async (db) => {
      const stored = await db.getAll("drafts", IDBKeyRange.bound(slot, `${slot}~`));
      const ended = /** @type {string[] | undefined} */ (await db.get("meta", OVER)) ?? [];
      const latest = new Map([...stored, ...mirror].toSorted(oldestFirst).map((one) => [one.id, one]));
      const all = [...latest.values()].toSorted(oldestFirst).toReversed();
      const over = new Set([...ended, ...all.map(({ from }) => from)]);
      const [first = null, ...rest] = all.filter(({ id }) => !over.has(id));
      // One without words is worth keeping only as the last thing that was done.
      const gone = [...all.filter(({ id }) => over.has(id)), ...rest.filter(({ fields }) => !fields.text)];
      await drop(...gone.map(({ id }) => id));
      return first;
    });
  } catch {
    return mirrored(slot);
  }
}
