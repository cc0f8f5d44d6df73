// Words over all visible entries: the best of the newest hits, or simply the newest, marked where the server says that they stand.

import { apiQuery, change } from "../elements/filter-state.js";
import { whole } from "../elements/numbers.js";
import { readEntries } from "../http/desk.js";
import { searchEntries } from "../http/lead.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";

/** @typedef {import("../elements/filter-state.js").Filters} Filters */
/** @typedef {import("./insights-view.js").View} View */
/** @typedef {import("../http/lead.js").Highlight} Highlight */

const PAGE = "50";

/** @param {Filters} filters */
export const bySearch = ({ q, order }) => Boolean(q) && order !== "day";

/**
 * A page of hits, in the shape of a page of entries.
 * @param {Filters} filters
 * @param {string | null} cursor
 * @param {AbortSignal} signal
 */
export async function askFound(filters, cursor, signal) {
  const query = apiQuery(filters);
  query.set("limit", PAGE);
  if (filters.order === "newest") query.set("order", "newest");
  if (cursor) query.set("cursor", cursor);
  const found = await searchEntries(query, signal);
  return {
    items: found.items.map(({ entry }) => entry),
    highlights: new Map(found.items.map(({ entry, highlights }) => [entry.id, highlights])),
    next: found.next,
    total: found.total_is_exact ? found.total : await counted(filters, signal),
    ranked: found.ranked,
  };
}

/** A search stops counting early; the number that brought somebody here didn't. @param {Filters} filters @param {AbortSignal} signal */
async function counted(filters, signal) {
  const query = apiQuery(filters);
  query.set("limit", "1");
  return (await readEntries(query, signal)).total;
}

/** @param {View} view */
export function orderSwitch({ filters, go }) {
  if (!filters.q) return nothing;
  const chosen = filters.order || "best";
  const to = (/** @type {Filters["order"]} */ order, /** @type {string} */ words) => html`
    <button type="button" aria-pressed=${chosen === order} @click=${() => go(change(filters, { order: order === "best" ? "" : order }), true)}>${words}</button>`;
  return html`
    <span class="switch order" role="group" aria-label=${t("found.order")}>
      ${to("best", t("found.best"))} ${to("newest", t("found.newest"))} ${to("day", t("found.day"))}
    </span>`;
}

/** @param {View} view */
export function rankedWords({ ranked, total }) {
  if (ranked === null) return t("found.arrived");
  return ranked < (total ?? 0)
    ? t("found.ranked", { ranked: whole(ranked), total: whole(total ?? 0) })
    : t("found.all");
}

/**
 * Text with its hits marked. The server counts in code points, JavaScript in halves of some of them.
 * @param {string} text
 * @param {Highlight[]} highlights
 * @param {Highlight["field"]} field
 */
export function spanned(text, highlights, field) {
  const points = Array.from(text);
  let done = 0;
  const pieces = highlights
    .filter((one) => one.field === field)
    .sort((a, b) => a.start - b.start)
    .flatMap(({ start, end }) => {
      const before = points.slice(done, start).join("");
      done = end;
      return [before, html`<mark>${points.slice(start, end).join("")}</mark>`];
    });
  return [...pieces, points.slice(done).join("")];
}
