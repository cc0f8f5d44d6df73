// Weekly bars with their four-week mean and usual range: one barrier, one scale for all of them, a table with the same figures.

import { html, nothing, svg } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { followMark, moveAlongMarks, sized } from "./chart-box.js";
import { bands, monthMarks, round, smoothPath } from "./chart-geometry.js";
import { monthName, span } from "./dates.js";
import { perHundred, whole } from "./numbers.js";

/** @typedef {import("../http/desk.js").Period} Period */

/**
 * @typedef {object} WeeksProps
 * @property {string} name what is counted, in words
 * @property {string} barrier
 * @property {Period[]} periods
 * @property {(number | null)[]} values
 * @property {(number | null)[]} mean
 * @property {number[]} counts
 * @property {boolean} perVisit
 * @property {{top: number, ticks: number[]}} scale
 * @property {((period: Period) => string) | null} href the entries behind a bar; null when they may not be read
 * @property {boolean} asTable
 * @property {import("./chart-geometry.js").Range | null} [usual] where most weeks before lie
 * @property {{on: string, words: string}[]} [events] what happened on a day, to be marked at its week
 * @property {number} [recent] the first of the darker bars; without it the last four full weeks
 */

/** @param {WeeksProps} props */
export const weeksChart = (props) => html`
  <div class="chart-frame" data-barrier=${props.barrier}>
    <div class="chart" dir="ltr" ?hidden=${props.asTable} ${sized((width, rem) => drawing(props, width, rem))}></div>
    ${table(props)}
  </div>`;

/**
 * @param {WeeksProps} props
 * @param {number} width
 * @param {number} rem
 */
function drawing(props, width, rem) {
  const { periods, scale } = props;
  const wide = width > 14 * rem;
  const plot = {
    width: width - (wide ? 1.9 * rem : 0),
    top: 0.6 * rem,
    bottom: 7 * rem,
    height: 8.6 * rem,
  };
  const rise = (plot.bottom - plot.top) / scale.top;
  const y = (/** @type {number} */ value) => round(plot.bottom - value * rise);
  const band = bands(periods.length, plot.width);
  const marks = monthMarks(
    periods.map((period) => period.start),
    band.each,
    2.6 * rem,
  );
  const points = props.mean.flatMap((value, at) =>
    value === null ? [] : [/** @type {[number, number]} */ ([band.middle(at), y(value)])],
  );
  const last = points.at(-1);
  return html`
    <svg width=${width} height=${plot.height} viewBox="0 0 ${width} ${plot.height}" role="group" aria-label=${t("charts.weeksLabel", { name: props.name })}
      @click=${followMark} @keydown=${moveAlongMarks} @pointerover=${showTip} @focusin=${showTip}
      @pointerleave=${hideTip} @focusout=${hideTip}>
      <g class="grid" aria-hidden="true">
        ${scale.ticks.map(
          (tick) => svg`<line x1="0" x2=${round(plot.width)} y1=${y(tick)} y2=${y(tick)}></line>
            ${wide ? svg`<text x=${width} y=${y(tick)} dy="0.35em" text-anchor="end">${whole(tick)}</text>` : nothing}`,
        )}
      </g>
      ${props.usual ? usualBand(props.usual, plot.width, y) : nothing}
      <g class="events" aria-hidden="true">${periods.map((period, at) => (happened(props, period).length ? eventMark(band.middle(at), plot, rem) : nothing))}</g>
      <g>${periods.map((period, at) => bar(props, period, at, band, y, plot))}</g>
      <line class="base" x1="0" x2=${round(plot.width)} y1=${plot.bottom} y2=${plot.bottom}></line>
      <g class="line" aria-hidden="true">
        <path d=${smoothPath(points)}></path>
        ${last ? svg`<circle cx=${round(last[0])} cy=${last[1]} r="4"></circle>` : nothing}
      </g>
      <g class="months" aria-hidden="true">
        ${marks.map(
          (at) =>
            svg`<text x=${round(band.start(at))} y=${plot.bottom + 1.25 * rem}>${monthName(monthOf(periods, at))}</text>`,
        )}
      </g>
    </svg>
    <div class="chart-tip" aria-hidden="true" hidden></div>`;
}

/** @param {import("./chart-geometry.js").Range} usual @param {number} width @param {(value: number) => number} y */
const usualBand = ({ low, high }, width, y) => svg`
  <g class="usual" aria-hidden="true">
    <rect width=${round(width)} y=${y(high)} height=${Math.max(2, round(y(low) - y(high)))}></rect>
  </g>`;

/** What happened in a week. @param {WeeksProps} props @param {Period} period */
const happened = ({ events = [] }, { start, end }) => events.filter(({ on }) => start <= on && on <= end);

/** A thin line up the week, with a head that stands above all bars. @param {number} x @param {{top: number, bottom: number}} plot @param {number} rem */
const eventMark = (x, { bottom }, rem) => svg`
  <line x1=${round(x)} x2=${round(x)} y1="0" y2=${bottom}></line>
  <path d="M${round(x)} ${round(-0.4 * rem)}l${round(0.3 * rem)} ${round(0.3 * rem)}l${round(-0.3 * rem)} ${round(0.3 * rem)}l${round(-0.3 * rem)} ${round(-0.3 * rem)}z"></path>`;

