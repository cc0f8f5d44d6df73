// What follows from lists that an administrator changed: a barrier is called the same everywhere, and what is retired
// is no longer proposed because the last entry had it. An entry begun before that keeps it, where it can be seen.

import { addMessages, language, t } from "../lib/i18n.js";
import { remembered, rememberFields } from "./remembered.js";

/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */
/** @typedef {{en: string, de: string}} Words */

/** As shipped. The app's own words for these are shorter in places, and stay while an administrator has no others. */
const LABELS = /** @type {Record<string, Words>} */ ({
  diagnostic_pathway: { en: "Diagnostic pathway", de: "Diagnoseweg" },
  guideline_uptake: { en: "Guideline uptake", de: "Leitlinien in der Praxis" },
  referral: { en: "Referral", de: "Überweisung" },
  other_unsure: { en: "Something else, or not sure", de: "Etwas anderes oder unklar" },
});
const HINTS = /** @type {Record<string, Words>} */ ({
  diagnostic_pathway: { en: "Tests, access, results", de: "Tests, Zugang, Befunde" },
  guideline_uptake: { en: "Aware, agrees, able to follow", de: "Bekannt, akzeptiert, machbar" },
  referral: { en: "Who, where, how", de: "Wer, wohin, wie" },
});

/** The app's own words, for a barrier that has its first name back. @type {Record<string, string>} */
const own = {};

/** @param {Lists} lists */
export function follow(lists) {
  for (const { code, label, hint } of lists.barrier?.terms ?? []) {
    const name = other(LABELS[code], label);
    say(`barrier.${code}`, name);
    say(`barrier.short.${code}`, name);
    say(`capture.save.${code}`, name && code !== "other_unsure" ? t("capture.save.other_unsure") : "");
    if (HINTS[code]) say(`barrier.hint.${code}`, other(HINTS[code], hint ?? { en: " ", de: " " }));
  }
  for (const [name, code] of Object.entries(remembered())) {
    if (lists[name]?.terms.some((term) => term.code === code && term.retired))
      rememberFields({ ...remembered(), [name]: null });
  }
}

/** What it is called now, if that is not what it shipped as. @param {Words | undefined} shipped @param {Words} now */
function other(shipped, now) {
  const tongue = /** @type {keyof Words} */ (language());
  return shipped && shipped[tongue] !== now[tongue] ? now[tongue] : "";
}

/** @param {string} key @param {string} words none: the app's own */
function say(key, words) {
  own[key] ??= t(key);
  addMessages({ [key]: words || own[key] });
}
