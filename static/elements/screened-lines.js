// One line for each kind of marked words: what it may be, and what to do about it. Never in the way of Save.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { EVENT, fieldOf, keyOf, PERSON, PROMOTION, wordsOf } from "./marks.js";
import { due, reportIt, reportLinks, timer } from "./safety-clock.js";

/** @typedef {import("./marks.js").Flag} Flag */
/** @typedef {import("./marks.js").Fields} Fields */
/**
 * @typedef {object} Open what somebody has to look at
 * @property {boolean} event
 * @property {Flag | undefined} person
 * @property {Flag} [promotion]
 * @property {string | null} sure the words that somebody has just said they want to keep
 */
/**
 * @typedef {object} Acts
 * @property {(answer: "yes" | "no") => void} answer
 * @property {(flag: Flag) => void} mask
 * @property {(flag: Flag) => void} keep
 * @property {(key: string | null) => void} ask whether they are sure
 */

/** @param {Fields} fields @param {Open} open @param {Acts} acts */
export const lines = (fields, { event, person, promotion, sure }, acts) => html`
  ${event ? eventLine(fields, acts) : nothing}
  ${person ? personLine(fields, person, keyOf(person, fields) === sure, acts) : nothing}
  ${promotion ? line(PROMOTION, html`${quoted(fields, promotion)} ${t("screening.promotion")}`, [["screening.keep", () => acts.keep(promotion)]]) : nothing}`;

/** @param {Fields} fields @param {Acts} acts */
const eventLine = (fields, { answer }) =>
  line(
    EVENT,
    html`${t("screening.event")} <strong>${reportIt()}</strong> · ${timer(due(fields))}`,
    [
      ["screening.isEvent", () => answer("yes")],
      ["screening.noEvent", () => answer("no")],
    ],
    reportLinks(),
  );

/** Kept only after a second look: from then on the words go where the entry goes. @param {Fields} fields @param {Flag} flag @param {boolean} sure @param {Acts} acts */
function personLine(fields, flag, sure, { mask, keep, ask }) {
  if (sure) {
    // The way back stands where Keep stood, so that a double tap decides nothing.
    return line(PERSON, html`${quoted(fields, flag)} ${t("screening.sure")}`, [
      ["screening.noPatient", () => keep(flag)],
      ["screening.back", () => ask(null)],
    ]);
  }
  const words = t(flag.rule.match(/birth|date/) ? "screening.birth" : "screening.person");
  return line(PERSON, html`${quoted(fields, flag)} ${words}`, [
    ["screening.mask", () => mask(flag)],
    ["screening.keep", () => ask(keyOf(flag, fields))],
  ]);
}

/** Which words are meant. @param {Fields} fields @param {Flag} flag */
const quoted = (fields, flag) =>
  html`<b><bdi>${t("screening.words", { words: wordsOf(flag, fields[fieldOf(flag)] ?? "") })}</bdi></b>`;

/**
 * @param {string} name
 * @param {unknown} words
 * @param {[string, () => void][]} buttons
 * @param {unknown} [more]
 */
const line = (name, words, buttons, more = nothing) => html`
  <div class="screened-line" data-family=${name}>
    ${name === EVENT ? icons.shieldAlert : icons.triangleAlert}<p>${words}</p>
    ${more}
    <span class="row">
      ${buttons.map(([key, act]) => html`<button type="button" class="button" @click=${act}>${t(key)}</button>`)}
    </span>
  </div>`;
