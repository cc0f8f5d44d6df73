// How far a theme has come: the way up, the next step, and who took each step when and why.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { moment, shortDay } from "../lib/time.js";
import { step } from "./theme-doing.js";
import { ladderOf } from "./theme-words.js";

/** @typedef {import("./theme.js").View} View */
/** @typedef {import("../http/themes.js").ThemePage} ThemePage */

/** @param {View} view @param {ThemePage} theme */
export const ladder = (view, theme) => html`
  <section class="card theme-ladder" aria-labelledby="ladder-title">
    <h2 id="ladder-title">${t("theme.ladder")}</h2>
    <ol class="ladder">
      ${ladderOf(theme).map(
        ({ status, state, step: taken }) => html`
          <li data-state=${state} aria-current=${state === "now" ? "step" : nothing}>
            <span class="rung" aria-hidden="true">${state === "done" || state === "now" ? icons.check : nothing}</span>
            <span>
              <strong>${t(`theme.status.${status}`)}</strong>
              <span class="small">${taken ? who(taken) : t(`theme.rung.${status}`)}</span>
            </span>
          </li>`,
      )}
    </ol>
    ${view.lead && theme.own ? ways(view, theme) : nothing}
  </section>`;

/** '12 Nov · Ines Albrecht'. @param {import("../http/themes.js").Step} step */
const who = ({ at, by }) => [shortDay(at), by?.name].filter(Boolean).join(" · ");

/** The step up is one tap away; back and out ask first where to. @param {View} view @param {ThemePage} theme */
function ways(view, theme) {
  const next = ladderOf(theme).find((rung) => rung.state === "next")?.status;
  const closed = theme.status === "closed";
  return html`
    <div class="row">
      ${next && theme.may.includes(next) ? html`<button class="button primary" @click=${() => step(view, next)}>${t(`theme.stepTo.${next}`)}</button>` : nothing}
      ${closed ? html`<button class="button primary" @click=${() => step(view, "heard")}>${t("theme.reopen")}</button>` : nothing}
      ${!closed && theme.status !== "heard" ? html`<button class="button" @click=${() => step(view, "")}>${t("theme.stepOther")}</button>` : nothing}
      ${closed ? nothing : html`<button class="button quiet" @click=${() => step(view, "closed")}>${t("theme.stepTo.closed")}</button>`}
    </div>`;
}

/** @param {View} _view @param {ThemePage} theme */
export const closedBanner = (_view, theme) =>
  theme.status === "closed"
    ? html`<div class="banner">${icons.circleOff}<p><strong>${t("theme.closedBecause")}</strong> <span dir="auto">${theme.closed_because ?? ""}</span></p></div>`
    : nothing;

/** Newest first, with what was merged into it. @param {ThemePage} theme */
export const stepsCard = (theme) => html`
  <section class="card">
    <h2>${t("theme.steps")}</h2>
    <ol class="theme-steps">
      ${theme.steps.toReversed().map(
        ({ status, at, by, why }) => html`
          <li>
            <p><strong>${t(`theme.status.${status}`)}</strong> <span class="small">${[moment(at), by?.name].filter(Boolean).join(" · ")}</span></p>
            ${why ? html`<p dir="auto">${why}</p>` : nothing}
          </li>`,
      )}
    </ol>
    ${
      theme.merged_from.length
        ? html`
          <h3>${t("theme.mergedFrom")}</h3>
          <ul class="theme-steps">
            ${theme.merged_from.map(({ conclusion, at }) => html`<li><p dir="auto">${conclusion}</p><p class="small">${moment(at)}</p></li>`)}
          </ul>`
        : nothing
    }
  </section>`;
