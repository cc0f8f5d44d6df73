// The sentence on top, with its base: from how many to how many, in which weeks, and the entries themselves.

import { barrierName } from "../elements/barriers.js";
import { change, insightsHref } from "../elements/filter-state.js";
import { perHundred, whole } from "../elements/numbers.js";
import { rich } from "../elements/rich.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { label } from "../sync/vocabulary.js";
import { baseWords } from "./signals-words.js";
import { ENOUGH_ENTRIES, rate } from "./trends-model.js";
import { whatChanged, whereMostly } from "./trends-sentence.js";

/** @typedef {import("./trends-view.js").Answered} Answered */
/** @typedef {import("./trends-model.js").BarrierTrend} BarrierTrend */

/** @param {Answered} view */
export function headline(view) {
  const { model, answered } = view;
  const perVisit = answered.show === "rate";
  const { kind, barrier } = whatChanged(model.barriers, model.total, perVisit);
  if (kind === "few") return few(model.total);
  if (!barrier) return quiet(view);
  const counted = perVisit && rate(barrier.now) !== null && rate(barrier.before) !== null;
  const parts = {
    barrier: html`<em data-barrier=${barrier.code}>${barrierName(barrier.code)}</em>`,
    now: link(view, barrier, "now", counted),
    before: link(view, barrier, "before", counted),
  };
  return html`
    <div class="trends-head">
      <h1>${rich(`trends.headline.${kind}${counted ? "Rate" : ""}`, parts)}</h1>
      <p class="trends-base">
        ${kind === "steady" ? html`${t("trends.base.steady")} ` : nothing}${where(view, barrier)}${most(view, barrier)}${usual(barrier, counted)}${base(barrier, counted)}${people(view, barrier)}
        ${
          view.canRead && barrier.now.count
            ? html`<a class="read" data-barrier=${barrier.code} href=${behind(view, barrier, "now")}>${t("trends.read", { count: barrier.now.count })}</a>`
            : nothing
        }
      </p>
    </div>`;
}

/** @param {number} total */
const few = (total) => html`
  <div class="trends-head">
    <h1>${t("trends.headline.few")}</h1>
    <p class="trends-base">${t("trends.base.few", { count: total, enough: ENOUGH_ENTRIES })}</p>
  </div>`;

/** @param {Answered} view */
const quiet = ({ model, canRead, answered }) => html`
  <div class="trends-head">
    <h1>${t("trends.headline.quiet")}</h1>
    <p class="trends-base">
      ${t("trends.base.quiet", { count: model.total })}
      ${canRead ? html`<a class="read" href=${insightsHref(change(answered, { kind: [], ...model.days }))}>${t("trends.read", { count: model.total })}</a>` : nothing}
    </p>
  </div>`;

/** @param {Answered} view @param {BarrierTrend} barrier @param {"now" | "before"} when @param {boolean} asRate */
function link(view, barrier, when, asRate) {
  const counted = barrier[when];
  const words = asRate ? perHundred(rate(counted)) : whole(counted.count);
  return view.canRead ? html`<a href=${behind(view, barrier, when)}>${words}</a>` : words;
}

/** @param {Answered} view @param {BarrierTrend} barrier @param {"now" | "before"} when */
const behind = ({ answered, model }, barrier, when) =>
  insightsHref(change(answered, { kind: [], ...model[when], codes: { barrier: [barrier.code] } }));

/** @param {Answered} view @param {BarrierTrend} barrier */
function where({ model, lists }, barrier) {
  const mostly = whereMostly(model.places, barrier.code, barrier.now.count);
  if (!mostly) return nothing;
  const [first, second] = mostly.codes.map((code) => label(lists, "region", code));
  return `${t(second ? "trends.base.twoPlaces" : "trends.base.onePlace", {
    first: first ?? "",
    second: second ?? "",
    part: mostly.count,
    all: barrier.now.count,
  })} `;
}

/** @param {Answered} view @param {BarrierTrend} barrier */
function most({ model, lists }, barrier) {
  const [first, second] = model.details.of(barrier.code).filter((detail) => detail.code);
  // One or two ahead of the next is no lead: the next entry could turn it round.
  const ahead = first && first.now >= 5 && first.now >= (second?.now ?? 0) * 1.3;
  if (!ahead || first.code === "other_unsure") return nothing;
  const name = label(lists, "sub_barrier", first.code);
  return `${t("trends.base.most", { name, weeks: model.details.weeks, count: first.now })} `;
}

/** Rose from four quiet weeks is not the same as rose above what is usual. @param {BarrierTrend} barrier @param {boolean} asRate */
const usual = ({ usual: { four } }, asRate) =>
  four === null || asRate ? nothing : `${t("trends.base.usual", { usual: four })} `;

/** Who stands behind the sentence, as soon as it is known. @param {Answered} view @param {BarrierTrend} barrier */
function people({ behind }, { code, now }) {
  if (behind?.barrier !== code || !now.count) return nothing;
  return `${baseWords(behind)} `;
}

/** The other measure, so that more visits alone never pass for a barrier that grew. @param {BarrierTrend} barrier @param {boolean} asRate */
function base({ now, before }, asRate) {
  if (asRate) {
    return `${t("trends.base.counts", { now: now.count, visits: now.visits, before: before.count, visitsBefore: before.visits })} `;
  }
  const [rateNow, rateBefore] = [rate(now), rate(before)];
  if (rateNow === null || rateBefore === null) return nothing;
  return `${t("trends.base.rate", { now: perHundred(rateNow), before: perHundred(rateBefore) })} `;
}
