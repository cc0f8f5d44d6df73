// The code lists, as the server last gave them: chips and labels need them without a network.
import { withDb } from "./db.js";

/** @typedef {import("../types.js").Vocabulary} Vocabulary */

/** Nothing but their own chips follows from what became of listening priorities and sub-barriers. */
const UNFOLLOWED = /^(listening|sub)_/;

/** @returns {Promise<Record<string, Vocabulary>>} */
export async function storedVocabularies() {
  return named(await withDb((db) => db.getAll("vocabulary")));
}

/**
 * By name. What follows from a list that is not as it shipped is loaded only where there is one.
 * @param {Vocabulary[]} all
 * @returns {Promise<Record<string, Vocabulary>>}
 */
export async function named(all) {
  const lists = Object.fromEntries(all.map((vocabulary) => [vocabulary.name, vocabulary]));
  if (all.some(({ name, version }) => version > 1 && !UNFOLLOWED.test(name)))
    await import("./changed-lists.js").then(({ follow }) => follow(lists)).catch(() => {});
  return lists;
}

/** @param {Vocabulary[]} all */
export async function storeVocabularies(all) {
  await withDb(async (db) => {
    const tx = db.transaction("vocabulary", "readwrite");
    for (const vocabulary of all) tx.store.put(vocabulary);
    await tx.done;
  });
}
