// The questions that Trends asks the server, all at once: each is small, and each is one card of the page.

import { addDays, monday } from "../elements/dates.js";
import { apiQuery, change, visitsOf } from "../elements/filter-state.js";
import { readEntries, readTrends } from "../http/desk.js";
import { readCorroboration, readHappenings } from "../http/lead.js";
import { day } from "../lib/time.js";
import { detailWeeks, USUAL_WEEKS } from "./trends-model.js";

/** @typedef {import("../elements/filter-state.js").Filters} Filters */
/** @typedef {import("../http/desk.js").Trends} Trends */

/**
 * @typedef {object} Answers
 * @property {Trends} weekly insights by barrier
 * @property {Trends} visits everything logged, by region and kind
 * @property {Trends} places insights by region and barrier
 * @property {Trends} details insights by barrier and sub-barrier
 * @property {Trends} heard visits by stakeholder type
 * @property {import("../http/lead.js").Happening[]} events what happened in the weeks shown
 */

/**
 * @param {Filters} filters
 * @param {AbortSignal} signal
 * @returns {Promise<Answers>}
 */
export async function askTrends(filters, signal) {
  const entries = change(filters, { kind: [], from: "", to: "" });
  const visits = visitsOf(entries);
  // More than shown: the mean of the first bar needs four weeks, what is usual half a year before the last four.
  const long = Math.max(filters.weeks, USUAL_WEEKS) + 4;
  const ask = (/** @type {Filters} */ which, /** @type {number} */ back, /** @type {string[]} */ ...by) =>
    readTrends(question(which, back, by), signal);
  const [weekly, logged, places, details, heard, events] = await Promise.all([
    ask(entries, long, "barrier"),
    ask(visits, long, "region", "kind"),
    ask(entries, 8, "region", "barrier"),
    ask(entries, 2 * detailWeeks(filters.weeks), "barrier", "sub_barrier"),
    ask(visits, filters.weeks, "stakeholder_type", "kind"),
    happened(entries, filters.weeks, signal),
  ]);
  return { weekly, visits: logged, places, details, heard, events };
}

/** Marks in a picture: without them it is no worse. @param {Filters} filters @param {number} back @param {AbortSignal} signal */
async function happened(filters, back, signal) {
  const week = monday(day());
  const days = { from: addDays(week, -7 * back), to: addDays(week, 6) };
  const answer = await readHappenings(apiQuery(change(filters, days)), signal).catch(() => ({ items: [] }));
  return answer.items;
}

/**
 * The running week to its end, and full weeks before it.
 * @param {Filters} filters
 * @param {number} back
 * @param {string[]} by
 */
function question(filters, back, by) {
  const week = monday(day());
  const query = apiQuery(change(filters, { from: addDays(week, -7 * back), to: addDays(week, 6) }));
  query.set("step", "week");
  for (const name of by) query.append("by", name);
  return query;
}

/** The newest entries behind a number, as many as may find room. @param {Filters} filters @param {AbortSignal} signal */
export function askNewest(filters, signal) {
  const query = apiQuery(filters);
  query.set("limit", "14");
  return readEntries(query, signal);
}

/** How many people and places stand behind a number. @param {Filters} filters @param {AbortSignal} signal */
export const askBehind = (filters, signal) => readCorroboration(apiQuery(filters), signal);
