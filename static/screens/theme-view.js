// How a theme's page is put together. Each part has a file of its own; what a role may not see is simply not there.

import { badge, barrierName } from "../elements/barriers.js";
import { dayMonth } from "../elements/dates.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { label } from "../sync/vocabulary.js";
import { actionsCard } from "./theme-actions.js";
import { editTheme, mergeInto } from "./theme-doing.js";
import { evidenceColumns, splitBar } from "./theme-evidence.js";
import { lineCard } from "./theme-line.js";
import { balance, failed, statusPill, waiting } from "./theme-parts.js";
import { proposalsCard } from "./theme-proposals.js";
import { closedBanner, ladder, stepsCard } from "./theme-steps.js";
import { placeWords } from "./theme-words.js";

/** @typedef {import("./theme.js").View} View */
/** @typedef {import("../http/themes.js").ThemePage} ThemePage */

/** @param {View} view */
export const themePage = (view) => html`
  <div class="theme">
    <a class="link-button back" href="/themes"><span class="flip">${icons.chevronLeft}</span>${t("theme.back")}</a>
    ${view.error ? problem(view) : view.gone ? gone() : view.theme ? shown(view, view.theme) : loading()}
  </div>`;

/** @param {View} view */
const problem = (view) => html`<h1 class="sr-only">${t("theme.title")}</h1>${failed(view.error, view.load)}`;

const loading = () => html`<h1 class="sr-only">${t("theme.title")}</h1>${waiting(t("theme.loading"))}`;

const gone = () => html`
  <div class="empty">
    ${icons.compass}
    <h1>${t("theme.gone")}</h1>
    <p>${t("theme.goneHelp")}</p>
    <a class="button" href="/themes">${t("theme.back")}</a>
  </div>`;

/** @param {View} view @param {ThemePage} theme */
const shown = (view, theme) => html`
  <article data-barrier=${theme.barrier} class="theme-page">
    ${head(view, theme)}
    ${closedBanner(view, theme)} ${ladder(view, theme)} ${evidenceColumns(view, theme)}
    <div class="theme-pair">${actionsCard(view, theme)} ${lineCard(view, theme)}</div>
    ${proposalsCard(view)} ${stepsCard(theme)}
    ${splitBar(view, theme)}
  </article>`;

/** @param {View} view @param {ThemePage} theme */
function head(view, theme) {
  const sub = label(view.lists, "sub_barrier", theme.sub_barrier);
  const heard = theme.corroboration.last_heard_on;
  return html`
    <header class="theme-head">
      <p class="theme-kicker">
        ${badge(theme.barrier)}
        <span><b>${barrierName(theme.barrier)}${sub ? ` · ${sub}` : ""}</b><br>
          <span class="muted">${placeWords(theme.place, view.lists)}</span></span>
        ${statusPill(theme.status)}
      </p>
      <h1 dir="auto">${theme.conclusion}</h1>
      ${balance(theme)}
      <p class="muted">${[t("theme.tentative"), heard ? t("theme.lastHeard", { day: dayMonth(heard) }) : "", theme.by ? t("theme.by", { name: theme.by.name }) : ""].filter(Boolean).join(" · ")}</p>
      ${
        theme.own && view.lead
          ? html`
            <div class="row">
              <button class="button" @click=${() => editTheme(view, theme)}>${icons.pencil}${t("theme.edit")}</button>
              <button class="button" @click=${() => mergeInto(view, theme)}>${t("theme.merge")}</button>
              <button class="button" aria-pressed=${view.chosen !== null} @click=${() => choosing(view)}>${t("theme.split")}</button>
            </div>`
          : nothing
      }
      ${view.lead && !theme.own ? html`<p class="small">${t("theme.notOwn")}</p>` : nothing}
    </header>`;
}

/** Boxes appear at the entries, or go. @param {View} view */
function choosing(view) {
  view.chosen = view.chosen ? null : new Set();
  view.draw();
  document.querySelector(".evidence-columns")?.scrollIntoView({ block: "start" });
}
