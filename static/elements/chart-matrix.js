// Rows by barriers: a table in the first place, whose cells are tinted by their number.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { barrierName, barrierShort } from "./barriers.js";
import { tintLevel } from "./chart-geometry.js";
import { perHundred, signed, whole } from "./numbers.js";

/** @typedef {import("../types.js").Barrier} Barrier */
/**
 * @typedef {object} Cell
 * @property {Barrier} barrier
 * @property {number} count
 * @property {number | null} value what is shown and tinted: the count, or the rate
 * @property {number | null} change on the period before, in the same measure
 * @property {string | null} href
 */
/** @typedef {{name: string, href: string | null, cells: Cell[], visits: number, visitsHref: string | null}} MatrixRow */

/**
 * @param {object} props
 * @param {string} props.name
 * @param {string} props.rowHead
 * @param {Barrier[]} props.barriers
 * @param {MatrixRow[]} props.rows
 * @param {boolean} props.perVisit
 */
export function matrix({ name, rowHead, barriers, rows, perVisit }) {
  const highest = Math.max(0, ...rows.flatMap((row) => row.cells.map((cell) => cell.value ?? 0)));
  return html`
    <div class="matrix-scroll">
    <table class="matrix">
      <caption class="sr-only">${name}</caption>
      <thead>
        <tr>
          <th scope="col">${rowHead}</th>
          ${barriers.map(
            (code) => html`
              <th scope="col" data-barrier=${code}>
                <span class="long">${barrierName(code)}</span><span class="short">${barrierShort(code)}</span>
              </th>`,
          )}
          <th scope="col">${t("charts.visits")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`
            <tr>
              <th scope="row">${row.href ? html`<a href=${row.href}>${row.name}</a>` : row.name}</th>
              ${row.cells.map((cell) => matrixCell(cell, row, highest, perVisit))}
              <td class="end">${row.visitsHref ? html`<a href=${row.visitsHref}>${whole(row.visits)}</a>` : whole(row.visits)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    </div>`;
}

/**
 * @param {Cell} cell
 * @param {MatrixRow} row
 * @param {number} highest
 * @param {boolean} perVisit
 */
function matrixCell(cell, row, highest, perVisit) {
  const figure = perVisit ? perHundred(cell.value) : whole(cell.count);
  const moved =
    cell.change === null || Number(Math.abs(cell.change).toFixed(1)) === 0
      ? ""
      : signed(cell.change, !perVisit);
  const words = t(perVisit ? "charts.cellRate" : "charts.cell", {
    row: row.name,
    barrier: barrierName(cell.barrier),
    figure,
    count: cell.count,
    visits: row.visits,
    change: cell.change === null ? "–" : signed(cell.change, !perVisit),
  });
  const inside = html`<b>${figure}</b>${moved ? html` <small>${moved}</small>` : nothing}`;
  const level = tintLevel(cell.value ?? 0, highest);
  return html`
    <td data-barrier=${cell.barrier}>
      ${
        cell.href
          ? html`<a class="cell level-${level}" href=${cell.href}><span aria-hidden="true">${inside}</span><span class="sr-only">${words}</span></a>`
          : html`<span class="cell level-${level}"><span aria-hidden="true">${inside}</span><span class="sr-only">${words}</span></span>`
      }
    </td>`;
}
