// How the brief looks: where somebody is going, what was agreed with whom they see, and cards to react to.

import { agreed } from "../data/visits.js";
import { agreedOn, conclusion, STANCES, stanceIcon } from "../elements/stance.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { clock, daysAgo, moment, shortDay, stamp } from "../lib/time.js";
import { status } from "../sync/status.js";
import { label } from "../sync/vocabulary.js";
import { rising } from "./brief-rises.js";

/** @typedef {import("./brief.js").View} View */
/** @typedef {import("../types.js").Card} Card */
/** @typedef {Record<string, (...args: any[]) => any>} Acts */

/** From this age on, in milliseconds, what is shown says how old it is, also with a connection. */
const OLD = 15 * 60_000;

const PLACES = /** @type {const} */ ([
  ["therapeutic_area", icons.stethoscope],
  ["region", icons.mapPin],
  ["hco_type", icons.building2],
]);

/** @param {View} view @param {Acts} acts */
export const page = (view, acts) => html`
  <div class="stack brief">
    <header>
      <h1>${t("brief.title")}</h1>
      <p class="muted">${t("brief.lead")}</p>
    </header>
    ${view.gone ? html`<div class="banner">${icons.info}<p>${t("react.gone")}</p></div>` : nothing}
    ${view.saved ? receipt(view.saved, acts) : nothing}
    <div class="chips scroll" role="group" aria-label=${t("brief.where")}>
      ${chip("hcp_ref", icons.user, view.hcp?.ref ?? "", acts.chooseHcp)}
      ${PLACES.map(([name, icon]) => chip(name, icon, label(view.lists, name, view.place[name]), () => acts.choosePlace?.(name)))}
    </div>
    ${view.hcp ? visits(view) : nothing}
    ${rising(view.rises, view.place, view.lists)}
    ${view.here.length ? worth(view, acts) : empty(view, acts)}
  </div>`;

/** @param {string} name @param {unknown} icon @param {string} value @param {any} act */
const chip = (name, icon, value, act) => html`
  <button type="button" class="chip ${value ? "set" : ""}" @click=${act}>
    ${icon}${value ? html`<span class="sr-only">${t(`detail.${name}`)}:</span><span class="chip-text">${value}</span>` : t(`detail.${name}`)}
  </button>`;

/** @param {NonNullable<View["saved"]>} saved @param {Acts} acts */
const receipt = ({ card, stance }, acts) => html`
  <div class="banner ok receipt" tabindex="-1">
    ${icons.check}
    <p><strong>${t("receipt.title")}</strong><br>
      <span class="muted">${t("receipt.text")}</span><br>
      <span class="small"><b>${t(`stance.${stance}`)}</b> · ${card.conclusion}</span></p>
    <div class="row">
      <button type="button" class="button" @click=${acts.takeBack}>${icons.undo2}${t("receipt.undo")}</button>
    </div>
  </div>`;

/** What was agreed last time, and what may be said now. @param {View} view */
function visits({ hcp, lines }) {
  if (!hcp) return nothing;
  const [last, ...earlier] = agreed(hcp);
  return html`
    <section class="card stack visits" aria-labelledby="agreed">
      <div>
        <h2 id="agreed">${t("hcp.agreed")}</h2>
        <p class="small">${t("brief.lastSeen", { when: shortDay(hcp.day) })}</p>
      </div>
      ${last ? step(last) : html`<p class="muted">${t("hcp.nothing")}</p>`}
      ${
        earlier.length
          ? html`<details><summary>${t("hcp.earlier", { count: earlier.length })}</summary>${earlier.map(step)}</details>`
          : nothing
      }
      ${lines.map((line) => html`<div class="take-back">${icons.messageCircle}<p><strong>${t("hcp.takeBack")}</strong><br>${line}</p></div>`)}
    </section>`;
}

/** @param {{id: string, step: string, day: string}} agreed */
const step = ({ id, step, day }) =>
  html`<p class="agreed-step">${icons.handshake}<span>${step} <a class="small" href="/entries/${id}">${shortDay(day)}</a></span></p>`;

/** @param {View} view @param {Acts} acts */
function worth({ here, shown, lists, heard, answers }, acts) {
  const left = here.length - shown;
  return html`
    <section class="stack" aria-labelledby="worth">
      <div class="row brief-head"><h2 id="worth">${t("brief.worth")}</h2>${age(heard)}</div>
      ${here.slice(0, shown).map((card) => consultation(card, lists, answers.get(card.id), acts))}
      ${left > 0 ? html`<button type="button" class="button big" @click=${acts.more}>${t("brief.more", { count: left })}</button>` : nothing}
    </section>`;
}

/** How old it is, where that is worth knowing. @param {number | null} heard */
function age(heard) {
  const offline = !navigator.onLine || status.value.phase === "waiting";
  if (!heard || (!offline && Date.now() - heard < OLD)) return nothing;
  const at = stamp(new Date(heard));
  return html`<span class="small">${t("brief.asOf", { when: daysAgo(at) ? moment(at) : clock(at) })}</span>`;
}

/** @param {Card} card @param {View["lists"]} lists @param {import("../data/answers.js").Answer | undefined} answer @param {Acts} acts */
const consultation = (card, lists, answer, acts) => html`
  <article class="card stack consultation" data-barrier=${card.barrier}>
    ${conclusion(card, lists)}
    ${answer ? html`<p class="small answered">${stanceIcon(answer.stance)}<span>${t("card.answered", { when: shortDay(answer.day), stance: t(`stance.${answer.stance}`) })}</span></p>` : nothing}
    <div class="stances" role="group" aria-label=${t("card.ask")}>
      ${STANCES.map(
        (stance) => html`
          <button type="button" class="button" data-stance=${stance} @click=${() => acts.react?.(card, stance)}>
            ${stanceIcon(stance)}<span>${t(`stance.${stance}`)}</span>
          </button>`,
      )}
    </div>
    ${card.actions.length ? html`<div><h4 class="label">${t("card.agreed")}</h4>${agreedOn(card.actions)}</div>` : nothing}
    ${card.line_to_take_back ? html`<div class="take-back">${icons.messageCircle}<p><strong>${t("card.takeBack")}</strong><br>${card.line_to_take_back}</p></div>` : nothing}
  </article>`;

/** @param {View} view @param {Acts} acts */
const empty = ({ cards }, acts) =>
  cards.length
    ? html`
      <div class="empty">
        ${icons.mapPin}<p><strong>${t("brief.emptyHere")}</strong></p><p>${t("brief.emptyHereHelp")}</p>
        <button type="button" class="button primary" @click=${acts.showAll}>${t("brief.showAll")}</button>
      </div>`
    : html`<div class="empty">${icons.compass}<p><strong>${t("brief.empty")}</strong></p><p>${t("brief.emptyHelp")}</p></div>`;
