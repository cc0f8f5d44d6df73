// How capture looks when it is opened: the box and the three tiles. capture-tagged.js has what comes with a tag or a save.

import { BARRIERS, badge, barrierName } from "../elements/barriers.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { length } from "../lib/text.js";

/** @typedef {import("./capture.js").View} View */
/** @typedef {Record<string, (...args: any[]) => any>} Acts */

export const LONGEST = 1000;
/** From here on the room that is left is counted. */
const NEARLY = 850;

/** @param {View} view @param {Acts} acts @param {import("./capture-tagged.js").Parts | null} parts once they have come */
export function page(view, acts, parts) {
  const { fields } = view.draft;
  const tagged = Boolean(fields.barrier);
  return html`
    <form class="capture" data-step=${tagged ? "write" : "open"} data-barrier=${fields.barrier ?? ""} @submit=${acts.submit}>
      <h1 class=${tagged ? "sr-only" : ""}>${t("capture.title")}</h1>
      ${view.receipt ? parts?.receipt(view.receipt) : nothing}
      ${tagged ? parts?.chooser(view) : nothing}
      <div class="capture-box">
        <textarea id="capture-text" rows="2" placeholder=${t("capture.placeholder")} aria-label=${t("capture.title")}
          aria-describedby="capture-note" aria-invalid=${view.error ? "true" : "false"} @input=${acts.type}></textarea>
        ${tagged ? nothing : parts?.listening(view)}
        <div class="capture-foot" id="capture-note">
          <span class="small">${icons.shield}${t("capture.noPatients")}</span>
          ${room(view)}
        </div>
      </div>
      <div class="screened" aria-live="polite"></div>
      <div role="alert">${view.error ? html`<p class="error">${icons.triangleAlert}<span>${view.error}</span></p>` : nothing}</div>
      ${tagged ? parts?.tagging(view) : tiles(view, acts)}
    </form>`;
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
