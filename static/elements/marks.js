// Marked words: what kind they are, whether anybody has looked, how they show in a text, and how they are masked.

import { html } from "../lib/html.js";

/** @typedef {NonNullable<import("../types.js").EntryFields["flags"]>[number]} Flag places in code points */
/** @typedef {Partial<import("../types.js").EntryFields>} Fields */
/** @typedef {"text" | "so_what" | "next_step"} Field */

export const EVENT = "adverse_event";
export const PERSON = "patient_identity";
export const PROMOTION = "promotional";
/** Only pointed out: nobody has to decide about these. */
const SOFT = `${PERSON}_soft`;
/** What stands for words that were taken out. */
const MASK = "[…]";

export const SCREENED = /** @type {Field[]} */ (["text", "so_what", "next_step"]);

/** @param {Flag} flag @returns {Field} */
export const fieldOf = ({ field }) => field ?? "text";

/** @param {Flag} flag */
export const isEvent = ({ rule }) => rule.startsWith(EVENT);

/** To be masked, or kept by somebody who looked. @param {Flag} flag */
export const isHard = ({ rule }) => rule.startsWith(PERSON) && !rule.startsWith(SOFT);

/** @param {Flag} flag @param {string} text of its field */
export const wordsOf = ({ start, end }, text) => Array.from(text).slice(start, end).join("");

/** A decision is about these words under this rule, wherever they stand. @param {Flag} flag @param {Fields} fields */
export const keyOf = (flag, fields) => `${flag.rule} ${wordsOf(flag, fields[fieldOf(flag)] ?? "")}`;

/** The first that nobody has decided about. @param {Fields} fields */
export const openPerson = ({ flags }) => flags?.find((flag) => isHard(flag) && !flag.kept);

/** @param {Flag[] | null | undefined} flags @param {Field} field */
export const flagsIn = (flags, field) => (flags ?? []).filter((flag) => fieldOf(flag) === field);

/** The text with what is marked in it. @param {string} text @param {Flag[]} flags of this text */
export function marked(text, flags) {
  const letters = Array.from(text);
  const parts = [];
  let at = 0;
  for (const { rule, start, end } of flags) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    parts.push(letters.slice(at, from).join(""));
    parts.push(
      html`<mark data-family=${family(rule)} ?data-soft=${rule.startsWith(SOFT)}>${letters.slice(from, end).join("")}</mark>`,
    );
    at = end;
  }
  return [...parts, letters.slice(at).join("")];
}

/** @param {string} rule */
const family = (rule) => [EVENT, PERSON, PROMOTION].find((name) => rule.startsWith(name)) ?? "";

/** @param {string} text @param {Flag} flag */
export const masked = (text, { start, end }) =>
  Array.from(text)
    .toSpliced(start, end - start, MASK)
    .join("");

/** A saved entry with these words masked: the text of the field, and the marks moved along. @param {Fields} data @param {Flag} gone @returns {Fields} */
export function withoutWords(data, gone) {
  const field = fieldOf(gone);
  const shift = MASK.length - (gone.end - gone.start);
  const flags = (data.flags ?? []).flatMap((flag) => {
    if (fieldOf(flag) !== field || flag.end <= gone.start) return [flag];
    // What overlaps went with the words, or is no longer what was marked.
    if (flag.start < gone.end) return [];
    return [{ ...flag, start: flag.start + shift, end: flag.end + shift }];
  });
  return { [field]: masked(data[field] ?? "", gone), flags };
}
