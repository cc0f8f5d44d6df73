// Labels and choices: from this device, else from the server once.

import { person, writes } from "../data/person.js";
import { named, storedVocabularies, storeVocabularies } from "../data/vocabulary.js";
import { get } from "../http/client.js";
import { on } from "../lib/events.js";
import { pick } from "../lib/i18n.js";

/** @typedef {import("../types.js").Vocabulary} Vocabulary */
/** @typedef {import("../types.js").Term} Term */

/** @type {Promise<Record<string, Vocabulary>> | null} */
let loading = null;
on("pulled", () => {
  loading = null;
});

/** All code lists by name; an empty object when there is neither a copy nor a network. */
export function vocabularies() {
  loading ??= load();
  return loading;
}

async function load() {
  const mine = writes(person.value) ? await storedVocabularies() : {};
  if (mine.sub_barrier) return mine;
  try {
    const { vocabularies } = await get("/vocabularies");
    if (writes(person.value)) await storeVocabularies(vocabularies);
    return await named(vocabularies);
  } catch {
    loading = null;
    return mine;
  }
}

/** Asked for at each keystroke, of every list. @type {WeakMap<Vocabulary, Map<string, Term[]>>} */
const chosen = new WeakMap();

/**
 * What can be chosen now: in order, without what is retired or not in season.
 * @param {Record<string, Vocabulary>} all
 * @param {string} name
 * @param {string} [parent] for sub-barriers, their barrier
 * @param {string} [today]
 */
export function choices(all, name, parent, today = "") {
  const list = all[name];
  if (!list) return [];
  const known = chosen.get(list) ?? new Map();
  const about = `${parent} ${today}`;
  if (!known.has(about)) known.set(about, choicesIn(list, parent, today));
  chosen.set(list, known);
  return /** @type {Term[]} */ (known.get(about));
}

/** @param {Vocabulary} list @param {string | undefined} parent @param {string} today */
const choicesIn = ({ terms }, parent, today) =>
  terms
    .filter((term) => !term.retired && (parent === undefined || !term.parent || term.parent === parent))
    .filter((term) => !today || ((term.starts_on ?? "") <= today && today <= (term.ends_on ?? "9999")))
    .toSorted((a, b) => a.position - b.position);

/**
 * @param {Record<string, Vocabulary>} all
 * @param {string} name
 * @param {string | null | undefined} code
 */
export function label(all, name, code) {
  if (!code) return "";
  return pick(all[name]?.terms.find((term) => term.code === code)?.label) || code;
}
