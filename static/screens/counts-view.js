// Counts as one table: a row for each barrier, or region, or kind of stakeholder; the newest month first.

import { BARRIERS, barrierName } from "../elements/barriers.js";
import { tintLevel } from "../elements/chart-geometry.js";
import { monthName } from "../elements/dates.js";
import { whole } from "../elements/numbers.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { label } from "../sync/vocabulary.js";

export const DIMENSIONS = /** @type {const} */ (["barrier", "sub_barrier", "region", "stakeholder_type"]);
export const STEPS = /** @type {const} */ (["month", "quarter"]);

/** @typedef {import("../http/desk.js").Period} Period */
/** @typedef {import("../http/desk.js").Trends & {small_cells?: {below: number, hidden: number} | null}} Counts */
/**
 * @typedef {object} View
 * @property {typeof DIMENSIONS[number]} by
 * @property {import("../elements/terms.js").Lists} lists
 * @property {string[]} scope
 * @property {Counts | null} counts
 * @property {string} error
 * @property {typeof STEPS[number]} step
 * @property {(by: typeof DIMENSIONS[number], step: typeof STEPS[number]) => void} choose
 * @property {() => void} retry
 */

/** @param {View} view */
export const countsPage = (view) => html`
  <div class="counts stack">
    <h1>${t("counts.title")}</h1>
    <p class="muted">${t("counts.lead", { regions: regions(view) })}</p>
    <div class="row">
      <div class="switch by" role="group" aria-label=${t("counts.by")}>
        ${DIMENSIONS.map(
          (name) => html`
          <button type="button" aria-pressed=${view.by === name} @click=${() => view.choose(name, view.step)}>${t(`filters.${name}`)}</button>`,
        )}
      </div>
      <div class="switch" role="group" aria-label=${t("counts.steps")}>
        ${STEPS.map(
          (step) => html`
          <button type="button" aria-pressed=${view.step === step} @click=${() => view.choose(view.by, step)}>${t(`counts.step.${step}`)}</button>`,
        )}
      </div>
    </div>
    ${
      view.error
        ? html`<div class="banner bad" role="alert">${icons.cloudOff}<p>${view.error}</p>
            <div class="row"><button class="button" @click=${view.retry}>${t("app.retry")}</button></div></div>`
        : nothing
    }
    ${view.counts ? found(view, view.counts) : view.error ? nothing : html`<p class="card counts-wait" aria-busy="true"><span class="sr-only">${t("trends.loading")}</span></p>`}
  </div>`;

/** @param {View} view */
const regions = ({ scope, lists }) =>
  scope.map((code) => label(lists, "region", code)).join(", ") || t("filters.all");

/** @param {View} view @param {Counts} counts */
function found(view, counts) {
  if (!counts.series.length)
    return html`<div class="empty">${icons.chartLine}<h2>${t("counts.none")}</h2><p>${t("counts.noneHelp")}</p></div>`;
  const below = counts.small_cells?.below ?? 0;
  return html`
    ${table(view, counts, below)}
    <p class="small">${t("counts.measure")} ${t("counts.running")} ${below ? t("counts.hidden", { below, most: below - 1, count: counts.small_cells?.hidden ?? 0 }) : nothing}
      ${t("trends.trust")}</p>`;
}

/** @param {View} view @param {Counts} counts @param {number} below */
function table(view, { periods, series, visits_per_period: visits }, below) {
  const newest = periods.map((_, at) => periods.length - 1 - at);
  const highest = Math.max(...series.flatMap((one) => one.counts.map((count) => count ?? 0)));
  return html`
    <div class="card"><div class="counts-scroll" tabindex="0" role="region" aria-label=${t("counts.table")}>
      <table class="matrix counts-table">
        <caption class="sr-only">${t("counts.table")}</caption>
        <thead><tr>
          <th scope="col">${t(`filters.${view.by}`)}</th>
          ${newest.map((at) => html`<th scope="col">${periodName(periods[at], view.step)}${periods[at]?.running ? html`<span aria-hidden="true"> …</span><span class="sr-only"> ${t("charts.running")}</span>` : nothing}</th>`)}
        </tr></thead>
        <tbody>
          ${inOrder(series, view.by).map(
            (one) => html`
              <tr data-barrier=${one.key.barrier ?? ""}>
                <th scope="row">${nameOf(view, one.key[view.by] ?? null)}</th>
                ${newest.map((at) => cell(one.counts[at] ?? null, highest, below))}
              </tr>`,
          )}
          <tr>
            <th scope="row">${t("counts.visits")}</th>
            ${newest.map((at) => cell(visits[at] ?? null, 0, below))}
          </tr>
        </tbody>
      </table>
    </div></div>`;
}

/** Barriers as everywhere else; what is ranked by hidden counts would look like no order at all.
 * @param {Counts["series"]} series @param {View["by"]} by */
function inOrder(series, by) {
  const known = /** @type {(string | null | undefined)[]} */ (BARRIERS);
  // What is none of them gets the largest place of all.
  const place = (/** @type {Counts["series"][number]} */ one) => known.indexOf(one.key.barrier) >>> 0;
  return by === "barrier" ? series.toSorted((a, b) => place(a) - place(b)) : series;
}

/** 'Nov', 'Q4'. @param {Period | undefined} period @param {View["step"]} step */
const periodName = (period, step) =>
  step === "quarter" ? (period?.label.split("-")[1] ?? "") : monthName(period?.start ?? "");

/** @param {View} view @param {string | null} code */
const nameOf = ({ by, lists }, code) => {
  if (!code) return t("trends.notSaid");
  return by === "barrier"
    ? barrierName(/** @type {import("../types.js").Barrier} */ (code))
    : label(lists, by, code);
};

/** @param {number | null} count @param {number} highest @param {number} below */
const cell = (count, highest, below) =>
  count === null
    ? html`<td><span class="cell level-0"><span aria-hidden="true">•</span><span class="sr-only">${t("counts.cellHidden", { below })}</span></span></td>`
    : html`<td><span class="cell level-${tintLevel(count, highest)}"><b>${whole(count)}</b></span></td>`;
