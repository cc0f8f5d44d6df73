// Entries that a lead has picked to gather into a theme. They stay picked over searches, filters and a reload,
// and go with the tab. Only their ids are kept: what others said is not left lying in a browser's store.

import { person } from "../data/person.js";
import { signal } from "../lib/html.js";

/** @typedef {import("../types.js").EntryData} EntryData */

/** As many as the API takes at once. */
export const MOST = 500;

const key = () => `pathnote.picked.${person.value?.id ?? ""}`;
/** Whose they are, so that the next person in this tab begins with none. */
let owner = key();
/** @type {import("../vendor/vendor.js").Signal<ReadonlySet<string>>} */
export const picked = signal(stored());
/** What is known of them without asking. @type {Map<string, EntryData>} */
const known = new Map();

/** @returns {ReadonlySet<string>} */
function stored() {
  try {
    const ids = JSON.parse(sessionStorage.getItem(key()) ?? "[]");
    return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : []);
  } catch {
    return new Set();
  }
}

/** For a screen that opens: those of the person who is in now. */
export function pickedNow() {
  if (owner !== key()) {
    owner = key();
    known.clear();
    picked.value = stored();
  }
  return picked.value;
}

/** @param {EntryData} entry @returns {boolean} false when there is no room for another one */
export function togglePicked(entry) {
  const ids = new Set(picked.value);
  if (!ids.delete(entry.id)) {
    if (ids.size >= MOST) return false;
    ids.add(entry.id);
    known.set(entry.id, entry);
  }
  keep(ids);
  return true;
}

/** @param {Iterable<string>} ids */
export const pickOnly = (ids) => keep(new Set(ids));
export const clearPicked = () => keep(new Set());
/** @param {string} id */
export const knownEntry = (id) => known.get(id);

/** What was typed for the theme they are to make: a session that ends, or a reload, takes none of it. */
const draftKey = () => `pathnote.theme.${person.value?.id ?? ""}`;

/** @returns {Record<string, string>} the fields somebody filled in, no others */
export function themeDraft() {
  try {
    return JSON.parse(sessionStorage.getItem(draftKey()) ?? "{}");
  } catch {
    return {};
  }
}

/** @param {Record<string, string>} values */
export const keepThemeDraft = (values) => sessionStorage.setItem(draftKey(), JSON.stringify(values));
export const dropThemeDraft = () => sessionStorage.removeItem(draftKey());

/** @param {Set<string>} ids */
function keep(ids) {
  picked.value = ids;
  if (ids.size) sessionStorage.setItem(key(), JSON.stringify([...ids]));
  else sessionStorage.removeItem(key());
}
