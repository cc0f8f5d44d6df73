// Days and weeks for charts. Arithmetic in UTC: a day has no clock, so no summer time may touch it.

import { language } from "../lib/i18n.js";

/** @param {string} iso */
const utc = (iso) => new Date(`${iso}T00:00:00Z`);

/** @param {string} iso @param {number} days */
export function addDays(iso, days) {
  const at = utc(iso);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The Monday of a day's ISO week. @param {string} iso */
export const monday = (iso) => addDays(iso, -((utc(iso).getUTCDay() + 6) % 7));

/** 'Nov'. @param {string} iso */
export const monthName = (iso) => format({ month: "short" }).format(utc(iso));

/** '24 Nov', with the year when it is not this one. @param {string} iso */
export function dayMonth(iso) {
  const at = utc(iso);
  const year = at.getUTCFullYear() !== new Date().getFullYear();
  const how = format({ day: "numeric", month: "short", ...(year ? { year: "numeric" } : {}) });
  if (language() !== "en") return how.format(at);
  const parts = Object.fromEntries(how.formatToParts(at).map((part) => [part.type, part.value]));
  return [parts.day, parts.month, parts.year].filter(Boolean).join(" ");
}

/** '16 – 22 Nov'. @param {string} from @param {string} to */
export function span(from, to) {
  const month = from.slice(0, 7) === to.slice(0, 7);
  const first = month ? format({ day: "numeric" }).format(utc(from)) : dayMonth(from);
  return `${first}\u2009–\u2009${dayMonth(to)}`;
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {Intl.DateTimeFormatOptions} options */
function format(options) {
  const key = language() + JSON.stringify(options);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(language(), { ...options, timeZone: "UTC" });
  formats.set(key, made);
  return made;
}
