// The audit trail: who did what, the newest first. Which lines stands in the address; each asking is itself a line.

import { asCsv } from "../elements/csv.js";
import { checkTrail, readTrail } from "../http/audit.js";
import { readPeople } from "../http/people.js";
import { loadStyles, saveFile, say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { addressOf, filtersFrom, queryOf } from "../lib/list-pages.js";
import { newest } from "../lib/newest.js";
import { day } from "../lib/time.js";
import { vocabularies } from "../sync/vocabulary.js";
import { trailPage } from "./admin-audit-view.js";
import { FILTERS } from "./admin-audit-words.js";

/** @typedef {import("../types.js").ScreenContext} Context */
/** @typedef {import("./admin-audit-view.js").View} View */

/** @type {View | null} */
let view = null;
const asking = newest();
let leaving = new AbortController();
let redraw = () => {};

/** @param {HTMLElement} root @param {Context} ctx */
export async function open(root, ctx) {
  await loadStyles("/styles/elements/filters.css");
  leaving = new AbortController();
  /** @type {View} */
  const opened = {
    filters: filtersFrom(FILTERS, ctx.query),
    lists: {},
    people: [],
    lines: null,
    next: null,
    head: null,
    check: { state: "not", lines: 0, at: "", broken: null, error: "" },
    error: "",
    busy: false,
    show: (filters) => ctx.navigate(addressOf("/admin/audit", filters)),
    load,
    more,
    verify,
    download,
  };
  view = opened;
  redraw = () => render(trailPage(opened), root);
  ctx.setTitle(t("trail.title"));
  load();
  whoThereIs(opened);
  return () => {
    asking.stop();
    leaving.abort();
    view = null;
  };
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
    const [lists, page] = await Promise.all([vocabularies(), readTrail(queryOf(now.filters), signal)]);
    Object.assign(now, { lists, lines: page.items, next: page.next, head: page.head });
    say(t("trail.found", { count: page.items.length }));
  });
}

async function more() {
  if (!view) return;
  const now = view;
  await asking.more(now, redraw, queryOf(now.filters), async (query, signal) => {
    const page = await readTrail(query, signal);
    Object.assign(now, { lines: [...(now.lines ?? []), ...page.items], next: page.next, error: "" });
  });
}

/** For the filter alone: the trail can be read without it. @param {View} now */
async function whoThereIs(now) {
  try {
    const page = await readPeople(new URLSearchParams({ limit: "200" }), leaving.signal);
    now.people = page.items;
    redraw();
  } catch {
    // Lines still say who, and lead to what else that person did.
  }
}

/** Follow the chain from its beginning, some ten thousand lines at a time. */
async function verify() {
  if (!view || view.check.state === "running") return;
  const now = view;
  const { signal } = leaving;
  now.check = { state: "running", lines: 0, at: "", broken: null, error: "" };
  redraw();
  try {
    for (let after = 0, more = true; more; ) {
      const part = await checkTrail(after, signal);
      now.check.lines += part.lines;
      Object.assign(now, { head: part.head });
      Object.assign(now.check, { broken: part.broken, at: new Date().toISOString() });
      after = part.checked_to;
      more = part.more;
      redraw();
    }
    now.check.state = now.check.broken === null ? "whole" : "broken";
    say(t(`trail.check.${now.check.state}`, { count: now.check.lines, no: now.check.broken ?? 0 }));
  } catch (error) {
    if (signal.aborted) return;
    Object.assign(now.check, { state: "not", error: sentence(error) });
  }
  redraw();
}

/** What is on the page, for a spreadsheet. */
function download() {
  const rows = (view?.lines ?? []).map((line) => [
    String(line.no),
    line.at,
    line.actor?.name ?? "",
    line.actor?.id ?? "",
    line.action,
    line.object.kind,
    line.object.id ?? "",
    JSON.stringify(line.facts),
    line.request_id ?? "",
    line.hash,
  ]);
  const head = [
    "no",
    "at",
    "actor",
    "actor_id",
    "action",
    "object_kind",
    "object_id",
    "facts",
    "request_id",
    "hash",
  ];
  saveFile(`pathnote-audit-${day()}.csv`, asCsv([head, ...rows]), "text/csv");
}
