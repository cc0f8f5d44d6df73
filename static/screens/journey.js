// What became of an entry, from its arrival to what may be said to the HCP: one line after the other, the last one open.

import { agreedOn } from "../elements/stance.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { moment } from "../lib/time.js";

/** @typedef {import("../types.js").EntryView} EntryView */
/** @typedef {import("../types.js").Journey} Journey */
/** @typedef {import("../types.js").JourneyTheme} JourneyTheme */

/**
 * @param {EntryView} entry
 * @param {Journey | null} journey
 */
export const journeyOf = (entry, journey) => html`
  <section class="stack journey" aria-labelledby="journey">
    <h2 id="journey">${t("journey.title")}</h2>
    ${journey?.themes.map(takeBack) ?? nothing}
    <ol class="history">${steps(entry, journey)}</ol>
  </section>`;

/** The one thing to bring along on the next visit stands on top. @param {JourneyTheme} theme */
const takeBack = ({ line_to_take_back }) =>
  line_to_take_back
    ? html`<div class="take-back">${icons.messageCircle}
        <p><strong>${t("journey.takeBack")}</strong><br>${line_to_take_back}<span class="small"> ${t("journey.cleared")}</span></p></div>`
    : nothing;

/** @param {EntryView} entry @param {Journey | null} journey */
function steps({ rev, data }, journey) {
  const arrived = journey?.arrived_at ?? data.received_at;
  if (!rev && !journey) return ahead(t("journey.waits"));
  const themes = journey?.themes ?? [];
  return html`
    ${step(t("journey.arrived"), arrived)}
    ${journey?.read ? step(readBy(journey.read), journey.read.at) : nothing}
    ${themes.map(behind)}
    ${themes.length ? nothing : ahead(t(journey?.read ? "journey.noTheme" : "journey.notRead"))}`;
}

/** @param {NonNullable<Journey["read"]>} read */
const readBy = ({ by }) => (by ? t("journey.readBy", { name: by.name }) : t("journey.read"));

/** @param {JourneyTheme} theme */
function behind({ conclusion, stance, since, steps, status, closed_because, actions }) {
  // That it was heard is what being in a theme means.
  const decisions = steps.filter((one) => one.status !== "heard");
  return html`
    <li>
      <p><strong>${t("journey.theme")}</strong> <span class="small">${moment(since)}</span></p>
      <p class="journey-theme">${conclusion}</p>
      <p class="small">${t(`journey.${stance}`)}</p>
    </li>
    ${decisions.map(({ status, at, why }) =>
      status === "closed"
        ? step(t("card.because", { why: closed_because ?? why }), at)
        : step(t(`card.status.${status}`), at, why),
    )}
    ${actions.length ? html`<li><p><strong>${t("card.agreed")}</strong></p>${agreedOn(actions)}</li>` : nothing}
    ${status === "heard" && !actions.length ? ahead(t("journey.noDecision")) : nothing}`;
}

/** @param {string} what @param {string | null | undefined} at @param {string} [why] */
const step = (what, at, why) => html`
  <li>
    <p><strong>${what}</strong> ${at ? html`<span class="small">${moment(at)}</span>` : nothing}</p>
    ${why ? html`<p class="muted">${why}</p>` : nothing}
  </li>`;

/** What has not come yet. @param {string} words */
const ahead = (words) => html`<li class="ahead"><p class="muted">${words}</p></li>`;
