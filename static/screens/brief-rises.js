// What rises where somebody is going, in a plain line: counts of what colleagues logged, and none of their words.

import { worthAnOpinion } from "../data/cards.js";
import { barrierShort } from "../elements/barriers.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { shortDay } from "../lib/time.js";
import { label } from "../sync/vocabulary.js";

/** @typedef {import("../sync/rises.js").Rise} Rise */
/** @typedef {import("../sync/rises.js").Rises} Rises */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

const MOST = 2;

/**
 * Those that go with a place, by the rule for cards: the nearest first. Of one barrier the nearest says enough.
 * @param {Rise[]} rises
 * @param {import("../data/cards.js").Place} place
 * @param {import("../types.js").Vocabulary | undefined} regions
 * @returns {Rise[]}
 */
export function risesAt(rises, place, regions) {
  const cards = rises.map((rise, at) => {
    const { region = null, therapeutic_area = null } = rise.key;
    const where = { region, therapeutic_area, hco_type: null };
    return { rise, id: String(at).padStart(3, "0"), status: "heard", place: where, supports: { places: 0 } };
  });
  const near = worthAnOpinion(/** @type {any[]} */ (cards), place, regions);
  const found = new Map();
  for (const { rise } of /** @type {any[]} */ (near)) {
    if (!found.has(rise.key.barrier)) found.set(rise.key.barrier, rise);
  }
  return [...found.values()].slice(0, MOST);
}

/** @param {Rises | null} rises @param {import("../data/cards.js").Place} place @param {Lists} lists */
export function rising(rises, place, lists) {
  if (!rises) return nothing;
  const here = risesAt(rises.items, place, lists.region);
  const when = t("rises.upTo", { when: shortDay(rises.as_of) });
  if (!here.length) return html`<p class="small">${t("rises.none")} ${when}</p>`;
  return html`
    <section class="card rises" aria-labelledby="rises">
      <h2 id="rises">${t("rises.title")}</h2>
      ${here.map((rise) => html`<p data-barrier=${rise.key.barrier ?? ""}>${icons.chartLine}<span>${sentence(rise, lists)}</span></p>`)}
      <p class="small">${t("rises.base")} ${when}</p>
    </section>`;
}

/** @param {Rise} rise @param {Lists} lists */
function sentence({ key, count, weeks, usual }, lists) {
  const barrier = barrierShort(/** @type {import("../types.js").Barrier} */ (key.barrier));
  const sub = label(lists, "sub_barrier", key.sub_barrier);
  const where = label(lists, "region", key.region) || label(lists, "therapeutic_area", key.therapeutic_area);
  const what = [barrier, sub].filter(Boolean).join(", ");
  const subject = where ? t("rises.in", { what, where }) : what;
  return t("rises.sentence", { subject, count, weeks, usual: Math.max(1, Math.round(usual)) });
}
