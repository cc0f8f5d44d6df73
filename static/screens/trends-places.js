// Where? Regions by barriers, one step of the tree at a time: a region's name leads below it, a cell to its entries.

import { matrix } from "../elements/chart-matrix.js";
import { change, insightsHref, trendsHref, visitsOf } from "../elements/filter-state.js";
import { termsOf } from "../elements/terms.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { label } from "../sync/vocabulary.js";
import { rate } from "./trends-model.js";

/** @typedef {import("./trends-view.js").Answered} Answered */

/** @param {Answered} view */
export function placeCard(view) {
  const { model, answered, canRead, lists } = view;
  const perVisit = answered.show === "rate";
  const [only] = answered.codes.region;
  const [seen, unseen] = bySeen(model.places);
  const rows = seen.map((place) => {
    const entries = change(inPlace(view, place.code), { kind: [], ...model.now });
    return {
      name: placeName(view, place.code),
      href:
        place.code && place.code !== only && below(view, place.code)
          ? trendsHref(change(answered, { codes: { region: [place.code] } }))
          : null,
      visits: place.visits,
      visitsHref: canRead ? insightsHref(visitsOf(entries)) : null,
      cells: place.cells.map((cell) => {
        const [now, before] = perVisit
          ? [rate(cell.now), rate(cell.before)]
          : [cell.now.count, cell.before.count];
        return {
          barrier: cell.barrier,
          count: cell.now.count,
          value: now,
          change: now === null || before === null ? null : now - before,
          href: canRead ? insightsHref(change(entries, { codes: { barrier: [cell.barrier] } })) : null,
        };
      }),
    };
  });
  const up = only ? parentOf(view, only) : undefined;
  return html`
    <section class="card place-card">
      <header>
        <h2>${t("trends.where")}</h2>
        <p class="small">${t(perVisit ? "trends.whereBaseRate" : "trends.whereBase")}</p>
        ${
          up === undefined
            ? nothing
            : html`<a class="up" href=${trendsHref(change(answered, { codes: { region: up ? [up] : [] } }))}>
              <span class="flip">${icons.chevronLeft}</span>${up ? label(lists, "region", up) : t("trends.allRegions")}</a>`
        }
      </header>
      ${matrix({
        name: t("trends.where"),
        rowHead: t("filters.region"),
        barriers: model.barriers.map((one) => one.code),
        rows,
        perVisit,
      })}
      ${
        unseen.length
          ? html`<p class="silent">${icons.info}<span>${t("trends.unseen", { names: unseen.map((place) => placeName(view, place.code)).join(", ") })}</span></p>`
          : nothing
      }
    </section>`;
}

/** Rows that hold something, and places where nobody was in eight weeks: those are named, not shown as zeros.
 * @param {import("./trends-model.js").Place[]} places
 * @returns {[import("./trends-model.js").Place[], import("./trends-model.js").Place[]]}
 */
function bySeen(places) {
  const empty = (/** @type {import("./trends-model.js").Place} */ place) =>
    place.visits === 0 && place.cells.every((cell) => cell.before.visits === 0);
  return [places.filter((place) => !empty(place)), places.filter(empty)];
}

/** The page's filters, narrowed to one row. @param {Answered} view @param {string | null} code */
function inPlace({ answered, scope }, code) {
  if (code) return change(answered, { codes: { region: [code] } });
  const [only] = answered.codes.region.length ? answered.codes.region : scope;
  return change(answered, only ? { regionOnly: [only] } : { missing: [...answered.missing, "region"] });
}

/** @param {Answered} view @param {string | null} code */
function placeName({ answered, scope, lists }, code) {
  if (code) return label(lists, "region", code);
  const [only] = answered.codes.region.length ? answered.codes.region : scope;
  return only ? t("trends.regionItself", { region: label(lists, "region", only) }) : t("trends.noRegion");
}

/** @param {Answered} view @param {string} code */
const below = ({ lists }, code) => termsOf(lists, "region").some((term) => term.parent === code);

/** The region above, '' for all; undefined when the person's scope ends here. @param {Answered} view @param {string} code */
function parentOf({ lists, scope }, code) {
  if (scope.includes(code)) return undefined;
  return termsOf(lists, "region").find((term) => term.code === code)?.parent ?? "";
}