/** A week is named by the month in which it ends, except the very first one. @param {Period[]} periods @param {number} at */
const monthOf = (periods, at) => periods[at]?.start ?? "";

/**
 * @param {WeeksProps} props
 * @param {Period} period
 * @param {number} at
 * @param {ReturnType<typeof bands>} band
 * @param {(value: number) => number} y
 * @param {{top: number, bottom: number}} plot
 */
function bar(props, period, at, band, y, plot) {
  const value = props.values[at] ?? 0;
  const height = value > 0 ? Math.max(1.5, plot.bottom - y(value)) : 0;
  const recent = !period.running && at >= (props.recent ?? recentFrom(props.periods));
  const words = barWords(props, period, at);
  const shape = svg`
    <rect class="reach" x=${round(at * band.each)} y="0" width=${round(band.each)} height=${plot.bottom}></rect>
    <rect class="bar ${period.running ? "running" : recent ? "recent" : ""}" x=${round(band.start(at))}
      y=${round(plot.bottom - height)} width=${round(band.bar)} height=${round(height)}
      rx=${Math.min(2, band.bar / 4)}></rect>`;
  const stop = at === props.periods.length - 1 ? "0" : "-1";
  // In SVG a link is a link by its href alone, and gets its name from aria-label.
  return props.href
    ? svg`<a href=${props.href(period)} data-mark aria-label=${words} tabindex=${stop}>${shape}</a>`
    : svg`<g role="img" data-mark aria-label=${words} tabindex=${stop}>${shape}</g>`;
}

/** The four full weeks that the large number counts. @param {Period[]} periods */
function recentFrom(periods) {
  const running = periods.findIndex((period) => period.running);
  return (running < 0 ? periods.length : running) - 4;
}

/** @param {WeeksProps} props @param {Period} period @param {number} at */
function barWords(props, period, at) {
  const count = props.counts[at] ?? 0;
  const figure = props.perVisit
    ? t("charts.rateOf", { rate: perHundred(props.values[at] ?? null), count: whole(count) })
    : t("charts.insights", { count });
  const week = t(period.running ? "charts.barRunning" : "charts.bar", {
    span: span(period.start, period.end),
    figure,
  });
  return [week, ...happened(props, period).map(({ words }) => words)].join("\n");
}

/** @param {Event} event */
function showTip(event) {
  const mark = /** @type {Element} */ (event.target).closest("[data-mark]");
  const tip = /** @type {HTMLElement | null} */ (
    /** @type {Element} */ (event.currentTarget).parentElement?.querySelector(".chart-tip")
  );
  const shape = mark?.querySelector(".bar");
  if (!mark || !tip || !shape) return;
  tip.textContent = mark.getAttribute("aria-label");
  tip.hidden = false;
  const box = /** @type {HTMLElement} */ (tip.parentElement);
  const middle = Number(shape.getAttribute("x")) + Number(shape.getAttribute("width")) / 2;
  const left = Math.min(Math.max(0, middle - tip.offsetWidth / 2), box.clientWidth - tip.offsetWidth);
  tip.style.setProperty("left", `${Math.round(left)}px`);
  tip.style.setProperty("top", `${Math.max(0, Number(shape.getAttribute("y")) - tip.offsetHeight - 6)}px`);
}

/** @param {Event} event */
function hideTip(event) {
  const tip = /** @type {HTMLElement | null} */ (
    /** @type {Element} */ (event.currentTarget).parentElement?.querySelector(".chart-tip")
  );
  if (tip) tip.hidden = true;
}

/** @param {WeeksProps} props */
const hasMean = ({ mean }) => mean.some((value) => value !== null);

/** The same figures in rows; there for a screen reader even while the picture shows. @param {WeeksProps} props */
const table = (props) => html`
  <div class=${props.asTable ? "table-scroll" : "sr-only"} tabindex=${props.asTable ? "0" : nothing}
    role=${props.asTable ? "region" : nothing} aria-label=${props.asTable ? props.name : nothing}>
    <table class="figures">
      <caption>${t("charts.weeksTable", { name: props.name })}</caption>
      <thead>
        <tr>
          <th scope="col">${t("charts.week")}</th>
          <th scope="col">${t("charts.count")}</th>
          ${props.perVisit ? html`<th scope="col">${t("charts.per100")}</th>` : nothing}
          ${hasMean(props) ? html`<th scope="col">${t("charts.mean")}</th>` : nothing}
          ${props.events?.length ? html`<th scope="col" class="happened">${t("charts.happened")}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${props.periods.map((_, back) => {
          // The newest week on top: that is the one looked for.
          const at = props.periods.length - 1 - back;
          const period = /** @type {Period} */ (props.periods[at]);
          const count = whole(props.counts[at] ?? 0);
          return html`
            <tr>
              <th scope="row">
                ${span(period.start, period.end)}
                ${period.running ? html`<span class="small">${t("charts.running")}</span>` : nothing}
              </th>
              <td>${props.asTable && props.href ? html`<a href=${props.href(period)}>${count}</a>` : count}</td>
              ${props.perVisit ? html`<td>${perHundred(props.values[at] ?? null)}</td>` : nothing}
              ${hasMean(props) ? html`<td>${perHundred(props.mean[at] ?? null)}</td>` : nothing}
              ${
                props.events?.length
                  ? html`<td class="happened">${happened(props, period).map(({ words }) => html`<span>${words}</span>`)}</td>`
                  : nothing
              }
            </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
