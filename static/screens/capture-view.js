// How capture looks: open (the three tiles), tagged (the switch, chips, Save), and the receipt.

import { BARRIERS, badge, barrierName } from "../elements/barriers.js";
import { detailChips } from "../elements/details.js";
import { barrierSwitch, safetyFields, safetyQuestion, subBarriers } from "../elements/tagging.js";
import { html, nothing } from "../lib/html.js";
import { pick, t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { length } from "../lib/text.js";
import { day, stamp } from "../lib/time.js";
import { choices } from "../sync/vocabulary.js";

/** @typedef {import("./capture.js").View} View */
/** @typedef {Record<string, (...args: any[]) => any>} Acts */

export const LONGEST = 1000;
/** From here on the room that is left is counted. */
const NEARLY = 850;

/** @param {View} view @param {Acts} acts */
export function page(view, acts) {
  const { fields } = view.draft;
  const tagged = Boolean(fields.barrier);
  return html`
    <form class="capture" data-step=${tagged ? "write" : "open"} data-barrier=${fields.barrier ?? ""} @submit=${acts.submit}>
      <h1 class=${tagged ? "sr-only" : ""}>${t("capture.title")}</h1>
      ${view.receipt ? receipt(view.receipt, acts) : nothing}
      ${tagged ? barrierSwitch(fields.barrier, /** @type {any} */ (acts.tag)) : nothing}
      <div class="capture-box">
        <textarea id="capture-text" rows="2" placeholder=${t("capture.placeholder")} aria-label=${t("capture.title")}
          aria-describedby="capture-note" aria-invalid=${view.error ? "true" : "false"} @input=${acts.type}></textarea>
        ${tagged ? nothing : listening(view, acts)}
        <div class="capture-foot" id="capture-note">
          <span class="small">${icons.shield}${t("capture.noPatients")}</span>
          ${room(view)}
        </div>
      </div>
      <div class="screened" aria-live="polite"></div>
      <div role="alert">${view.error ? html`<p class="error">${icons.triangleAlert}<span>${view.error}</span></p>` : nothing}</div>
      ${tagged ? tagging(view, acts) : tiles(view, acts)}
    </form>`;
}

/** The question of the cycle, answered by a tap; whatever else was learned is as welcome. @param {View} view @param {Acts} acts */
function listening({ draft: { fields }, lists }, acts) {
  const [term] = choices(lists, "listening_priority", undefined, day());
  if (!term) return nothing;
  const on = fields.listening_priority === term.code;
  return html`
    <button type="button" class="listening" aria-pressed=${on}
      @click=${() => acts.change?.({ listening_priority: on ? null : term.code })}>
      ${on ? icons.check : icons.messageCircle}<span>${t("capture.listening", { what: pick(term.label) })}</span>
    </button>`;
}

/** @param {View} view */
function room({ draft, kept }) {
  const used = length(draft.fields.text ?? "");
  if (used > NEARLY) {
    const left = LONGEST - used;
    return html`<span class="state ${left < 0 ? "needs" : "waiting"}">${t(left < 0 ? "capture.over" : "capture.left", { count: Math.abs(left) })}</span>`;
  }
  return used && kept
    ? html`<span class="state sent">${icons.check}${t("capture.draftKept")}</span>`
    : nothing;
}

/** @param {View} view @param {Acts} acts */
function tagging({ draft, lists, saving, asked, clock }, acts) {
  const { fields } = draft;
  const answer = (/** @type {"yes" | "no"} */ value) => acts.change?.(safetyFields(value, fields, stamp()));
  return html`
    ${subBarriers(fields, lists, /** @type {any} */ (acts.change))}
    <div class="chips scroll" role="group" aria-label=${t("capture.details")}>
      ${detailChips(fields, lists, /** @type {any} */ (acts.change), /** @type {any} */ (acts.screener))}
    </div>
    ${safetyQuestion(fields, answer, asked, clock)}
    <div class="capture-save">
      <button class="button primary big" aria-describedby="safety-words" ?disabled=${saving}>
        ${icons.check}${t(`capture.save.${fields.barrier}`)}
      </button>
    </div>`;
}

/** @param {View} view @param {Acts} acts */
function tiles({ draft }, acts) {
  const begun = Boolean(draft.fields.text?.trim());
  return html`
    ${begun ? html`<button type="button" class="button big pick" @click=${acts.pickFirst}>${t("capture.pick")}</button>` : nothing}
    <section class="capture-tiles" aria-labelledby="capture-question">
      <h2 id="capture-question">${t("capture.question")}</h2>
      ${BARRIERS.map(
        (barrier) => html`
          <button type="button" class="tile" data-barrier=${barrier} @click=${() => acts.tag?.(barrier)}>
            ${badge(barrier)}
            <span><strong>${barrierName(barrier)}</strong><span class="hint">${t(`barrier.hint.${barrier}`)}</span></span>
            <span class="flip">${icons.chevronRight}</span>
          </button>`,
      )}
      <div class="capture-else">
        <button type="button" class="link-button quiet" @click=${() => acts.tag?.("other_unsure")}>${t("capture.other")}</button>
        ${begun ? nothing : html`<button type="button" class="link-button quiet" @click=${acts.nothingNew}>${t("capture.nothingNew")}</button>`}
      </div>
    </section>`;
}

/** @param {NonNullable<View["receipt"]>} saved @param {Acts} acts */
const receipt = (saved, acts) => html`
  <div class="banner ok receipt" tabindex="-1">
    ${icons.check}
    <p><strong>${t(saved.kind === "nothing_new" ? "receipt.visit" : "receipt.title")}</strong><br>
      <span class="muted">${t("receipt.text")}</span></p>
    <div class="row">
      ${
        saved.kind === "nothing_new"
          ? nothing
          : html`<button type="button" class="button" @click=${acts.addNextStep}>
              ${icons.handshake}${t(saved.next ? "receipt.nextAdded" : "receipt.next")}
            </button>`
      }
      <button type="button" class="button" @click=${acts.takeBack}>${icons.undo2}${t("receipt.undo")}</button>
    </div>
  </div>`;
