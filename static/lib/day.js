// Today, now, and a short way to say a day: what capture needs; time.js has all. Days are 'YYYY-MM-DD' in the phone's own zone; moments carry their offset.
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
export const parse = (iso) => new Date(iso.length === 10 ? `${iso}T12:00:00` : iso);

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {Intl.DateTimeFormatOptions} options */
export function format(options) {
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

/** English is written day first here, as in the field; every other language keeps its own order.
 * @param {Intl.DateTimeFormat} how
 * @param {Date} at
 */
export function dayFirst(how, at) {
  if (language() !== "en") return how.format(at);
  const parts = Object.fromEntries(how.formatToParts(at).map((part) => [part.type, part.value]));
  return [parts.weekday, parts.day, parts.month, parts.year].filter(Boolean).join(" ");
}
