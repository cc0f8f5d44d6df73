// How a reaction looks while it is made: the conclusion, the stance, a sentence if there is one, Save.

import { detailChips } from "../elements/details.js";
import { safetyClock } from "../elements/screening.js";
import { conclusion, STANCES, stanceIcon } from "../elements/stance.js";
import { arrows, safetyFields, safetyQuestion } from "../elements/tagging.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { stamp } from "../lib/time.js";

/** @typedef {import("../types.js").Stance} Stance */
/** @typedef {Partial<import("../types.js").EntryFields>} Fields */

/**
 * @param {{fields: Fields, error: string, saving: boolean, asked: boolean}} view
 * @param {import("../types.js").Card} card
 * @param {Record<string, import("../types.js").Vocabulary>} lists
 * @param {any} acts
 */
export const page = ({ fields, error, saving, asked }, card, lists, acts) => html`
  <form class="capture reaction" data-step="write" data-barrier=${card.barrier} @submit=${acts.submit}>
    <h1 class="sr-only" tabindex="-1">${t("react.title")}</h1>
    <div class="reaction-to">${conclusion(card, lists, 2)}</div>
    ${stanceSwitch(fields.stance, (stance) => acts.change({ stance }))}
    <div class="capture-box">
      <textarea id="react-text" rows="2" aria-label=${t("react.text")} placeholder=${t(fields.stance === "refines" ? "react.wanted" : "react.optional")}
        aria-invalid=${error ? "true" : "false"} @input=${acts.type}></textarea>
      <div class="capture-foot">
        <span class="small">${icons.shield}${t("capture.noPatients")}</span>
        ${fields.text ? html`<span class="state sent">${icons.check}${t("capture.draftKept")}</span>` : nothing}
      </div>
    </div>
    <div class="screened" aria-live="polite"></div>
    <div role="alert">${error ? html`<p class="error">${icons.triangleAlert}<span>${error}</span></p>` : nothing}</div>
    <div class="chips scroll" role="group" aria-label=${t("capture.details")}>${detailChips(fields, lists, acts.change, acts.screener)}</div>
    ${fields.text ? safetyQuestion(fields, (value) => acts.change(safetyFields(value, fields, stamp())), asked, safetyClock) : nothing}
    <div class="capture-save">
      <button class="button primary big" ?disabled=${saving}>${icons.check}${t(`react.save.${fields.stance}`)}</button>
    </div>
  </form>`;

/** @param {Stance | null | undefined} current @param {(stance: Stance) => void} choose */
export const stanceSwitch = (current, choose) => html`
  <div class="switch stance-switch" role="radiogroup" aria-label=${t("react.title")} @keydown=${arrows}>
    ${STANCES.map(
      (stance) => html`
        <button type="button" role="radio" aria-checked=${stance === current} tabindex=${stance === current ? 0 : -1}
          @click=${() => choose(stance)}>${stanceIcon(stance)}<span>${t(`stance.${stance}`)}</span></button>`,
    )}
  </div>`;
