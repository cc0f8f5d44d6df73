// Themes: what was heard often enough to be said in one sentence, and how far each has come. Newest change first.

import { is } from "../data/person.js";
import { readLoop } from "../http/loop.js";
import { readThemes } from "../http/themes.js";
import { loadStyles, say } from "../lib/dom.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { joined } from "../lib/list-pages.js";
import { newest } from "../lib/newest.js";
import { vocabularies } from "../sync/vocabulary.js";
import { parse, THEME_LISTS, themesHref, themesQuery, withChips } from "./themes-state.js";
import { themesPage } from "./themes-view.js";

/** @typedef {import("../types.js").ScreenContext} Context */
/** @typedef {import("./themes-view.js").View} View */

/** @type {View | null} */
let view = null;
const asking = newest();
let redraw = () => {};

/** @param {HTMLElement} root @param {Context} ctx */
export async function open(root, ctx) {
  await loadStyles("/styles/elements/filters.css");
  const lead = is(ctx.person, "lead");
  /** @type {View} */
  const opened = {
    filters: parse(ctx.query),
    lead,
    lists: {},
    added: new Set(),
    themes: [],
    total: null,
    next: null,
    late: [],
    error: "",
    busy: false,
    go: (filters, replace = false) =>
      ctx.navigate(themesHref(withChips(opened.filters, filters)), { replace }),
    show: (filters) => ctx.navigate(themesHref(filters)),
    redraw: () => redraw(),
    retry: load,
    more,
  };
  view = opened;
  redraw = () => render(themesPage(opened), root);
  ctx.setTitle(t("themes.title"));
  load();
  if (lead) lateActions(opened);
  return () => {
    asking.stop();
    view = null;
  };
}

/** @param {HTMLElement} _root @param {Context} ctx */
export function update(_root, ctx) {
  if (!view) return;
  view.filters = parse(ctx.query);
  load();
}

async function load() {
  if (!view) return;
  const now = view;
  await asking.first(now, redraw, async (signal) => {
    const [lists, page] = await Promise.all([vocabularies(), readThemes(themesQuery(now.filters), signal)]);
    // A panel offers what themes have; the other code lists of an entry say nothing about one.
    now.lists = Object.fromEntries(THEME_LISTS.flatMap((name) => (lists[name] ? [[name, lists[name]]] : [])));
    Object.assign(now, { themes: page.items, total: page.total, next: page.next, error: "" });
    say(t("themes.total", { count: page.total }));
  });
}

async function more() {
  if (!view) return;
  const now = view;
  await asking.more(now, redraw, themesQuery(now.filters), async (query, signal) => {
    const page = await readThemes(query, signal);
    const themes = joined(now.themes, page.items);
    Object.assign(now, { themes, total: page.total, next: page.next, error: "" });
  });
}

/** Which function owes something; the list is worth reading without it. @param {View} now */
async function lateActions(now) {
  try {
    const { stuck } = await readLoop(new URLSearchParams());
    now.late = stuck.functions.filter((one) => one.overdue > 0);
    redraw();
  } catch {
    // The page about the loop says what went wrong there.
  }
}
