// What the database has of drafts, and which of a draft's two copies counts.
import { useDatabaseOf, withDb } from "./db.js";
import { clearMirror, mirrors, oldestFirst } from "./drafts.js";
import { person } from "./person.js";

/** @typedef {import("../types.js").Draft} Draft */

/** Where the ids of drafts that are over stand, in `meta`: a mirror may outlive them by some seconds. */
const OVER = "drafts_over";
/** So many are remembered. */
const MOST_OVER = 100;

/**
 * The mirror is that of the person who is in, and so is the database: a draft may be the first thing kept in it.
 * @type {typeof withDb}
 */
function withMine(work) {
  if (person.value) useDatabaseOf(person.value.id);
  return withDb(work);
}

/** @param {Draft} draft */
export const put = (draft) => withMine((db) => db.put("drafts", draft));

/** Put away drafts for good, without a save. @param {string[]} ids */
export async function drop(...ids) {
  if (!ids.length) return;
  for (const id of ids) clearMirror(id);
  await withMine(async (db) => {
    const tx = db.transaction(["drafts", "meta"], "readwrite");
    end(tx, ids, await endedIn(tx));
    await tx.done;
  });
}

/** Which drafts are over already. @param {{objectStore(name: any): any}} tx @returns {Promise<string[] | undefined>} */
export const endedIn = (tx) => tx.objectStore("meta").get(OVER);

/**
 * They are over with this transaction, or not at all.
 * @param {{objectStore(name: any): any}} tx
 * @param {string[]} ids
 * @param {string[]} [ended] those before
 */
export function end(tx, ids, ended) {
  const over = new Set(ended);
  for (const id of ids) {
    tx.objectStore("drafts").delete(id);
    // The latest last.
    over.delete(id);
    over.add(id);
  }
  tx.objectStore("meta").put([...over].slice(-MOST_OVER), OVER);
}

/**
 * The newest draft of a slot that has not become an entry. Of each the newer of its two copies; what was saved right
 * before the page died, or goes on under another id, is put away.
 * @param {string} slot
 * @param {Draft[]} [mirror] as it stood when this was wanted
 * @param {() => string} [own] the draft that was begun on the screen since then: it says nothing of the others yet
 * @returns {Promise<Draft | null>}
 */
export async function restore(slot, mirror = mirrors(slot), own = () => "") {
  try {
    return await withMine(async (db) => {
      const stored = await db.getAll("drafts", IDBKeyRange.bound(slot, `${slot}~`));
      const ended = /** @type {string[] | undefined} */ (await db.get("meta", OVER)) ?? [];
      const others = [...stored, ...mirror].filter(({ id }) => id !== own());
      const latest = new Map(others.toSorted(oldestFirst).map((one) => [one.id, one]));
      const all = [...latest.values()].toSorted(oldestFirst).toReversed();
      const over = new Set([...ended, ...all.map(({ from }) => from)]);
      const [first = null, ...rest] = all.filter(({ id }) => !over.has(id));
      // One without words is worth keeping only as the last thing that was done.
      const gone = [...all.filter(({ id }) => over.has(id)), ...rest.filter(({ fields }) => !fields.text)];
      await drop(...gone.map(({ id }) => id));
      return first;
    });
  } catch {
    return mirror.toSorted(oldestFirst).at(-1) ?? null;
  }
}
