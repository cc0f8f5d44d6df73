// How capture looks once something is tagged or saved: the switch, chips, the safety question, Save, and the receipt.

import { detailChips } from "../elements/details.js";
import { barrierSwitch, safetyFields, safetyQuestion, subBarriers } from "../elements/tagging.js";
import { day, stamp } from "../lib/day.js";
import { html, nothing } from "../lib/html.js";
import { pick, t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { choices } from "../sync/vocabulary.js";

/** @typedef {import("./capture.js").View} View */
/** @typedef {Partial<import("../types.js").EntryFields>} Fields */
/** @typedef {ReturnType<typeof parts>} Parts */

/**
 * @typedef {object} Acts
 * @property {(fields: Fields) => void} change
 * @property {(barrier: import("../types.js").Barrier) => void} tag
 * @property {() => void} takeBack
 * @property {() => void} addNextStep
 * @property {import("../elements/screening.js").Screener} screener
 */

/** @param {Acts} acts */
export function parts({ change, tag, takeBack, addNextStep, screener }) {
  /** @param {View} view */
  const chooser = ({ draft }) => barrierSwitch(draft.fields.barrier, tag);

  /** The question of the cycle, answered by a tap; whatever else was learned is as welcome. @param {View} view */
  function listening({ draft: { fields }, lists }) {
    const [term] = choices(lists, "listening_priority", undefined, day());
    if (!term) return nothing;
    const on = fields.listening_priority === term.code;
    return html`
      <button type="button" class="listening" aria-pressed=${on}
        @click=${() => change({ listening_priority: on ? null : term.code })}>
        ${on ? icons.check : icons.messageCircle}<span>${t("capture.listening", { what: pick(term.label) })}</span>
      </button>`;
  }

  /** @param {View} view */
  function tagging({ draft, lists, saving, asked, clock }) {
    const { fields } = draft;
    const answer = (/** @type {"yes" | "no"} */ value) => change(safetyFields(value, fields, stamp()));
    return html`
      ${subBarriers(fields, lists, change)}
      <div class="chips scroll" role="group" aria-label=${t("capture.details")}>
        ${detailChips(fields, lists, change, screener)}
      </div>
      ${safetyQuestion(fields, answer, asked, clock)}
      <div class="capture-save">
        <button class="button primary big" aria-describedby="safety-words" ?disabled=${saving}>
          ${icons.check}${t(`capture.save.${fields.barrier}`)}
        </button>
      </div>`;
  }

  /** @param {NonNullable<View["receipt"]>} saved */
  const receipt = (saved) => html`
    <div class="banner ok receipt" tabindex="-1">
      ${icons.check}
      <p><strong>${t(saved.kind === "nothing_new" ? "receipt.visit" : "receipt.title")}</strong><br>
        <span class="muted">${t("receipt.text")}</span></p>
      <div class="row">
        ${
          saved.kind === "nothing_new"
            ? nothing
            : html`<button type="button" class="button" @click=${addNextStep}>
                ${icons.handshake}${t(saved.next ? "receipt.nextAdded" : "receipt.next")}
              </button>`
        }
        <button type="button" class="button" @click=${takeBack}>${icons.undo2}${t("receipt.undo")}</button>
      </div>
    </div>`;

  return { chooser, listening, tagging, receipt };
}
