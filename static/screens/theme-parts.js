// What the list of themes and a theme's own page both show.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { oneVoice, sideWords } from "./theme-words.js";

/** @typedef {import("../http/themes.js").Theme} Theme */
/** @typedef {import("../http/themes.js").Side} Side */

const STATUS_ICONS = {
  heard: icons.messageCircle,
  corroborated: icons.check,
  co_designed: icons.handshake,
  piloted: icons.refreshCw,
  changed: icons.waypoints,
  closed: icons.circleOff,
};
/** More dots than this nobody counts. */
const DOTS = 12;

/** @param {import("../http/themes.js").Status} status */
export const statusPill = (status) =>
  html`<span class="pill theme-status" data-status=${status}>${STATUS_ICONS[status]}${t(`theme.status.${status}`)}</span>`;

/** For and against, in words and as a dot for each independent place. @param {Pick<Theme, "corroboration">} theme */
export const balance = ({ corroboration: { supports, contradicts } }) => html`
  <dl class="balance">
    ${balanceRow("supports", supports)} ${balanceRow("contradicts", contradicts)}
  </dl>`;

/** @param {"supports" | "contradicts"} stance @param {Side} side */
const balanceRow = (stance, side) => html`
  <div data-stance=${stance}>
    <dt>${t(`theme.short.${stance}`)}</dt>
    <dd>${dots(side)}<span>${sideWords(side)}</span>${voiceMark(side)}</dd>
  </div>`;

/** @param {Side} side */
function dots({ places }) {
  if (!places) return nothing;
  const shown = Math.min(places, DOTS);
  return html`<span class="dots" aria-hidden="true">${Array.from({ length: shown }, () => html`<i></i>`)}${places > DOTS ? html`<b>+${places - DOTS}</b>` : nothing}</span>`;
}

/** @param {Side} side */
export const voiceMark = (side) =>
  side.one_voice ? html`<span class="pill warn one-voice">${icons.user}${oneVoice(side)}</span>` : nothing;

/** The three pages of a lead's curating; others see themes alone. @param {"themes" | "loop" | "priorities"} here @param {boolean} lead */
export const deskTabs = (here, lead) =>
  lead
    ? html`
      <nav class="switch theme-tabs" aria-label=${t("themes.tabs")}>
        ${["themes", "loop", "priorities"].map((name) => html`<a href="/${name}" aria-current=${name === here ? "page" : nothing}>${t(`themes.tab.${name}`)}</a>`)}
      </nav>`
    : nothing;

/** @param {string} words @param {() => void} again */
export const failed = (words, again) => html`
  <div class="banner bad" role="alert">
    ${icons.cloudOff}<p>${words}</p>
    <div class="row"><button class="button" @click=${again}>${t("app.retry")}</button></div>
  </div>`;

export const waiting = (/** @type {string} */ words) => html`
  <div class="skeleton" aria-busy="true">
    <p class="sr-only">${words}</p>
    <i class="line"></i><i class="block"></i><i class="block"></i>
  </div>`;
