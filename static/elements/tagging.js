// The three-way switch, the sub-barrier chips and the one safety question: the same in capture and in editing.
import { html, nothing } from "../lib/html.js";
import { pick, t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { clean } from "../lib/text.js";
import { choices } from "../sync/vocabulary.js";
import { BARRIERS, barrierIcon, barrierShort } from "./barriers.js";

/** @typedef {import("../types.js").Barrier} Barrier */
/** @typedef {Partial<import("../types.js").EntryFields>} Fields */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

/**
 * @param {Barrier | null | undefined} current
 * @param {(barrier: Barrier) => void} tag
 */
export function barrierSwitch(current, tag) {
  /** @type {Barrier[]} */
  const shown = current === "other_unsure" ? [...BARRIERS, "other_unsure"] : BARRIERS;
  return html`
    <div class="switch barrier-switch" role="radiogroup" aria-label=${t("capture.question")} @keydown=${arrows}>
      ${shown.map(
        (barrier) => html`
          <button type="button" role="radio" data-barrier=${barrier} aria-checked=${barrier === current}
            tabindex=${barrier === current || (!current && barrier === shown[0]) ? 0 : -1} @click=${() => tag(barrier)}>
            ${barrierIcon(barrier)}<span>${barrierShort(barrier)}</span>
          </button>`,
      )}
    </div>`;
}

/**
 * @param {Fields} fields
 * @param {Lists} lists
 * @param {(change: Fields) => void} change
 */
export function subBarriers(fields, lists, change) {
  const terms = fields.barrier === "other_unsure" ? [] : choices(lists, "sub_barrier", fields.barrier ?? "");
  if (!terms.length) return nothing;
  return html`
    <div class="chips scroll" role="group" aria-label=${t("capture.moreExact")} data-barrier=${fields.barrier ?? ""}>
      <span class="small" aria-hidden="true">${t("capture.moreExact")}</span>
      ${terms.map((term) => {
        const on = term.code === fields.sub_barrier;
        return html`
          <button type="button" class="chip" aria-pressed=${on} title=${pick(term.hint)}
            @click=${() => change({ sub_barrier: on ? null : term.code })}>${pick(term.label)}</button>`;
      })}
    </div>`;
}

/**
 * @param {Fields} fields
 * @param {(answer: "yes" | "no") => void} answer
 * @param {boolean} [asked] something in the text asks for an answer: then silence is no 'No'
 * @param {(fields: Fields) => unknown} [clock] what shows by when to report; loaded with the screening
 */
export const safetyQuestion = (fields, answer, asked = false, clock = () => nothing) => html`
  <div class="safety" id="safety">
    <span class="safety-words" id="safety-words">${icons.shieldAlert}<span>${t("safety.question")}</span></span>
    <div class="switch" role="radiogroup" aria-labelledby="safety-words" @keydown=${arrows}>
      ${
        /** @type {const} */ (["no", "yes"]).map((value) => {
          const on = (fields.safety_answer ?? (asked ? "" : "no")) === value;
          const first = asked && value === "no";
          return html`
          <button type="button" role="radio" aria-checked=${on} tabindex=${on || first ? 0 : -1}
            @click=${() => answer(value)}>${t(`safety.${value}`)}</button>`;
        })
      }
    </div>
    ${fields.safety_answer === "yes" ? clock(fields) : nothing}
  </div>`;

/** Not answered (null) though something was marked counts as suspected. @param {"yes" | "no" | null} answer @param {Fields} fields @param {string} now @returns {Fields} */
export function safetyFields(answer, fields, now) {
  if (answer === "no") return { safety_answer: "no", safety_status: "none", aware_at: null };
  return { safety_answer: answer, safety_status: "suspected", aware_at: fields.aware_at ?? now };
}

/**
 * What the screening does with another wording of a field: as if it had been typed.
 * @param {() => HTMLTextAreaElement} box
 * @param {() => void} type
 * @param {(fields: Fields) => void} change
 * @returns {(field: string, text: string) => void}
 */
export const putInto = (box, type, change) => (field, text) => {
  if (field !== "text") return change({ [field]: clean(text) });
  box().value = text;
  type();
};

/** Arrow keys move within a group of radios, as they do in one of the browser's own. @param {KeyboardEvent} event */
export function arrows(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const group = /** @type {HTMLElement} */ (event.currentTarget);
  const all = /** @type {HTMLElement[]} */ ([...group.querySelectorAll("[role=radio]")]);
  const rtl = getComputedStyle(group).direction === "rtl" && event.key.match(/Left|Right/) ? -1 : 1;
  const at = all.indexOf(/** @type {HTMLElement} */ (event.target));
  const next = all[(at + step * rtl + all.length) % all.length];
  next?.click();
  next?.focus();
}
