// Which themes the list shows, as it stands in the address; the API is asked the same question.

import { change, parse as parseFilters } from "../elements/filter-state.js";
import { STATUSES } from "./theme-words.js";

/** @typedef {import("../elements/filter-state.js").Filters} Filters */
/** @typedef {Filters & {status: string[]}} ThemeFilters */

/** Code lists that a theme has. */
export const THEME_LISTS = /** @type {const} */ ([
  "barrier",
  "sub_barrier",
  "region",
  "therapeutic_area",
  "hco_type",
]);

/** @param {URLSearchParams} query @returns {ThemeFilters} */
export function parse(query) {
  const asked = query.getAll("status");
  return { ...parseFilters(query), status: STATUSES.filter((status) => asked.includes(status)) };
}

/** @param {ThemeFilters} filters */
export function themesQuery({ codes, q, status }) {
  const query = new URLSearchParams();
  for (const one of status) query.append("status", one);
  for (const name of THEME_LISTS) for (const code of codes[name]) query.append(name, code);
  if (q) query.set("q", q);
  return query;
}

/** @param {ThemeFilters} filters */
export function themesHref(filters) {
  const query = themesQuery(filters);
  return query.size ? `/themes?${query}` : "/themes";
}

/** @param {ThemeFilters} filters */
export const isNarrowed = (filters) => themesQuery(filters).size > 0;

/** With or without one status. @param {ThemeFilters} filters @param {string} status @returns {ThemeFilters} */
export const toggled = (filters, status) => ({
  ...filters,
  status: filters.status.includes(status)
    ? filters.status.filter((one) => one !== status)
    : [...filters.status, status],
});

/** Filters of the chips, which know nothing of a status, put back beside it. @param {ThemeFilters} filters @param {Filters} chips @returns {ThemeFilters} */
export const withChips = (filters, chips) => ({ ...change(chips, {}), status: filters.status });
