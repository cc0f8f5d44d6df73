// The code lists, as the server last gave them: chips and labels need them without a network.
import { withDb } from "./db.js";

/** @typedef {import("../types.js").Vocabulary} Vocabulary */

/** @returns {Promise<Record<string, Vocabulary>>} */
export async function storedVocabularies() {
  const all = await withDb((db) => db.getAll("vocabulary"));
  return Object.fromEntries(all.map((vocabulary) => [vocabulary.name, vocabulary]));
}

/** @param {Vocabulary[]} all */
export async function storeVocabularies(all) {
  await withDb(async (db) => {
    const tx = db.transaction("vocabulary", "readwrite");
    for (const vocabulary of all) tx.store.put(vocabulary);
    await tx.done;
  });
}
