// A signal in plain words, with its figures and the address of its entries. No document in here.

import { barrierName } from "../elements/barriers.js";
import { HEARD } from "../elements/filter-state.js";
import { perHundred, whole } from "../elements/numbers.js";
import { t } from "../lib/i18n.js";
import { label } from "../sync/vocabulary.js";

/** @typedef {import("../http/lead.js").Signal} Signal */
/** @typedef {import("../elements/terms.js").Lists} Lists */

/** What rises, and where. @param {Signal} signal @param {Lists} lists */
export function subject({ key, term, kind }, lists) {
  if (kind === "word") return t("signals.word", { term: term ?? "" });
  const barrier = barrierName(/** @type {import("../types.js").Barrier} */ (key.barrier));
  const what = key.sub_barrier
    ? t("signals.within", { sub: label(lists, "sub_barrier", key.sub_barrier), barrier })
    : barrier;
  const place = ["region", "therapeutic_area"].find((name) => key[name]);
  return place ? t("signals.in", { what, place: label(lists, place, key[place] ?? null) }) : what;
}

/** 'Referral in Nordics: 14 insights in four weeks, usual is about 6.' @param {Signal} signal @param {Lists} lists */
export function sentenceOf(signal, lists) {
  return t(signal.kind === "word" ? "signals.sentenceWord" : "signals.sentence", {
    subject: subject(signal, lists),
    count: signal.count,
    weeks: signal.weeks,
    usual: usualWords(signal.usual),
  });
}

/** Below one, 'usual is 0' would say too much. @param {number} usual */
const usualWords = (usual) => (usual < 0.95 ? t("signals.lessThanOne") : whole(Math.round(usual)));

/** Who stands behind it, each once. @param {import("../http/lead.js").Corroboration} behind */
export function baseWords({ hcps, hcos, authors }) {
  const by = t("base.authors", { count: authors });
  if (!hcps && !hcos) return t("base.unnamed", { by });
  const from = [hcps && t("base.hcps", { count: hcps }), hcos && t("base.hcos", { count: hcos })];
  return t(hcps && hcos ? "base.both" : "base.one", {
    first: from.filter(Boolean)[0] ?? "",
    second: from[1] ?? "",
    by,
  });
}

/** The figures that the sentence stands on. @param {Signal} signal */
export function figuresOf({ kind, count, logged, before, loudest }) {
  const share = (/** @type {number} */ part, /** @type {number} */ all) =>
    part ? perHundred((100 * part) / all) : whole(0);
  return [
    t(kind === "word" ? "signals.shareWord" : "signals.share", {
      now: share(count, logged),
      logged: whole(logged),
      before: share(before.count, before.logged),
      weeks: before.weeks,
    }),
    t("signals.loudest", { count: loudest }),
  ].join(" ");
}

/** Exactly its entries, or those of one of its weeks. @param {Signal} signal @param {{from: string, to: string}} [days] */
export function signalHref({ filters, from, to }, days = { from, to }) {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(filters)) {
    // What was heard is what the list shows anyway.
    if (name === "kind" && values.join() === HEARD.join()) continue;
    for (const value of values) query.append(name, value);
  }
  query.set("from", days.from);
  query.set("to", days.to);
  return `/insights?${query}`;
}
