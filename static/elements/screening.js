// Marks in the text while it is typed, and one line that says what to do about each kind. Never in the way of Save.
// Loaded with the first words typed; until then, and where it fails, the server's own check of what arrives stands alone.

import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { clean } from "../lib/text.js";
import { stamp } from "../lib/time.js";
import { FILE, read } from "../safety/data.js";
import { screen } from "../safety/screen.js";
import { safetyFields } from "./tagging.js";

/** @typedef {Partial<import("../types.js").EntryFields>} Fields */
/** @typedef {import("../safety/screen.js").Flag} Flag */
/** @typedef {import("../safety/screen.js").Data} Data */
/** @typedef {{change: (fields: Fields) => void, put: (text: string) => void}} Acts */
/** @typedef {Awaited<ReturnType<typeof screening>>} Screening */

const EVENT = "adverse_event";
const PERSON = "patient_identity";
const PROMOTION = "promotional";
/** What stands for words that were taken out. */
const MASK = "[…]";

/** @param {HTMLElement} root the capture screen @param {Acts} acts */
export async function screening(root, acts) {
  const answer = await fetch(FILE);
  if (!answer.ok) throw new Error(`${FILE}: ${answer.status}`);
  const data = read(await answer.json());
  await prepared(data);
  /** Words the person wants to keep. @type {Set<string>} */
  const kept = new Set();
  let last = { text: "", flags: /** @type {Flag[]} */ ([]) };

  /** @param {string} text @returns {Flag[]} */
  function flags(text) {
    if (text !== last.text) last = { text, flags: screen(text, data) };
    return last.flags;
  }

  /** Whether an event is marked that nobody has answered for. @param {Fields} fields */
  const asks = (fields) =>
    !fields.safety_answer && flags(fields.text ?? "").some(({ rule }) => rule.startsWith(EVENT));

  /** @param {Fields} fields */
  function look(fields) {
    const text = fields.text ?? "";
    const layer = /** @type {HTMLElement} */ (root.querySelector(".marks"));
    const box = /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea"));
    render(marked(text, flags(text)), layer);
    layer.scrollTop = box.scrollTop;
    box.onscroll = () => {
      layer.scrollTop = box.scrollTop;
    };
    render(lines(text, fields), /** @type {HTMLElement} */ (root.querySelector(".screened")));
  }

  /** @param {string} text @param {Fields} fields */
  function lines(text, fields) {
    const letters = Array.from(text);
    const words = (/** @type {Flag} */ flag) => letters.slice(flag.start, flag.end).join("");
    const open = flags(text).filter((flag) => !kept.has(words(flag)));
    const person = open.find(({ rule }) => rule.startsWith(PERSON));
    const promotion = open.find(({ rule }) => rule.startsWith(PROMOTION));
    const keep = (/** @type {Flag} */ flag) => {
      kept.add(words(flag));
      look(fields);
    };
    const mask = (/** @type {Flag} */ { start, end }) =>
      acts.put(letters.toSpliced(start, end - start, MASK).join(""));
    const say = (/** @type {"yes" | "no"} */ answer) => acts.change(safetyFields(answer, fields, stamp()));
    return html`
      ${asks(fields) ? line(EVENT, `${t("screening.event")} ${t("safety.report")}`, ["screening.report", () => say("yes")], ["screening.noEvent", () => say("no")]) : nothing}
      ${person ? line(PERSON, t(person.rule.match(/birth|date/) ? "screening.birth" : "screening.person"), ["screening.mask", () => mask(person)], ["screening.keep", () => keep(person)]) : nothing}
      ${promotion ? line(PROMOTION, t("screening.promotion"), null, ["screening.keep", () => keep(promotion)]) : nothing}`;
  }

  return { look, asks, flags: (/** @type {string} */ text) => screen(clean(text) ?? "", data) };
}

/** Each pattern is compiled at its first use: one at a time, so that no keystroke waits for all. @param {Data} data */
async function prepared({ concepts, patterns }) {
  for (const expression of [...Object.values(concepts), ...patterns.map((one) => one.expression)]) {
    "a".search(expression);
    await new Promise((done) => setTimeout(done));
  }
}

/** The text once more, unseen but for its marks, under the box. @param {string} text @param {Flag[]} flags */
function marked(text, flags) {
  const letters = Array.from(text);
  const parts = [];
  let at = 0;
  for (const { rule, start, end } of flags) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    parts.push(letters.slice(at, from).join(""));
    parts.push(html`<mark data-family=${family(rule)}>${letters.slice(from, end).join("")}</mark>`);
    at = end;
  }
  // A last line end has no height of its own without something after it.
  return [...parts, `${letters.slice(at).join("")}\u200b`];
}

/** @param {string} rule */
const family = (rule) => [EVENT, PERSON, PROMOTION].find((name) => rule.startsWith(name)) ?? "";

/**
 * @param {string} name
 * @param {string} words
 * @param {[string, () => void] | null} first
 * @param {[string, () => void]} second
 */
const line = (name, words, first, second) => html`
  <div class="screened-line" data-family=${name}>
    ${name === EVENT ? icons.shieldAlert : icons.triangleAlert}<p>${words}</p>
    <span class="row">
      ${[first, second].map((one) => one && html`<button type="button" class="button" @click=${one[1]}>${t(one[0])}</button>`)}
    </span>
  </div>`;
