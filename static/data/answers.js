// What this person brought back already: the newest own answer to each tentative conclusion, sent or not.
import { listEntries } from "./entries.js";
import { readJourneys } from "./journeys.js";

/** @typedef {{stance: import("../types.js").Stance, day: string}} Answer */

/** @returns {Promise<Map<string, Answer>>} by the id of the theme, and of what that was merged into */
export async function ownAnswers() {
  const reactions = (await listEntries()).filter(
    ({ data, deleted }) => !deleted && data.kind === "reaction" && data.theme_id && data.stance,
  );
  const told = new Map((await readJourneys(reactions.map(({ id }) => id))).map((one) => [one.entry_id, one]));
  /** @type {Map<string, Answer>} */
  const found = new Map();
  for (const { id, data } of reactions) {
    const answer = {
      stance: /** @type {Answer["stance"]} */ (data.stance),
      day: String(data.visited_on ?? ""),
    };
    const themes = [String(data.theme_id), ...(told.get(id)?.themes.map((theme) => theme.id) ?? [])];
    for (const theme of themes) if (!found.has(theme)) found.set(theme, answer);
  }
  return found;
}
