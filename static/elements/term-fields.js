// The words of a term in a form, and back: a name and a hint, each in English and, where it differs, in German.

/** @typedef {import("../types.js").Term} Term */
/** @typedef {import("./form-sheet.js").Field} Field */
/** @typedef {import("./form-sheet.js").Values} Values */
/** @typedef {{en: string, de: string, deHelp?: string, hint: string, hintDe: string}} Labels */

/** @param {Term | null} term @param {Labels} labels @param {number} longest characters of a hint @returns {Field[]} */
export const termFields = (term, labels, longest) => [
  { name: "en", label: labels.en, required: true, max: 120, value: term?.label.en ?? "" },
  { name: "de", label: labels.de, help: labels.deHelp, max: 120, value: german(term?.label) },
  { name: "hint", label: labels.hint, max: longest, value: term?.hint?.en ?? "" },
  { name: "hint_de", label: labels.hintDe, max: longest, value: german(term?.hint) },
];

/** Left empty where it is as in English. @param {{en: string, de: string} | null | undefined} words */
const german = (words) => (words && words.de !== words.en ? words.de : "");

/** @param {Values} values */
export const termWords = ({ en = "", de, hint, hint_de }) => ({
  label: { en, ...(de ? { de } : {}) },
  hint: hint ? { en: hint, ...(hint_de ? { de: hint_de } : {}) } : null,
});
