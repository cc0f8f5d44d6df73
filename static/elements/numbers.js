// Numbers as people read them: grouped, signed, and rates with one digit when they are small.

import { language } from "../lib/i18n.js";

/** @param {number} value */
export const whole = (value) => value.toLocaleString(language());

/** @param {number | null} value */
export function perHundred(value) {
  if (value === null) return "–";
  const digits = value < 10 ? 1 : 0;
  return value.toLocaleString(language(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** '+18', '−5', '±0': a real minus, as wide as the plus, and before its number in every direction of writing. @param {number} value @param {boolean} [exact] */
export function signed(value, exact = true) {
  const shown = exact ? whole(Math.abs(value)) : perHundred(Math.abs(value));
  if (Number(Math.abs(value).toFixed(1)) === 0) return "±0";
  return `\u200e${value > 0 ? "+" : "−"}${shown}`;
}

/** @param {number} part @param {number} all */
export const percent = (part, all) =>
  (all ? part / all : 0).toLocaleString(language(), { style: "percent", maximumFractionDigits: 0 });
