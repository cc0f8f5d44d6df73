// The arithmetic of charts, without a document: scales, bars, lines, labels.

/**
 * A round top for an axis with three equal steps.
 * @param {number} highest
 */
export function axis(highest, steps = 3) {
  const least = Math.max(highest, steps) / steps;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 3, 4, 5, 6, 8, 10].find((size) => size * power >= least) ?? 10) * power;
  return { top: step * steps, ticks: Array.from({ length: steps }, (_, at) => step * (at + 1)) };
}

/**
 * Bars side by side over a width.
 * @param {number} count
 * @param {number} width
 */
export function bands(count, width, share = 0.7) {
  const each = width / Math.max(count, 1);
  const bar = Math.max(1, each * share);
  return {
    each,
    bar,
    start: (/** @type {number} */ at) => at * each + (each - bar) / 2,
    middle: (/** @type {number} */ at) => at * each + each / 2,
  };
}

/**
 * The mean of each four values in a row; null before there are four.
 * @param {number[]} values
 */
export function rollingMean(values, size = 4) {
  return values.map((_, at) =>
    at + 1 < size ? null : values.slice(at + 1 - size, at + 1).reduce((sum, value) => sum + value, 0) / size,
  );
}

/** @typedef {{low: number, high: number}} Range */

/** Fewer weeks say nothing about what is usual. */
const ENOUGH_WEEKS = 12;

/**
 * Where eight of ten values lie; null of too few.
 * @param {(number | null)[]} values null where a week can say nothing
 * @returns {Range | null}
 */
export function usualRange(values) {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length < ENOUGH_WEEKS) return null;
  const rank = (/** @type {number} */ share) => known[Math.round(share * (known.length - 1))] ?? 0;
  return { low: rank(0.1), high: rank(0.9) };
}

/** @typedef {[x: number, y: number]} Point */

/**
 * A smooth line through points that never swings past them (Fritsch and Carlson 1980):
 * a curve that dips below zero between two weeks would show something nobody logged.
 * @param {Point[]} points
 */
export function smoothPath(points) {
  if (points.length < 2) return "";
  const slopes = tangents(points);
  let path = `M${round(at(points, 0)[0])} ${round(at(points, 0)[1])}`;
  for (let index = 1; index < points.length; index += 1) {
    const [x0, y0] = at(points, index - 1);
    const [x1, y1] = at(points, index);
    const third = (x1 - x0) / 3;
    const first = `${round(x0 + third)} ${round(y0 + third * (slopes[index - 1] ?? 0))}`;
    const second = `${round(x1 - third)} ${round(y1 - third * (slopes[index] ?? 0))}`;
    path += `C${first} ${second} ${round(x1)} ${round(y1)}`;
  }
  return path;
}

/** @param {Point[]} points @param {number} index @returns {Point} */
const at = (points, index) => points[index] ?? [0, 0];

/** @param {Point[]} points */
function tangents(points) {
  const secants = points.slice(1).map(([x, y], index) => {
    const [x0, y0] = at(points, index);
    return (y - y0) / (x - x0);
  });
  return points.map((_, index) => {
    const before = secants[index - 1] ?? secants[index] ?? 0;
    const after = secants[index] ?? before;
    if (before * after <= 0) return 0;
    return (2 * before * after) / (before + after);
  });
}

/** @param {number} value */
export const round = (value) => Math.round(value * 10) / 10;

/**
 * Which weeks carry the name of their month: the first week of each, where there is room.
 * @param {string[]} starts first days of the weeks
 * @param {number} each width of a week
 * @param {number} room what a name needs
 */
export function monthMarks(starts, each, room) {
  /** @type {number[]} */
  const marks = [];
  for (const [index, start] of starts.entries()) {
    const first = index === 0 || start.slice(0, 7) !== starts[index - 1]?.slice(0, 7);
    if (!first || (starts.length - index) * each < room * 0.7) continue;
    const last = marks.at(-1);
    if (last === undefined || (index - last) * each >= room) marks.push(index);
    // The month that is just ending gives way to the one that begins.
    else if (last === 0) marks[0] = index;
  }
  return marks;
}

/**
 * How strong a cell's tint is, 0 (nothing) to 6.
 * @param {number} value
 * @param {number} highest
 */
export function tintLevel(value, highest) {
  if (value <= 0 || highest <= 0) return 0;
  return Math.max(1, Math.ceil((value / highest) * 6));
}
