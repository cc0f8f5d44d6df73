// By when an event has to be reported, and where: the company's link and number, and the time that is left.

import { safety } from "../data/company.js";
import { html, nothing } from "../lib/html.js";
import { language, t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { clock, moment } from "../lib/time.js";

/** @typedef {Partial<import("../types.js").EntryFields>} Fields */

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** The clocks on the screen are set this often. */
const TICK = 15_000;
let ticking = 0;

/** Never blocks, never asks to reword: it says by when, and where. @param {Fields} fields */
export function safetyClock(fields) {
  const until = due(fields);
  return html`
    <div class="banner bad safety-clock">
      ${icons.shieldAlert}
      <div class="stack">
        <p><strong>${isLate(until) ? t("safety.late") : reportIt()}</strong>${isLate(until) ? nothing : html` · ${timer(until)}`}
          <span class="when">${t("safety.until", { when: moment(until), clock: clock(until), hours: safety().report_hours })}</span></p>
        ${reportLinks()}
      </div>
    </div>`;
}

/** What to do: in the company's own way, where it named none. */
export function reportIt() {
  const { report_url, report_phone } = safety();
  return t(report_url || report_phone ? "safety.report" : "safety.usualWay");
}

/** The company's own ways to report. */
export function reportLinks() {
  const { report_url, report_phone } = safety();
  if (!report_url && !report_phone) return nothing;
  return html`
    <span class="row">
      ${report_url ? html`<a class="button" href=${report_url} target="_blank" rel="noopener">${t("safety.form")}</a>` : nothing}
      ${report_phone ? html`<a class="button" href=${`tel:${report_phone.replace(/[^+\d]/g, "")}`}>${t("safety.call", { number: report_phone })}</a>` : nothing}
    </span>`;
}

/** When the time to report ends. One that was not answered yet begins now. @param {Fields} fields @returns {string} */
export function due({ aware_at }) {
  const aware = aware_at ? Date.parse(aware_at) : Date.now();
  return new Date(aware + safety().report_hours * HOUR).toISOString();
}

/** @param {string} until */
const isLate = (until) => Date.parse(until) <= Date.now();

/** The time that is left; it runs by itself, and no screen reader is told each minute. @param {string} until */
export function timer(until) {
  if (!ticking) ticking = window.setInterval(tick, TICK);
  return html`<span role="timer" aria-live="off" data-until=${until} .textContent=${left(until)}></span>`;
}

function tick() {
  for (const one of document.querySelectorAll("[role=timer][data-until]")) {
    one.textContent = left(one.getAttribute("data-until") ?? "");
  }
}

/** '23 hr 40 min left.' @param {string} until */
function left(until) {
  const minutes = Math.ceil((Date.parse(until) - Date.now()) / MINUTE);
  if (minutes <= 0) return t("safety.over");
  const parts = [
    [Math.floor(minutes / 60), "hour"],
    [minutes % 60, "minute"],
  ].filter(([count]) => count);
  const time = parts.map(([count, unit]) => amount(Number(count), String(unit))).join(" ");
  return t("safety.left", { time });
}

/** @param {number} count @param {string} unit */
const amount = (count, unit) =>
  new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "short" }).format(count);
