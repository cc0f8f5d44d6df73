// Consultation cards on this phone, and which of them are worth an opinion at a place. The server orders them the same
// way (`GET /briefs`).
import { withDb } from "./db.js";
import { sealIn } from "./seal.js";
import { openRows } from "./unseal.js";

/** @typedef {import("../types.js").Card} Card */
/** @typedef {Partial<Card["place"]>} Place what is known of where somebody is going */

export const PLACE = /** @type {const} */ (["region", "hco_type", "therapeutic_area"]);
const OVER = ["changed", "closed"];

/** @returns {Promise<Card[]>} */
export async function allCards() {
  const [rows, key] = await withDb((db) => {
    const tx = db.transaction(["cards", "keys"]);
    return Promise.all([tx.objectStore("cards").getAll(), sealIn(tx)]);
  });
  return (await openRows(rows, key)).flatMap((row) => (row ? [row.data] : []));
}

export const cardIds = () => withDb((db) => db.getAllKeys("cards"));

/** Those of these that there are. @param {string[]} ids @returns {Promise<Map<string, Card>>} */
export async function readCards(ids) {
  const [key, ...rows] = await withDb((db) => {
    const tx = db.transaction(["cards", "keys"]);
    return Promise.all([sealIn(tx), ...[...new Set(ids)].map((id) => tx.objectStore("cards").get(id))]);
  });
  return new Map((await openRows(rows, key)).flatMap((row) => (row ? [[row.id, row.data]] : [])));
}

/** When this phone last heard all that there was, in milliseconds. @returns {Promise<number | null>} */
export const heardAt = async () =>
  /** @type {number | undefined} */ (await withDb((db) => db.get("meta", "pulled_at"))) ?? null;

/**
 * Cards that go with a place: open ones before those that are over, the nearest place first, then the most places.
 * @param {Card[]} cards
 * @param {Place} place
 * @param {import("../types.js").Vocabulary | undefined} regions
 * @returns {Card[]}
 */
export function worthAnOpinion(cards, place, regions) {
  const near = around(place.region, regions);
  const fits = (/** @type {Card} */ card) =>
    PLACE.every((name) => {
      const there = card.place[name];
      return !there || !place[name] || (name === "region" ? near.has(there) : there === place[name]);
    });
  return cards
    .filter(fits)
    .map((card) => ({ card, over: Number(OVER.includes(card.status)), near: nearness(card, place) }))
    .toSorted(
      (a, b) =>
        a.over - b.over ||
        b.near - a.near ||
        b.card.supports.places - a.card.supports.places ||
        (a.card.id < b.card.id ? -1 : 1),
    )
    .map(({ card }) => card);
}

/** The same counts double; what only lies around it, or in it, once. @param {Card} card @param {Place} place */
const nearness = (card, place) =>
  PLACE.reduce((sum, name) => {
    if (!place[name] || !card.place[name]) return sum;
    return sum + (card.place[name] === place[name] ? 2 : 1);
  }, 0);

/**
 * A region, what it lies in and what lies in it.
 * @param {string | null | undefined} region
 * @param {import("../types.js").Vocabulary | undefined} regions
 */
function around(region, regions) {
  const found = new Set(region ? [region] : []);
  const terms = regions?.terms ?? [];
  const parents = new Map(terms.map(({ code, parent }) => [code, parent]));
  for (let above = parents.get(region ?? ""); above; above = parents.get(above)) found.add(above);
  for (const { code } of terms) {
    for (let at = /** @type {string | null | undefined} */ (code); at; at = parents.get(at)) {
      if (at === region) found.add(code);
    }
  }
  return found;
}
