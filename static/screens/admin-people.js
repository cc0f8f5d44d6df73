// People: who has an account, what they may do and where. Filters live in the address.

import { readPeople } from "../http/people.js";
import { loadStyles, say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { addressOf, filtersFrom, joined, queryOf } from "../lib/list-pages.js";
import { newest } from "../lib/newest.js";
import { vocabularies } from "../sync/vocabulary.js";
import { askToEraseHcp, hcpWords } from "./admin-erasing.js";
import { handing } from "./admin-handed.js";
import { invite } from "./admin-invite.js";
import { peoplePage } from "./admin-people-view.js";

/** @typedef {import("../types.js").ScreenContext} Context */
/** @typedef {import("./admin-people-view.js").View} View */

const FILTERS = ["q", "role", "state"];

/** @type {View | null} */
let view = null;
const asking = newest();
let redraw = () => {};

/** @param {HTMLElement} root @param {Context} ctx */
export async function open(root, ctx) {
  await loadStyles("/styles/elements/filters.css");
  const handed = handing(() => redraw(), root);
  /** @type {View} */
  const opened = {
    filters: filtersFrom(FILTERS, ctx.query),
    lists: {},
    people: [],
    total: null,
    next: null,
    error: "",
    busy: false,
    handed,
    erased: null,
    show: (filters) => ctx.navigate(addressOf("/admin/people", filters)),
    load,
    more,
    add,
    erase,
  };
  view = opened;
  redraw = () => render(peoplePage(opened), root);
  ctx.setTitle(t("admin.people.title"));
  load();
  return () => {
    asking.stop();
    view = null;
    // A link goes with the screen: nothing keeps it.
    handed.handed = null;
  };

  async function add() {
    const made = await invite(opened.lists);
    if (!made) return;
    handed.show(made.handed);
    say(t("admin.invite.done"));
    load();
  }

  async function erase() {
    opened.erased = null;
    try {
      const plan = await askToEraseHcp();
      if (plan) opened.erased = hcpWords(plan, true);
    } catch (error) {
      opened.error = sentence(error);
    }
    redraw();
  }
}

/** @param {HTMLElement} _root @param {Context} ctx */
export function update(_root, ctx) {
  if (!view) return;
  view.filters = filtersFrom(FILTERS, ctx.query);
  load();
}

async function load() {
  if (!view) return;
  const now = view;
  now.error = "";
  await asking.first(now, redraw, async (signal) => {
    const [lists, page] = await Promise.all([vocabularies(), readPeople(queryOf(now.filters), signal)]);
    Object.assign(now, { lists, people: page.items, total: page.total, next: page.next });
    say(t("admin.people.total", { count: page.total }));
  });
}

async function more() {
  if (!view) return;
  const now = view;
  await asking.more(now, redraw, queryOf(now.filters), async (query, signal) => {
    const page = await readPeople(query, signal);
    const people = joined(now.people, page.items);
    Object.assign(now, { people, total: page.total, next: page.next, error: "" });
  });
}
