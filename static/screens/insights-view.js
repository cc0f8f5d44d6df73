// How the list of insights looks: a search box, the filters, the total, then days with their entries.

import { badge, barrierName } from "../elements/barriers.js";
import { dayMonth } from "../elements/dates.js";
import { filterChips } from "../elements/filter-chips.js";
import { daysChip, fixedChips, kindChip } from "../elements/filter-more-chips.js";
import { change, insightsHref, isNarrowed, trendsHref } from "../elements/filter-state.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { repeat } from "../lib/lists.js";
import { icons } from "../lib/more-icons.js";
import { daysAgo, longDay } from "../lib/time.js";
import { label } from "../sync/vocabulary.js";
import { pickBox } from "./picking.js";
import { bySearch, orderSwitch, rankedWords, spanned } from "./search-lead.js";
import { viewsMenu } from "./views-menu.js";

/** @typedef {import("../elements/filter-state.js").Filters} Filters */
/** @typedef {import("../types.js").EntryData} EntryData */

/**
 * @typedef {object} View
 * @property {Filters} filters
 * @property {import("../elements/terms.js").Lists} lists
 * @property {Set<import("../elements/filter-state.js").ListName | "q">} added
 * @property {EntryData[]} entries
 * @property {number | null} total null until the first answer
 * @property {string | null} next
 * @property {Map<string, import("../http/lead.js").Highlight[]>} highlights where the words stand, by entry
 * @property {number | null} ranked among how many of the newest the best were looked for
 * @property {import("./views-menu.js").Views} views
 * @property {boolean} leads
 * @property {string} error
 * @property {boolean} busy
 * @property {boolean} moreBusy
 * @property {(filters: Filters, replace?: boolean) => void} go
 * @property {() => void} redraw
 * @property {() => void} retry
 * @property {() => void} more
 */

/** @param {View} view */
export const insightsPage = (view) => html`
  <div class="insights">
    <div class="insights-head">
      <h1>${t("insights.title")}</h1>
      ${searchBox(view)}
    </div>
    <div class="filter-bar chips scroll" role="group" aria-label=${t("filters.label")}>
      ${kindChip(view)} ${daysChip(view)} ${filterChips(view)} ${fixedChips(view)}
      ${isNarrowed(view.filters) || view.filters.kind.length ? clearAll() : nothing}
      ${view.leads ? viewsMenu({ ...view, page: "insights", href: insightsHref(view.filters) }) : nothing}
    </div>
    ${view.error ? failure(view) : nothing}
    ${view.total === null ? (view.error ? nothing : waiting()) : found(view)}
  </div>`;

/** @param {View} view */
function searchBox(view) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const q = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("q") ?? "").trim();
    view.go(change(view.filters, { q }));
  };
  // The cross of a search field empties it; that is an answer too.
  const emptied = (/** @type {Event} */ event) => {
    if (!(/** @type {HTMLInputElement} */ (event.target).value) && view.filters.q) {
      view.go(change(view.filters, { q: "" }));
    }
  };
  return html`
    <form class="search-form" role="search" aria-label=${t("insights.title")} @submit=${submit}>
      ${icons.search}
      <input type="search" name="q" maxlength="500" enterkeyhint="search" .value=${view.filters.q} @search=${emptied}
        placeholder=${t("insights.search")} aria-label=${t("insights.search")}>
      <button class="button quiet">${t("insights.searchButton")}</button>
    </form>`;
}

const clearAll = () => html`<a class="chip clear" href="/insights">${t("filters.clearAll")}</a>`;

/** @param {View} view */
const failure = (view) => html`
  <div class="banner bad" role="alert">
    ${icons.cloudOff}
    <p>${view.error}</p>
    <div class="row"><button class="button" @click=${view.retry}>${t("app.retry")}</button></div>
  </div>`;

/** @param {View} view */
export function totalWords({ filters, total }) {
  const count = total ?? 0;
  const [kind] = filters.kind;
  if (filters.kind.length === 1 && kind === "nothing_new") return t("insights.totalQuiet", { count });
  return t(filters.kind.includes("all") ? "insights.totalAll" : "insights.total", { count });
}

/** @param {View} view */
function found(view) {
  if (!view.total) return none(view);
  return html`
    <div class="insights-found" aria-busy=${view.busy}>
      <p class="insights-total">
        <strong>${totalWords(view)}</strong>
        ${view.entries.length < view.total ? html`<span class="small">${t("insights.shown", { shown: view.entries.length })}</span>` : nothing}
        ${orderSwitch(view)}
        <a class="as-trends" href=${trendsHref(change(view.filters, { missing: [], regionOnly: [], author: [] }))}>${icons.chartLine}${t("insights.seeTrends")}</a>
      </p>
      ${bySearch(view.filters) ? ranked(view) : days(view)}
      ${
        view.next
          ? html`<button class="button big" ?disabled=${view.moreBusy} @click=${view.more}>${t(view.moreBusy ? "insights.moreBusy" : "insights.more")}</button>`
          : nothing
      }
    </div>`;
}

