// Is it growing? Three small pictures on one scale, each with the number of the last four full weeks.

import { badge, barrierName } from "../elements/barriers.js";
import { axis } from "../elements/chart-geometry.js";
import { weeksChart } from "../elements/chart-weeks.js";
import { change, insightsHref } from "../elements/filter-state.js";
import { perHundred, signed, whole } from "../elements/numbers.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { eventList, eventsOf } from "./trends-events.js";
import { rate, USUAL_WEEKS } from "./trends-model.js";
import { clearness } from "./trends-sentence.js";
import { tableButton } from "./trends-table-button.js";

/** @typedef {import("./trends-view.js").Answered} Answered */
/** @typedef {import("./trends-model.js").BarrierTrend} BarrierTrend */

/** @param {Answered} view */
export function barrierCards(view) {
  const { model, answered } = view;
  const perVisit = answered.show === "rate";
  const values = model.barriers.flatMap((one) => [
    ...(perVisit ? [...one.rates, ...one.meanRates] : one.counts),
    usualOf(one, perVisit)?.high ?? 0,
  ]);
  const scale = axis(Math.max(0, ...values.map((value) => value ?? 0)));
  const moved = (/** @type {BarrierTrend} */ one) => Math.abs(clearness(one.now, one.before, perVisit));
  // On a phone one card is seen at a time, so the one that moved most comes first.
  const order = view.phone() ? model.barriers.toSorted((a, b) => moved(b) - moved(a)) : model.barriers;
  return html`
    <section class="trends-barriers" aria-label=${t("trends.growing")}>
      ${order.map((one) => barrierCard(view, one, scale, perVisit))}
    </section>
    <p class="small chart-key">
      <span><i class="key-bar"></i>${t(perVisit ? "trends.key.barRate" : "trends.key.bar")}</span>
      <span><i class="key-line"></i>${t("trends.key.mean")}</span>
      ${model.barriers.some((one) => usualOf(one, perVisit)) ? html`<span><i class="key-usual"></i>${t("trends.key.usual", { weeks: USUAL_WEEKS })}</span>` : nothing}
      <span><i class="key-running"></i>${t("trends.key.running")}</span>
      ${model.events.length ? html`<span><i class="key-event"></i>${t("trends.key.event")}</span>` : nothing}
      ${view.phone() ? allTables(view) : nothing}
    </p>
    ${eventList(view)}`;
}

/** On a phone one button for all three: a card is too small for one of its own. @param {Answered} view */
function allTables(view) {
  const codes = view.model.barriers.map((one) => one.code);
  const on = codes.every((code) => view.tables.has(code));
  const toggle = () => {
    for (const code of codes) {
      if (on) view.tables.delete(code);
      else view.tables.add(code);
    }
    view.redraw();
  };
  return html`<button type="button" class="link-button" aria-pressed=${on} @click=${toggle}>${t(on ? "charts.pictures" : "charts.tables")}</button>`;
}

/** @param {Answered} view @param {BarrierTrend} one @param {ReturnType<typeof axis>} scale @param {boolean} perVisit */
function barrierCard(view, one, scale, perVisit) {
  const { model, answered, canRead } = view;
  const name = barrierName(one.code);
  const entries = change(answered, { kind: [], codes: { barrier: [one.code] } });
  const figure = perVisit ? perHundred(rate(one.now)) : whole(one.now.count);
  const asTable = view.tables.has(one.code);
  const usual = usualOf(one, perVisit);
  return html`
    <article class="card barrier-card" data-barrier=${one.code}>
      <header>
        ${badge(one.code)}
        <h2>${name}</h2>
        ${tableButton(view, one.code, name)}
      </header>
      <p class="barrier-now">
        ${canRead ? html`<a class="big" href=${insightsHref(change(entries, model.now))}>${figure}</a>` : html`<b class="big">${figure}</b>`}
        ${delta(one, perVisit)}
        <span class="small">${t(perVisit ? "trends.lastFourRate" : "trends.lastFour")}${usualWords(usual, perVisit)}</span>
      </p>
      ${weeksChart({
        name,
        barrier: one.code,
        periods: model.periods,
        counts: one.counts,
        values: perVisit ? one.rates : one.counts,
        mean: perVisit ? one.meanRates : one.mean,
        perVisit,
        scale,
        usual,
        events: eventsOf(model.events, one.code),
        asTable,
        href: canRead
          ? (period) => insightsHref(change(entries, { from: period.start, to: period.end }))
          : null,
      })}
    </article>`;
}

/** @param {BarrierTrend} one @param {boolean} perVisit */
const usualOf = ({ usual }, perVisit) => (perVisit ? usual.rates : usual.counts);

/** The grey band in words. @param {ReturnType<typeof usualOf>} usual @param {boolean} perVisit */
function usualWords(usual, perVisit) {
  if (!usual) return nothing;
  const show = (/** @type {number} */ value) => (perVisit && value ? perHundred(value) : whole(value));
  return html` <span class="usual-words">· ${t(perVisit ? "trends.usualRate" : "trends.usual", { low: show(usual.low), high: show(usual.high) })}</span>`;
}

/** @param {BarrierTrend} one @param {boolean} perVisit */
function delta({ now, before }, perVisit) {
  const [to, from] = perVisit ? [rate(now), rate(before)] : [now.count, before.count];
  if (to === null || from === null) return html`<span class="delta">${t("trends.fewVisits")}</span>`;
  const moved = Number((to - from).toFixed(1));
  const sign = moved > 0 ? "▲" : moved < 0 ? "▼" : "=";
  const words = perVisit ? perHundred(from) : whole(from);
  return html`
    <span class="delta ${moved > 0 ? "up" : ""}">
      <span aria-hidden="true">${sign} ${moved ? signed(moved, !perVisit) : "0"}</span>
      <span class="sr-only">${t("trends.fromBefore", { before: words })}</span>
    </span>`;
}
