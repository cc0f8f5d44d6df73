// How Signals is laid out: what rises, which words are new, what was dismissed, and what the method can't find.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { repeat } from "../lib/lists.js";
import { icons } from "../lib/more-icons.js";
import { signalCard } from "./signals-card.js";

/** @typedef {import("../http/lead.js").Signal} Signal */
/**
 * @typedef {object} View
 * @property {import("../elements/terms.js").Lists} lists
 * @property {import("../http/lead.js").Signals | null} found
 * @property {Set<string>} tables charts shown as tables
 * @property {string} dismissing the signal whose reason is asked for
 * @property {boolean} judging
 * @property {string} error
 * @property {(id: string, verdict: import("../http/lead.js").Verdict, reason: string | null) => void} judge
 * @property {(id: string) => void} askWhy
 * @property {() => void} redraw
 * @property {() => void} retry
 */

/** @param {View} view */
export const signalsPage = (view) => html`
  <div class="signals">
    <header class="signals-head">
      <a class="up" href="/trends"><span class="flip">${icons.chevronLeft}</span>${t("trends.title")}</a>
      <h1>${t("signals.title")}</h1>
      <p>${t("signals.lead")}</p>
    </header>
    ${view.error ? failure(view) : nothing}
    ${view.found ? groups(view, view.found) : view.error ? nothing : waiting()}
    ${view.found ? method(view.found) : nothing}
  </div>`;

/** @param {View} view @param {import("../http/lead.js").Signals} found */
function groups(view, { items, one_voice }) {
  const stands = items.filter((one) => one.judgement?.verdict !== "dismissed");
  const dismissed = items.filter((one) => one.judgement?.verdict === "dismissed");
  const rises = stands.filter((one) => one.kind === "rise");
  const words = stands.filter((one) => one.kind === "word");
  return html`
    ${group(view, t("signals.rises"), rises, t("signals.noRises"))}
    ${one_voice ? html`<p class="small one-voice">${icons.info}<span>${t("signals.oneVoice", { count: one_voice })}</span></p>` : nothing}
    ${group(view, t("signals.words"), words, t("signals.noWords"))}
    ${dismissed.length ? html`<details class="dismissed"><summary>${t("signals.dismissedOnes", { count: dismissed.length })}</summary>${cards(view, dismissed)}</details>` : nothing}`;
}

/** @param {View} view @param {string} title @param {Signal[]} signals @param {string} none */
const group = (view, title, signals, none) => html`
  <section class="stack">
    <h2>${title}</h2>
    ${signals.length ? cards(view, signals) : html`<p class="muted none">${icons.check}<span>${none}</span></p>`}
  </section>`;

/** @param {View} view @param {Signal[]} signals */
const cards = (view, signals) => html`
  <div class="signal-cards">
    ${repeat(
      signals,
      (one) => one.id,
      (one) => signalCard(view, one),
    )}
  </div>`;

/** @param {import("../http/lead.js").Signals} found */
const method = ({ watched }) => html`
  <section class="card signals-method">
    <h2>${t("signals.method")}</h2>
    <ul>
      <li>${t("signals.method.share", { count: watched })}</li>
      <li>${t("signals.method.finds")}</li>
      <li>${t("signals.method.chance")}</li>
      <li>${t("signals.method.blind")}</li>
    </ul>
  </section>`;

/** @param {View} view */
const failure = (view) => html`
  <div class="banner bad" role="alert">
    ${icons.cloudOff}
    <p>${view.error}</p>
    <div class="row"><button class="button" @click=${view.retry}>${t("app.retry")}</button></div>
  </div>`;

const waiting = () => html`
  <div class="signal-cards skeleton" aria-busy="true">
    <p class="sr-only">${t("signals.loading")}</p>
    ${[1, 2].map(() => html`<div class="card tall"></div>`)}
  </div>`;