/** @param {View} view */
const days = (view) =>
  repeat(
    byDay(view.entries),
    ([day]) => day,
    ([day, entries]) => html`
      <section>
        <h2 class="section-title">${dayWords(day)}</h2>
        ${rows(entries, view)}
      </section>`,
  );

/** By rank, not by day: each row then says its own. @param {View} view */
const ranked = (view) => html`
  <section>
    <h2 class="section-title">${rankedWords(view)}</h2>
    ${rows(view.entries, view)}
  </section>`;

/** @param {EntryData[]} entries @param {View} view */
const rows = (entries, view) => html`
  <ul class="card list">${repeat(
    entries,
    (entry) => entry.id,
    (entry) => html`<li class="pick-row">${pickBox(entry)} ${row(entry, view)}</li>`,
  )}</ul>`;

/** @param {EntryData[]} entries @returns {[string, EntryData[]][]} */
function byDay(entries) {
  /** @type {Map<string, EntryData[]>} */
  const days = new Map();
  for (const entry of entries) days.set(entry.visited_on, [...(days.get(entry.visited_on) ?? []), entry]);
  return [...days];
}

/** @param {string} day */
function dayWords(day) {
  const ago = daysAgo(day);
  const name = ago === 0 ? t("time.today") : ago === 1 ? t("time.yesterday") : "";
  return name ? `${name}, ${dayMonth(day)}` : longDay(day);
}

/** @param {EntryData} entry @param {View} view */
function row(entry, { lists, filters, highlights }) {
  const there = highlights.get(entry.id);
  const says = (/** @type {"text" | "next_step"} */ field) =>
    there ? spanned(entry[field] ?? "", there, field) : marked(entry[field] ?? "", filters.q);
  const sub = label(lists, "sub_barrier", entry.sub_barrier);
  const rest = ["region", "therapeutic_area", "stakeholder_type"].map((name) =>
    label(lists, name, /** @type {string | null} */ (entry[/** @type {"region"} */ (name)])),
  );
  return html`
    <a class="entry-row" href="/insights/${entry.id}" data-barrier=${entry.barrier ?? ""}>
      ${badge(entry.barrier)}
      <span>
        <span class="says">${entry.text ? says("text") : html`<span class="muted">${t("insights.nothingNew")}</span>`}</span>
        <span class="meta">
          <span>
            ${entry.barrier ? html`<b>${barrierName(entry.barrier)}${sub ? ` · ${sub}` : ""}</b>` : nothing}
            ${rest.filter(Boolean).map((words) => html`<span>· ${words}</span> `)}
          </span>
          <span>${there ? html`${dayMonth(entry.visited_on)} · ` : nothing}${entry.author.name}</span>
        </span>
        ${there?.some((one) => one.field === "so_what") ? html`<span class="row-next">${icons.info}<span class="sr-only">${t("insight.soWhat")}:</span><span>${spanned(entry.so_what ?? "", there, "so_what")}</span></span>` : nothing}
        ${entry.next_step ? html`<span class="row-next">${icons.handshake}<span class="sr-only">${t("insights.nextStep")}:</span><span>${says("next_step")}</span></span>` : nothing}
      </span>
    </a>`;
}

/** The words searched for, marked where they stand. @param {string} text @param {string} q */
export function marked(text, q) {
  const words = q.match(/[\p{L}\p{N}_]+/gu)?.filter((word) => word.length > 1);
  if (!words?.length) return text;
  const finder = new RegExp(`(?<![\\p{L}\\p{N}])(${words.join("|")})`, "giu");
  return text.split(finder).map((piece, at) => (at % 2 ? html`<mark>${piece}</mark>` : piece));
}

/** @param {View} view */
function none(view) {
  const narrowed = isNarrowed(view.filters) || view.filters.kind.length > 0;
  return html`
    <div class="empty">
      ${icons.messageCircle}
      <h2>${t(narrowed ? "insights.none" : "insights.noneYet")}</h2>
      <p>${t(narrowed ? "insights.noneHelp" : "insights.noneYetHelp")}</p>
      ${narrowed ? html`<a class="button" href="/insights">${t("filters.clearAll")}</a>` : nothing}
    </div>`;
}

const waiting = () => html`
  <div class="insights-found skeleton" aria-busy="true">
    <p class="sr-only">${t("insights.loading")}</p>
    <i class="line"></i>
    <div class="card">${[1, 2, 3, 4, 5].map(() => html`<i class="entry"></i>`)}</div>
  </div>`;
