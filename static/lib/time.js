// Dates and clocks, as they are said.
import { day, dayFirst, format, parse, shortDay } from "./day.js";

export { day, shortDay, stamp } from "./day.js";

/** 'Tuesday 24 November 2026'. @param {string} iso */
export function longDay(iso) {
  const options = /** @type {const} */ ({
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  return dayFirst(format(options), parse(iso));
}

/** '14:32'. @param {string} iso */
export const clock = (iso) =>
  format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(parse(iso));

/** 'Tue 24 Nov 14:32'. @param {string} iso */
export const moment = (iso) => `${shortDay(day(parse(iso)))} ${clock(iso)}`;

/** Days between a day and today: 0 today, 1 yesterday. @param {string} iso */
export function daysAgo(iso) {
  const gap = parse(day()).getTime() - parse(day(parse(iso))).getTime();
  return Math.round(gap / (24 * 3600 * 1000));
}
