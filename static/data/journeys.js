// What became of own entries, as the server last told it, and which of them moved since somebody looked.
import { announce } from "../lib/events.js";
import { readCards } from "./cards.js";
import { withDb } from "./db.js";
import { sealIn } from "./seal.js";
import { openRows } from "./unseal.js";

/** @typedef {import("../types.js").Journey} Journey */
/** @typedef {import("../types.js").EntryView} EntryView */

/** @param {string} entry @returns {Promise<Journey | null>} */
export const readJourney = async (entry) => (await readJourneys([entry]))[0] ?? null;

/** @param {string[]} entries @returns {Promise<Journey[]>} */
export async function readJourneys(entries) {
  const [key, ...rows] = await withDb((db) => {
    const tx = db.transaction(["journeys", "keys"]);
    return Promise.all([sealIn(tx), ...entries.map((id) => tx.objectStore("journeys").get(id))]);
  });
  return (await openRows(rows, key)).flatMap((row) => (row ? [row.data] : []));
}

/** The entries of which something moved that nobody has looked at here. @returns {Promise<Set<string>>} */
export const withNews = async () => new Set(await withDb((db) => db.getAllKeysFromIndex("journeys", "news")));

/** It was looked at. @param {string} entry */
export async function lookedAt(entry) {
  const was = await withDb(async (db) => {
    const tx = db.transaction("journeys", "readwrite");
    const row = await tx.store.get(entry);
    if (row?.news) {
      const { news: _, ...seen } = row;
      tx.store.put(seen);
    }
    await tx.done;
    return Boolean(row?.news);
  });
  if (was) announce("journeys", [entry]);
}

/**
 * What reactions answer to, in a sentence. One whose theme went into another is told by its journey.
 * @param {EntryView[]} entries
 * @returns {Promise<Map<string, string>>} by the id of the entry
 */
export async function answeredBy(entries) {
  const reactions = entries.filter(({ data }) => data.kind === "reaction" && data.theme_id);
  if (!reactions.length) return new Map();
  const cards = await readCards(reactions.map(({ data }) => String(data.theme_id)));
  const lost = reactions.filter(({ data }) => !cards.has(String(data.theme_id)));
  const told = new Map((await readJourneys(lost.map(({ id }) => id))).map((one) => [one.entry_id, one]));
  return new Map(
    reactions.map(({ id, data }) => {
      const card = cards.get(String(data.theme_id));
      return [id, card?.conclusion ?? told.get(id)?.themes[0]?.conclusion ?? ""];
    }),
  );
}
