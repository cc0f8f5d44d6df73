// One signal: its sentence, who stands behind it, its weeks, its entries, and what a lead makes of it.

import { badge } from "../elements/barriers.js";
import { axis } from "../elements/chart-geometry.js";
import { weeksChart } from "../elements/chart-weeks.js";
import { addDays, dayMonth, span } from "../elements/dates.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { baseWords, figuresOf, sentenceOf, signalHref, subject } from "./signals-words.js";

/** @typedef {import("../http/lead.js").Signal} Signal */
/** @typedef {import("../http/lead.js").Verdict} Verdict */
/** @typedef {import("./signals-view.js").View} View */

const PLAIN = /** @type {const} */ (["seen", "watching"]);

/** @param {View} view @param {Signal} signal */
export function signalCard(view, signal) {
  const barrier = /** @type {import("../types.js").Barrier | undefined} */ (signal.key.barrier);
  const id = `signal-${signal.id}`;
  return html`
    <article class="card signal" data-barrier=${barrier ?? ""} aria-labelledby=${id} data-signal=${signal.id}>
      <header>
        ${barrier ? badge(barrier) : html`<span class="badge">${icons.messageCircle}</span>`}
        <h3 id=${id} tabindex="-1">${sentenceOf(signal, view.lists)}</h3>
        ${tableButton(view, signal)}
      </header>
      <p class="signal-base">${baseWords(signal.corroboration)}
        <a class="read" href=${signalHref(signal)}>${t("trends.read", { count: signal.count })}</a></p>
      ${chart(view, signal)}
      <p class="small">${figuresOf(signal)} ${t("signals.days", { span: span(signal.from, signal.to) })}</p>
      ${judging(view, signal)}
    </article>`;
}

/** @param {View} view @param {Signal} signal */
function chart(view, signal) {
  const counts = signal.series.map((week) => week.count);
  const name = subject(signal, view.lists);
  const periods = signal.series.map(({ start }, at) => ({
    start,
    end: addDays(start, 6),
    label: "",
    running: at === signal.series.length - 1,
  }));
  return html`
    ${weeksChart({
      name,
      barrier: signal.key.barrier ?? "",
      periods,
      counts,
      values: counts,
      mean: counts.map(() => null),
      perVisit: false,
      scale: axis(Math.max(...counts)),
      asTable: view.tables.has(signal.id),
      recent: periods.length - signal.weeks,
      href: (period) => signalHref(signal, { from: period.start, to: period.end }),
    })}`;
}

/** @param {View} view @param {Signal} signal */
function tableButton(view, signal) {
  const name = subject(signal, view.lists);
  const on = view.tables.has(signal.id);
  const toggle = () => {
    if (!view.tables.delete(signal.id)) view.tables.add(signal.id);
    view.redraw();
  };
  return html`
    <button type="button" class="icon-button as-table" aria-pressed=${on} @click=${toggle}
      aria-label=${t("charts.asTable", { name })} title=${t(on ? "charts.picture" : "charts.table")}>
      ${on ? icons.chartLine : icons.list}
    </button>`;
}

/** @param {View} view @param {Signal} signal */
function judging(view, signal) {
  const stands = signal.judgement?.verdict;
  const asks = view.dismissing === signal.id;
  return html`
    <div class="row judging" role="group" aria-label=${t("signals.judge")}>
      ${PLAIN.map(
        (verdict) => html`
          <button type="button" class="button" aria-pressed=${stands === verdict} ?disabled=${view.judging}
            @click=${() => view.judge(signal.id, verdict, null)}>
            ${verdict === "seen" ? icons.check : icons.eye}${t(`signals.verdict.${verdict}`)}</button>`,
      )}
      <button type="button" class="button" aria-pressed=${stands === "dismissed"} aria-expanded=${asks} ?disabled=${view.judging}
        @click=${() => view.askWhy(asks ? "" : signal.id)}>${icons.x}${t("signals.verdict.dismissed")}</button>
    </div>
    ${asks ? reasonForm(view, signal) : nothing}
    ${signal.judgement ? decided(signal.judgement) : nothing}`;
}

/** @param {View} view @param {Signal} signal */
function reasonForm(view, signal) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const given = new FormData(/** @type {HTMLFormElement} */ (event.target)).get("reason");
    const reason = String(given ?? "").trim();
    if (reason) view.judge(signal.id, "dismissed", reason);
  };
  return html`
    <form class="reason" @submit=${submit}>
      <label class="field"><span class="label">${t("signals.because")}</span>
        <input class="input" name="reason" maxlength="500" required autocomplete="off"></label>
      <button class="button primary">${t("signals.dismiss")}</button>
    </form>`;
}

/** @param {NonNullable<Signal["judgement"]>} judgement */
const decided = ({ verdict, reason, at, by }) => html`
  <p class="small decided">
    ${t(`signals.decided.${verdict}`, { name: by.name, day: dayMonth(at.slice(0, 10)) })}${reason ? html` <q>${reason}</q>` : nothing}
  </p>`;
