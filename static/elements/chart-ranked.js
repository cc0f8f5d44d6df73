// A ranking: one bar a row, a tick where it stood before, the change and the number at its end.

import { html, nothing, svg } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { round } from "./chart-geometry.js";
import { signed, whole } from "./numbers.js";

/** @typedef {{name: string, now: number, before: number | null, href: string | null, beforeHref?: string | null}} RankedRow */

/**
 * @param {object} props
 * @param {string} props.name
 * @param {string} props.barrier
 * @param {RankedRow[]} props.rows
 * @param {string} props.nowWords what the bar counts
 * @param {string} props.beforeWords what the tick counts
 * @param {boolean} props.asTable
 * @param {boolean} [props.compact] name, bar and number in one line
 * @param {{most: number, all: boolean, toggle: () => void}} [props.fold] how many rows stand there at first
 */
export function rankedChart(props) {
  const top = Math.max(1, ...props.rows.flatMap((row) => [row.now, row.before ?? 0])) * 1.05;
  const { fold, rows } = props;
  const shown = fold && !fold.all ? rows.slice(0, fold.most) : rows;
  return html`
    <div data-barrier=${props.barrier}>
      ${
        props.asTable
          ? table(props)
          : html`<ol class="ranked ${props.compact ? "compact" : ""}" aria-label=${props.name}>${shown.map((row) => rankedRow(row, top))}</ol>`
      }
      ${fold && !props.asTable && rows.length > fold.most ? foldButton(fold, rows.length) : nothing}
    </div>`;
}

/** @param {{all: boolean, toggle: () => void}} fold @param {number} count */
const foldButton = ({ all, toggle }, count) => html`
  <button type="button" class="link-button" aria-expanded=${all} @click=${toggle}>
    ${all ? t("charts.showLess") : t("charts.showAll", { count })}
  </button>`;

/** @param {RankedRow} row @param {number} top */
function rankedRow(row, top) {
  const inside = html`
    <span class="ranked-name">${row.name}</span>
    <span class="ranked-change">${
      row.before === null
        ? nothing
        : html`<span class="sr-only">${t("charts.changeBefore", { before: row.before })}</span
          ><span aria-hidden="true">${signed(row.now - row.before)}</span>`
    }</span>
    <svg class="ranked-bar" width="100%" height="10" aria-hidden="true">
      <rect class="track" width="100%" height="10" rx="5"></rect>
      <rect class="fill" width="${round((100 * row.now) / top)}%" height="10" rx="5"></rect>
      ${row.before === null ? nothing : tick(row.before / top)}
    </svg>
    <span class="ranked-count">${whole(row.now)}</span>`;
  return html`<li>${row.href ? html`<a class="ranked-row" href=${row.href}>${inside}</a>` : html`<div class="ranked-row">${inside}</div>`}</li>`;
}

/** Edged in the card's colour, so that it is seen on the bar and off it. @param {number} share */
const tick = (share) => svg`
  <rect class="tick-edge" x="${round(100 * share)}%" y="-3" width="7" height="16" transform="translate(-3.5)"></rect>
  <rect class="tick" x="${round(100 * share)}%" y="-3" width="3" height="16" transform="translate(-1.5)"></rect>`;

/** @param {Parameters<typeof rankedChart>[0]} props */
const table = (props) => html`
  <div class="table-scroll" tabindex="0" role="region" aria-label=${props.name}>
    <table class="figures">
      <caption>${props.name}</caption>
      <thead>
        <tr>
          <th scope="col">${t("charts.what")}</th>
          <th scope="col">${props.nowWords}</th>
          ${props.beforeWords ? html`<th scope="col">${props.beforeWords}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${props.rows.map(
          (row) => html`
            <tr>
              <th scope="row">${row.name}</th>
              ${figure(row.now, row.href)} ${row.before === null ? nothing : figure(row.before, row.beforeHref)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

/** @param {number} count @param {string | null | undefined} href */
const figure = (count, href) =>
  html`<td>${href ? html`<a href=${href}>${whole(count)}</a>` : whole(count)}</td>`;
