// Tentative conclusions join what a text may resemble: others heard it too, and this may be an answer to it.

import { cardIds, readCards } from "../data/cards.js";
import { join } from "./alike-index.js";

/** @typedef {import("./alike-index.js").Thing} Thing */

join({ ids: cardIds, read, news: ["cards"] });

/** @param {string[]} ids @returns {Promise<Map<string, Thing | null>>} */
async function read(ids) {
  const cards = await readCards(ids);
  return new Map(ids.map((id) => [id, thingOf(cards.get(id))]));
}

/** What was closed asks for no more answers. @param {import("../types.js").Card | undefined} card @returns {Thing | null} */
const thingOf = (card) =>
  card && card.status !== "closed"
    ? {
        key: card.id,
        kind: "theme",
        place: `/brief?theme=${card.id}`,
        text: card.conclusion,
        day: card.last_heard_on ?? "",
        barrier: card.barrier,
        sub_barrier: card.sub_barrier,
        region: card.place.region,
      }
    : null;
