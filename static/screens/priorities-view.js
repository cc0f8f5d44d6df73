// How listening priorities look: those that run now, those to come, and those that are over.

import { dayMonth } from "../elements/dates.js";
import { html, nothing } from "../lib/html.js";
import { pick, t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { day } from "../lib/time.js";
import { deskTabs, failed, waiting } from "./theme-parts.js";

/** @typedef {import("../types.js").Term} Term */
/** @typedef {{terms: Term[] | null, error: string, load: () => void, add: () => void, change: (term: Term) => void,
 *   retire: (term: Term) => void}} View */

const STATES = /** @type {const} */ (["now", "coming", "over"]);

/** @param {View} view */
export const prioritiesPage = (view) => html`
  <div class="priorities">
    <div class="themes-head">
      <h1>${t("priorities.title")}</h1>
      ${deskTabs("priorities", true)}
      <button class="button" @click=${view.add}>${icons.plus}${t("priorities.add")}</button>
    </div>
    <p class="muted">${t("priorities.help")}</p>
    ${view.error ? failed(view.error, view.load) : nothing}
    ${view.terms ? shown(view, view.terms) : view.error ? nothing : waiting(t("priorities.loading"))}
  </div>`;

/** @param {View} view @param {Term[]} terms */
function shown(view, terms) {
  if (!terms.length) {
    return html`<div class="empty">${icons.compass}<h2>${t("priorities.none")}</h2><p>${t("priorities.noneHelp")}</p></div>`;
  }
  return STATES.map((state) => {
    const here = terms.filter((term) => stateOf(term) === state);
    if (!here.length) return nothing;
    return html`
      <section class="card" aria-labelledby="priorities-${state}">
        <h2 id="priorities-${state}">${t(`priorities.state.${state}`)}</h2>
        <ul class="list">${here.map((term) => row(view, term, state))}</ul>
      </section>`;
  });
}

/** Both days belong to it; a retired one is over whatever its days say. @param {Term} term @param {string} [today] @returns {typeof STATES[number]} */
export function stateOf({ starts_on, ends_on, retired }, today = day()) {
  if (retired || (ends_on && ends_on < today)) return "over";
  return starts_on && starts_on > today ? "coming" : "now";
}

/** @param {View} view @param {Term} term @param {typeof STATES[number]} state */
const row = (view, term, state) => html`
  <li class="priority">
    <div>
      <p><strong dir="auto">${pick(term.label)}</strong></p>
      ${term.hint ? html`<p dir="auto">${pick(term.hint)}</p>` : nothing}
      <p class="small">${daysWords(term)}</p>
    </div>
    ${
      term.retired
        ? html`<span class="pill">${t("priorities.isRetired")}</span>`
        : html`
          <div class="row">
            <a class="button quiet" href="/insights?listening_priority=${term.code}">${t("priorities.answers")}</a>
            <button class="button quiet" aria-label=${t("priorities.changeOf", { name: pick(term.label) })} @click=${() => view.change(term)}>${icons.pencil}${t("priorities.change")}</button>
            ${state === "over" ? nothing : html`<button class="button quiet danger" aria-label=${t("priorities.retireOf", { name: pick(term.label) })} @click=${() => view.retire(term)}>${t("priorities.retire")}</button>`}
          </div>`
    }
  </li>`;

/** @param {Term} term */
function daysWords({ starts_on, ends_on }) {
  if (starts_on && ends_on) return `${dayMonth(starts_on)} – ${dayMonth(ends_on)}`;
  if (starts_on) return t("priorities.since", { day: dayMonth(starts_on) });
  return ends_on ? t("priorities.until", { day: dayMonth(ends_on) }) : t("priorities.always");
}
