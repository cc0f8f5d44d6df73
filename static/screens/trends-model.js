// From the server's counts to what the page shows. No document and no words in here: numbers, weeks, codes.

import { rollingMean, usualRange } from "../elements/chart-geometry.js";
import { places, placesHeard } from "./trends-regions.js";
import { countsOf, daysOf, perPeriod, split, total } from "./trends-weeks.js";

/** @typedef {import("../http/desk.js").Trends} Answer */
/** @typedef {import("../http/desk.js").Period} Period */
/** @typedef {import("./trends-load.js").Answers} Answers */
/** @typedef {import("../types.js").Term} Term */
/** @typedef {import("../types.js").Barrier} Barrier */
/** @typedef {{count: number, visits: number}} Counted */
/** @typedef {{code: Barrier, counts: number[], mean: (number | null)[], rates: (number | null)[],
 *   meanRates: (number | null)[], now: Counted, before: Counted, running: number, usual: Usual}} BarrierTrend */
/** @typedef {import("../elements/chart-geometry.js").Range} Range */
/** @typedef {{counts: Range | null, rates: Range | null, four: number | null}} Usual a week's range, and what four weeks bring */
/** @typedef {{code: string | null, visits: number, cells: {barrier: Barrier, now: Counted, before: Counted}[]}} Place */
/** @typedef {{code: string, now: number, before: number}} Detail */

/** Weeks over which sub-barriers are ranked: too few make a ranking of accidents. @param {number} weeks */
export const detailWeeks = (weeks) => (weeks > 13 ? weeks / 2 : weeks);

/** What is usual is read off as many weeks before the last four. */
export const USUAL_WEEKS = 26;

/** A rate on fewer visits would be an anecdote with a decimal point. */
export const ENOUGH_VISITS = 10;
export const ENOUGH_ENTRIES = 10;

/** @param {Counted} counted */
export const rate = ({ count, visits }) => (visits < ENOUGH_VISITS ? null : (100 * count) / visits);

/**
 * @param {Answers} answers
 * @param {{weeks: number, barriers: Barrier[], terms: Term[], base: string[]}} wanted
 */
export function trendsModel(answers, { weeks, barriers, terms, base }) {
  const windows = split(answers.weekly.periods, weeks);
  const visits = perPeriod(answers.visits);
  const shown = { from: windows.shown.from, to: windows.shown.to };
  return {
    ...windows,
    periods: answers.weekly.periods.slice(windows.first),
    visits: visits.slice(windows.first),
    total: total(perPeriod(answers.weekly), windows.first),
    days: shown,
    visitsTotal: total(visits, windows.first),
    quiet: total(countsOf(answers.visits, "kind", "nothing_new"), windows.first),
    other: total(countsOf(answers.weekly, "barrier", "other_unsure"), windows.first),
    barriers: barriers.map((code) => barrierTrend(code, answers.weekly, visits, windows)),
    places: places(answers, barriers, terms, base),
    details: details(answers.details, weeks),
    heard: heard(answers.heard),
    placesHeard: placesHeard(answers.visits, terms, base, windows.first),
    events: answers.events.filter(
      ({ barrier }) => barrier === null || barriers.some((code) => code === barrier),
    ),
  };
}

/** @typedef {ReturnType<typeof trendsModel>} Model */

/**
 * @param {Barrier} code
 * @param {Answer} weekly
 * @param {number[]} visits
 * @param {ReturnType<typeof split>} windows
 * @returns {BarrierTrend}
 */
function barrierTrend(code, weekly, visits, { running, first }) {
  const counts = countsOf(weekly, "barrier", code);
  const window = (/** @type {number} */ from, /** @type {number} */ to) => ({
    count: total(counts, from, to),
    visits: total(visits, from, to),
  });
  const full = (/** @type {(number | null)[]} */ line) =>
    line.map((value, at) => (at < running ? value : null)).slice(first);
  return {
    code,
    counts: counts.slice(first),
    mean: full(rollingMean(counts)),
    rates: counts.map((count, at) => (visits[at] ? (100 * count) / (visits[at] ?? 1) : null)).slice(first),
    meanRates: full(counts.map((_, at) => (at < 3 ? null : rate(window(at - 3, at + 1))))),
    now: window(running - 4, running),
    before: window(running - 8, running - 4),
    running: counts[running] ?? 0,
    usual: usualOf(counts, visits, running - 4),
  };
}

/**
 * What the half year before the last four weeks brought, so that those can be held against it.
 * @param {number[]} counts
 * @param {number[]} visits
 * @param {number} end
 * @returns {Usual}
 */
function usualOf(counts, visits, end) {
  const from = Math.max(0, end - USUAL_WEEKS);
  // Before the first entry of all nobody was logging: those weeks are no zeros.
  const begun = Math.max(
    from,
    visits.findIndex((visited) => visited > 0),
  );
  const before = counts.slice(begun, Math.max(begun, end));
  const rates = before.map((count, at) => {
    const visited = visits[begun + at] ?? 0;
    return visited > 0 ? (100 * count) / visited : null;
  });
  const range = usualRange(before);
  const mean = before.reduce((sum, count) => sum + count, 0) / Math.max(1, before.length);
  return { counts: range, rates: usualRange(rates), four: range && Math.round(4 * mean) };
}

/** @param {Answer} answer @param {number} weeks */
function details(answer, weeks) {
  const size = detailWeeks(weeks);
  const { running } = split(answer.periods, size);
  const now = daysOf(answer.periods, running - size, running);
  const before = daysOf(answer.periods, running - 2 * size, running - size);
  const rows = answer.series.map((one) => ({
    barrier: one.key.barrier ?? "",
    code: one.key.sub_barrier ?? "",
    now: total(one.counts, running - size, running),
    before: total(one.counts, running - 2 * size, running - size),
  }));
  return {
    weeks: size,
    now,
    before,
    /** @param {string} barrier @returns {Detail[]} ranked; those that name none come last */
    of(barrier) {
      return rows
        .filter((row) => row.barrier === barrier && row.now + row.before > 0)
        .sort((a, b) => Number(!a.code) - Number(!b.code) || b.now - a.now || b.before - a.before);
    },
  };
}

/** @param {Answer} answer */
function heard(answer) {
  /** @type {Map<string, number>} visits by code; '' where nobody was named */
  const visits = new Map();
  for (const one of answer.series) {
    const code = one.key.stakeholder_type ?? "";
    visits.set(code, (visits.get(code) ?? 0) + total(one.counts, 0));
  }
  return visits;
}
