// Counts by region, one step of the tree at a time, each with all that lies below it.

import { split, total } from "./trends-weeks.js";

/** @typedef {import("../http/desk.js").Trends} Answer */
/** @typedef {import("./trends-load.js").Answers} Answers */
/** @typedef {import("./trends-model.js").Place} Place */
/** @typedef {import("../types.js").Term} Term */
/** @typedef {import("../types.js").Barrier} Barrier */

/**
 * Regions one step below those in view, each with all that lies below it, most named first;
 * then what lies in none of them, so that the cells add up to the numbers above.
 * @param {Answers} answers
 * @param {Barrier[]} barriers
 * @param {Term[]} terms
 * @param {string[]} base
 * @returns {Place[]}
 */
export function places(answers, barriers, terms, base) {
  const codes = rowsBelow(terms, base);
  const place = placeCounter(answers, barriers);
  const rows = codes.map((code) => place(code, (region) => region !== null && within(terms, region, code)));
  rows.sort((a, b) => nowOf(b) - nowOf(a) || b.visits - a.visits);
  const rest = place(null, (region) => !codes.some((code) => region !== null && within(terms, region, code)));
  return rest.visits || nowOf(rest) ? [...rows, rest] : rows;
}

/** @param {Answers} answers @param {Barrier[]} barriers */
function placeCounter({ places: named, visits }, barriers) {
  const window = (/** @type {Answer} */ answer, /** @type {number} */ back) => {
    const { running } = split(answer.periods, 8);
    return (/** @type {(one: Answer["series"][number]) => boolean} */ fits) =>
      answer.series
        .filter(fits)
        .reduce((sum, one) => sum + total(one.counts, running - back, running - back + 4), 0);
  };
  const count = { now: window(named, 4), before: window(named, 8) };
  const seen = { now: window(visits, 4), before: window(visits, 8) };
  return (/** @type {string | null} */ code, /** @type {(region: string | null) => boolean} */ inside) => {
    const here = (/** @type {Answer["series"][number]} */ one) => inside(one.key.region ?? null);
    const visitsNow = seen.now(here);
    const visitsBefore = seen.before(here);
    const cells = barriers.map((barrier) => {
      const fits = (/** @type {Answer["series"][number]} */ one) => here(one) && one.key.barrier === barrier;
      return {
        barrier,
        now: { count: count.now(fits), visits: visitsNow },
        before: { count: count.before(fits), visits: visitsBefore },
      };
    });
    return { code, visits: visitsNow, cells };
  };
}

/** @param {Place} place */
export const nowOf = (place) => place.cells.reduce((sum, cell) => sum + cell.now.count, 0);

/**
 * @param {Term[]} terms
 * @param {string[]} base regions filtered by, or in the person's scope; none is everywhere
 */
export function rowsBelow(terms, base) {
  if (base.length > 1)
    return base.filter((code) => !base.some((over) => over !== code && within(terms, code, over)));
  const parent = base[0] ?? null;
  const below = terms.filter((term) => (term.parent ?? null) === parent).map((term) => term.code);
  return below.length ? below : base;
}

/** Whether a region is another one or lies below it.
 * @param {Term[]} terms
 * @param {string} code
 * @param {string} over
 */
export function within(terms, code, over) {
  /** @type {string | null} */
  let at = code;
  for (let step = 0; at && step < 10; step += 1) {
    if (at === over) return true;
    at = terms.find((term) => term.code === at)?.parent ?? null;
  }
  return false;
}

/** Visits in the whole period, by the regions one step below those in view.
 * @param {Answer} visits
 * @param {Term[]} terms
 * @param {string[]} base
 * @param {number} first
 */
export function placesHeard(visits, terms, base, first) {
  return rowsBelow(terms, base).map((code) => ({
    code,
    visits: visits.series
      .filter((one) => one.key.region && within(terms, one.key.region, code))
      .reduce((sum, one) => sum + total(one.counts, first), 0),
  }));
}
