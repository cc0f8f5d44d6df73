// Insights: the entries behind a number, or found by words. Filters as on Trends, newest visit first, a page at a time.

import { is } from "../data/person.js";
import { apiQuery, change, insightsHref, parse } from "../elements/filter-state.js";
import { saveMenu } from "../elements/save-menu.js";
import { readEntries } from "../http/desk.js";
import { loadStyles, say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { joined } from "../lib/list-pages.js";
import { newest } from "../lib/newest.js";
import { vocabularies } from "../sync/vocabulary.js";
import { rememberList } from "./insights-address.js";
import { insightsPage, totalWords } from "./insights-view.js";
import { startPicking } from "./picking.js";
import { askFound, bySearch } from "./search-lead.js";
import { loadViews, noViews } from "./views-menu.js";

/** @typedef {import("../types.js").ScreenContext} Context */
/** @typedef {import("./insights-view.js").View} View */

const PAGE = "50";

/** @type {View | null} */
let view = null;
const asking = newest();
let redraw = () => {};

/** @param {HTMLElement} root @param {Context} ctx */
export async function open(root, ctx) {
  await loadStyles("/styles/elements/filters.css");
  const opened = fresh(ctx);
  view = opened;
  redraw = () => render(insightsPage(opened), root);
  window.addEventListener("online", retry);
  showIn(ctx);
  if (opened.leads) loadViews(opened);
  const stopPicking = startPicking(root, redraw);
  return () => {
    stopPicking();
    asking.stop();
    window.removeEventListener("online", retry);
    view = null;
  };
}

/** @param {HTMLElement} _root @param {Context} ctx */
export function update(_root, ctx) {
  if (!view) return;
  view.filters = parse(ctx.query);
  showIn(ctx);
}

/** @param {Context} ctx @returns {View} */
function fresh(ctx) {
  return {
    filters: parse(ctx.query),
    lists: {},
    added: new Set(),
    entries: [],
    total: null,
    next: null,
    highlights: new Map(),
    ranked: null,
    views: noViews(),
    leads: is(ctx.person, "lead"),
    error: "",
    busy: false,
    moreBusy: false,
    go: (filters, replace = false) => ctx.navigate(insightsHref(filters), { replace }),
    redraw: () => redraw(),
    retry,
    more,
  };
}

/** @param {Context} ctx */
function showIn(ctx) {
  const now = /** @type {View} */ (view);
  rememberList(insightsHref(now.filters));
  ctx.setTitle(t("insights.title"));
  ctx.setActions(saveMenu({ print: false, behind: () => (now.total ? change(now.filters, {}) : null) }));
  load();
}

function retry() {
  if (view?.error) load();
}

async function load() {
  if (!view) return;
  const now = view;
  await asking.first(now, redraw, async (signal) => {
    const [lists, page] = await Promise.all([vocabularies(), ask(now, null, signal)]);
    if (signal.aborted) return;
    const { items: entries, ...rest } = page;
    Object.assign(now, { lists, entries, ...rest, error: "" });
    say(totalWords(now));
  });
}

/** The next page goes below; what was read already stays where it is. */
async function more() {
  if (!view?.next || view.moreBusy) return;
  const now = view;
  const { signal } = asking;
  const shown = now.entries.length;
  now.moreBusy = true;
  redraw();
  try {
    const page = await ask(now, now.next, signal);
    if (signal.aborted) return;
    now.entries = joined(now.entries, page.items);
    now.highlights = new Map([...now.highlights, ...page.highlights]);
    Object.assign(now, { total: page.total, next: page.next, error: "" });
    say(t("insights.shown", { shown: now.entries.length }));
  } catch (error) {
    if (signal.aborted) return;
    now.error = sentence(error);
  } finally {
    now.moreBusy = false;
    redraw();
    if (!signal.aborted) focusRow(shown);
  }
}

/** Words are searched for, best first; everything else is a list by day. @param {View} now @param {string | null} cursor @param {AbortSignal} signal */
async function ask({ filters }, cursor, signal) {
  if (bySearch(filters)) return askFound(filters, cursor, signal);
  const query = apiQuery(filters);
  query.set("limit", PAGE);
  if (cursor) query.set("cursor", cursor);
  return { ...(await readEntries(query, signal)), highlights: new Map(), ranked: null };
}

/** Reading goes on at the first new row, for a keyboard too. @param {number} at */
function focusRow(at) {
  const rows = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".insights .entry-row"));
  rows[at]?.focus({ preventScroll: true });
}
