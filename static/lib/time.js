// Dates and clocks. Days are 'YYYY-MM-DD' in the phone's own zone; moments carry their offset.
import { language } from "./i18n.js";

/** @param {number} n */
const two = (n) => String(n).padStart(2, "0");

/** @param {Date} [at] */
export function day(at = new Date()) {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** RFC 3339 with the phone's offset: the server must be able to tell 14:32 here from 14:32 there. */
export function stamp(at = new Date()) {
  const offset = -at.getTimezoneOffset();
  const sign = offset < 0 ? "-" : "+";
  const away = Math.abs(offset);
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  const millis = String(at.getMilliseconds()).padStart(3, "0");
  return `${day(at)}T${clock}.${millis}${sign}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

/** @param {string} iso a day or a moment */
const parse = (iso) => new Date(iso.length === 10 ? `${iso}T12:00:00` : iso);

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {Intl.DateTimeFormatOptions} options */
function format(options) {
  const key = language() + JSON.stringify(options);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(language(), options);
  formats.set(key, made);
  return made;
}

/** 'Tue 24 Nov'; with the year when it is another one. @param {string} iso */
export function shortDay(iso) {
  const at = parse(iso);
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { weekday: "short", day: "numeric", month: "short" };
  if (at.getFullYear() !== new Date().getFullYear()) options.year = "numeric";
  return dayFirst(format(options), at);
}

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

/** English is written day first here, as in the field; every other language keeps its own order.
 * @param {Intl.DateTimeFormat} how
 * @param {Date} at
 */
function dayFirst(how, at) {
  if (language() !== "en") return how.format(at);
  const parts = Object.fromEntries(how.formatToParts(at).map((part) => [part.type, part.value]));
  return [parts.weekday, parts.day, parts.month, parts.year].filter(Boolean).join(" ");
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
