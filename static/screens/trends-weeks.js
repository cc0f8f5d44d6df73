// Weeks as windows, and counts added up over them. No document and no words in here.

/** @typedef {import("../http/desk.js").Trends} Answer */
/** @typedef {import("../http/desk.js").Period} Period */
/** @typedef {{from: string, to: string}} Days */

/**
 * Where the windows lie: the running week stands apart, since it is not over.
 * @param {Period[]} periods
 * @param {number} weeks
 */
export function split(periods, weeks) {
  const found = periods.findIndex((period) => period.running);
  const running = found < 0 ? periods.length : found;
  const first = Math.max(0, running - weeks);
  return {
    running,
    first,
    shown: daysOf(periods, first, periods.length),
    now: daysOf(periods, running - 4, running),
    before: daysOf(periods, running - 8, running - 4),
  };
}

/** @param {Period[]} periods @param {number} from @param {number} to @returns {Days} */
export function daysOf(periods, from, to) {
  return { from: periods[Math.max(0, from)]?.start ?? "", to: periods[Math.max(0, to - 1)]?.end ?? "" };
}

/** @param {Answer} answer */
export function perPeriod(answer) {
  return answer.periods.map((_, at) => answer.series.reduce((sum, one) => sum + (one.counts[at] ?? 0), 0));
}

/** @param {number[]} counts @param {number} from @param {number} [to] */
export const total = (counts, from, to = counts.length) =>
  counts.slice(Math.max(0, from), Math.max(0, to)).reduce((sum, count) => sum + count, 0);

/** @param {Answer} answer @param {string} name @param {string | null} code */
export function countsOf(answer, name, code) {
  return perPeriod({ ...answer, series: answer.series.filter((one) => one.key[name] === code) });
}
