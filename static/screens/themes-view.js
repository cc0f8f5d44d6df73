// How the list of themes looks: filters, what is overdue, then a card for each conclusion.

import { badge, barrierName } from "../elements/barriers.js";
import { dayMonth } from "../elements/dates.js";
import { filterChips, panelFoot } from "../elements/filter-chips.js";
import { popover } from "../elements/popover.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { repeat } from "../lib/lists.js";
import { icons } from "../lib/more-icons.js";
import { label } from "../sync/vocabulary.js";
import { balance, deskTabs, failed, statusPill, waiting } from "./theme-parts.js";
import { placeWords, STATUSES } from "./theme-words.js";
import { isNarrowed, toggled } from "./themes-state.js";

/** @typedef {import("../http/themes.js").Theme} Theme */
/** @typedef {import("./themes-state.js").ThemeFilters} ThemeFilters */

/**
 * @typedef {object} View
 * @property {ThemeFilters} filters
 * @property {boolean} lead
 * @property {Record<string, import("../types.js").Vocabulary>} lists
 * @property {Set<import("../elements/filter-state.js").ListName | "q">} added
 * @property {Theme[]} themes
 * @property {number | null} total null until the first answer
 * @property {string | null} next
 * @property {import("../http/loop.js").FunctionLoad[]} late
 * @property {string} error
 * @property {boolean} busy
 * @property {(filters: import("../elements/filter-state.js").Filters, replace?: boolean) => void} go
 * @property {(filters: ThemeFilters) => void} show
 * @property {() => void} redraw
 * @property {() => void} retry
 * @property {() => void} more
 */

/** @param {View} view */
export const themesPage = (view) => html`
  <div class="themes">
    <div class="themes-head">
      <h1>${t("themes.title")}</h1>
      ${deskTabs("themes", view.lead)}
      ${view.lead ? html`<a class="button" href="/themes/new">${icons.plus}${t("themes.make")}</a>` : nothing}
    </div>
    ${searchBox(view)}
    <div class="filter-bar chips scroll" role="group" aria-label=${t("filters.label")}>
      ${statusChip(view)} ${filterChips(view)}
      ${isNarrowed(view.filters) ? html`<a class="chip clear" href="/themes">${t("filters.clearAll")}</a>` : nothing}
    </div>
    ${view.error ? failed(view.error, view.retry) : nothing}
    ${view.total === null ? (view.error ? nothing : waiting(t("themes.loading"))) : found(view)}
  </div>`;

/** @param {View} view */
function searchBox(view) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const q = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("q") ?? "").trim();
    view.show({ ...view.filters, q });
  };
  const emptied = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    if (!value && view.filters.q) view.show({ ...view.filters, q: "" });
  };
  return html`
    <form class="search-form" role="search" aria-label=${t("themes.title")} @submit=${submit}>
      ${icons.search}
      <input type="search" name="q" maxlength="200" enterkeyhint="search" .value=${view.filters.q} @search=${emptied}
        placeholder=${t("themes.search")} aria-label=${t("themes.search")}>
      <button class="button quiet">${t("themes.searchButton")}</button>
    </form>`;
}

/** @param {View} view */
function statusChip(view) {
  const id = "filter-status";
  const chosen = view.filters.status;
  const words = chosen.length ? t(`theme.status.${chosen[0]}`) : t("filters.all");
  return popover({
    id,
    classes: chosen.length ? "chip set in-use" : "chip",
    button: html`${t("themes.status")} <strong>${words}${chosen.length > 1 ? ` +${chosen.length - 1}` : ""}</strong>`,
    content: html`
      <h2 id="${id}-title">${t("themes.status")}</h2>
      <ul class="choices">
        ${STATUSES.map(
          (status) => html`
            <li><label class="choice">
              <input type="checkbox" .checked=${chosen.includes(status)} @change=${() => view.show(toggled(view.filters, status))}>
              <span>${t(`theme.status.${status}`)}</span>
            </label></li>`,
        )}
      </ul>
      ${panelFoot(id, chosen.length > 0, () => view.show({ ...view.filters, status: [] }))}`,
  });
}

/** @param {View} view */
function found(view) {
  if (!view.total) return none(view);
  return html`
    <div class="themes-found" aria-busy=${view.busy}>
      <p class="themes-total"><strong>${t("themes.total", { count: view.total })}</strong></p>
      ${view.late.length ? late(view) : nothing}
      <ul class="themes-list">
        ${repeat(
          view.themes,
          (theme) => theme.id,
          (theme) => html`<li>${row(theme, view)}</li>`,
        )}
      </ul>
      ${view.next ? html`<button class="button big" ?disabled=${view.busy} @click=${view.more}>${t("themes.more")}</button>` : nothing}
    </div>`;
}

/** @param {View} view */
const late = ({ late }) => html`
  <p class="banner warn themes-late">
    ${icons.triangleAlert}
    <span><strong>${t("themes.overdue", { count: late.reduce((sum, one) => sum + one.overdue, 0) })}</strong>
      ${late.map((one) => `${t(`theme.function.${one.owner_function}`)} ${one.overdue}`).join(" · ")}
      · <a href="/loop">${t("themes.overdueMore")}</a></span>
  </p>`;

/** @param {Theme} theme @param {View} view */
function row(theme, { lists }) {
  const sub = label(lists, "sub_barrier", theme.sub_barrier);
  const heard = theme.corroboration.last_heard_on;
  return html`
    <a class="card theme-row" href="/themes/${theme.id}" data-barrier=${theme.barrier}>
      <span class="theme-row-head">
        ${badge(theme.barrier)}
        <span class="small"><b>${barrierName(theme.barrier)}${sub ? ` · ${sub}` : ""}</b><br>${placeWords(theme.place, lists)}</span>
        ${statusPill(theme.status)}
      </span>
      <span class="theme-says" dir="auto">${theme.conclusion}</span>
      ${balance(theme)}
      <span class="small">${heard ? t("theme.lastHeard", { day: dayMonth(heard) }) : t("theme.neverHeard")}${theme.overdue ? html` · <span class="late">${t("themes.late", { count: theme.overdue })}</span>` : nothing}</span>
    </a>`;
}

/** @param {View} view */
function none(view) {
  const narrowed = isNarrowed(view.filters);
  const who = view.lead ? "themes.noneYetHelp" : "themes.noneYetReader";
  return html`
    <div class="empty">
      ${icons.handshake}
      <h2>${t(narrowed ? "themes.none" : "themes.noneYet")}</h2>
      <p>${t(narrowed ? "themes.noneHelp" : who)}</p>
      ${
        narrowed
          ? html`<a class="button" href="/themes">${t("filters.clearAll")}</a>`
          : view.lead
            ? html`<a class="button primary" href="/insights">${t("themes.toInsights")}</a>`
            : nothing
      }
    </div>`;
}
