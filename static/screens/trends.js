// Trends: what changed, then one question a card. The address holds the whole state.

import { is, may } from "../data/person.js";
import { BARRIERS } from "../elements/barriers.js";
import { change, parse, trendsHref } from "../elements/filter-state.js";
import { termsOf } from "../elements/terms.js";
import { readDevices } from "../http/desk.js";
import { readSignals } from "../http/lead.js";
import { loadStyles, say } from "../lib/dom.js";
import { render } from "../lib/html.js";
import { newest } from "../lib/newest.js";
import { vocabularies } from "../sync/vocabulary.js";
import { askBehind, askNewest, askTrends } from "./trends-load.js";
import { trendsModel } from "./trends-model.js";
import { ENOUGH_QUOTES } from "./trends-quotes.js";
import { whatChanged } from "./trends-sentence.js";
import { trendsActions, trendsPage } from "./trends-view.js";
import { loadViews, noViews } from "./views-menu.js";

/** @typedef {import("../types.js").ScreenContext} Context */
/** @typedef {import("../elements/filter-state.js").Filters} Filters */
/** @typedef {import("./trends-view.js").View} View */

const PHONE = matchMedia("(width < 700px)");

/** @type {View | null} */
let view = null;
const asking = newest();
let leaving = new AbortController();
let redraw = () => {};

/** @param {HTMLElement} root @param {Context} ctx */
export async function open(root, ctx) {
  await Promise.all(["charts", "filters"].map((name) => loadStyles(`/styles/elements/${name}.css`)));
  view = fresh(ctx);
  leaving = new AbortController();
  redraw = () => view && render(trendsPage(view), root);
  PHONE.addEventListener("change", redraw);
  window.addEventListener("online", retry);
  showIn(ctx);
  if (may(ctx.person, "devices")) countPhones(view);
  if (view.leads) besides(view);
  return () => {
    asking.stop();
    leaving.abort();
    PHONE.removeEventListener("change", redraw);
    window.removeEventListener("online", retry);
    view = null;
  };
}

/** One line under the counts, if there is anything to say; without an answer the page is no worse. @param {View} now */
async function countPhones(now) {
  try {
    const { items } = await readDevices();
    const missing = items.reduce((sum, device) => sum + device.missing, 0);
    now.phones = { missing, quiet: items.filter((device) => device.is_quiet).length };
    redraw();
  } catch {
    // Said on the page of the phones itself.
  }
}

/** Signals and saved views are of no filter: asked once, and the page is no worse without them. @param {View} now */
async function besides(now) {
  loadViews(now);
  try {
    now.signals = await readSignals(leaving.signal);
    redraw();
  } catch {
    // Said on the page of signals itself.
  }
}

/** Only the question changed: what stands is kept until its answer is there. @param {HTMLElement} _root @param {Context} ctx */
export function update(_root, ctx) {
  if (!view) return;
  view.filters = parse(ctx.query);
  if (view.model && view.answered && countsOf(view.filters) === countsOf(view.answered)) retell(view);
  else showIn(ctx);
}

/** Which barrier is looked into, and whether in rates: the counts at hand answer both. @param {Filters} filters */
const countsOf = (filters) => trendsHref(change(filters, { show: "counts", focus: "" }));

/** The sentence on top, which the quotes belong to, may name another barrier in rates. @param {Filters} filters */
const sentenceOf = (filters) => trendsHref(change(filters, { focus: "" }));

/** @param {View} now */
async function retell(now) {
  const signal = asking.renew();
  now.answered = now.filters;
  now.busy = false;
  now.error = "";
  redraw();
  // Who went on before the quotes had come finds none here, or those of another sentence.
  if (now.quotedFor === sentenceOf(now.answered)) return;
  await loadQuotes(now, signal).catch(() => {});
  redraw();
}

/** @param {Context} ctx @returns {View} */
function fresh(ctx) {
  return {
    filters: parse(ctx.query),
    lists: {},
    added: new Set(),
    tables: new Set(),
    model: null,
    quotes: null,
    quotedFor: "",
    answered: null,
    signals: null,
    behind: null,
    views: noViews(),
    leads: is(ctx.person, "lead"),
    phones: { missing: 0, quiet: 0 },
    error: "",
    busy: false,
    canRead: may(ctx.person, "insights"),
    scope: ctx.person?.regions ?? [],
    phone: () => PHONE.matches,
    go: (filters, replace = false) => ctx.navigate(trendsHref(filters), { replace }),
    redraw: () => redraw(),
    retry,
  };
}

/** @param {Context} ctx */
function showIn(ctx) {
  if (!view) return;
  ctx.setTitle(ctx.t("trends.title"));
  ctx.setActions(trendsActions(view));
  load();
}

function retry() {
  if (view?.error) load();
}

async function load() {
  if (!view) return;
  const now = view;
  const { filters } = now;
  const failed = await asking.ask(now, redraw, async (signal) => {
    const [lists, answers] = await Promise.all([vocabularies(), askTrends(filters, signal)]);
    if (signal.aborted) return;
    const base = filters.codes.region.length ? filters.codes.region : now.scope;
    now.lists = lists;
    now.model = trendsModel(answers, {
      weeks: filters.weeks,
      barriers: filters.codes.barrier.length
        ? /** @type {import("../types.js").Barrier[]} */ (filters.codes.barrier)
        : BARRIERS,
      terms: termsOf(lists, "region"),
      base,
    });
    now.answered = filters;
    now.error = "";
    now.quotes = null;
    now.quotedFor = "";
    now.behind = null;
    redraw();
    await loadQuotes(now, signal);
  });
  if (failed) say(now.error);
}

/** What people said lately, about what the sentence on top is about. @param {View} now @param {AbortSignal} signal */
async function loadQuotes(now, signal) {
  if (!now.canRead || !now.model || !now.answered) return;
  const { model, answered } = now;
  const { barrier } = whatChanged(model.barriers, model.total, answered.show === "rate");
  const behind = change(answered, {
    kind: [],
    ...(barrier ? { ...model.now, codes: { barrier: [barrier.code] } } : model.days),
  });
  // Where the sentence is about a few entries only, others say what is said besides.
  const all = change(answered, { kind: [], ...model.days });
  const few = barrier !== null && barrier.now.count < ENOUGH_QUOTES;
  const [page, base, besides] = await Promise.all([
    askNewest(behind, signal),
    now.leads && barrier ? askBehind(behind, signal) : null,
    few ? askNewest(all, signal) : null,
  ]);
  if (signal.aborted) return;
  now.quotes = { ...page, behind, besides: besides && { ...besides, behind: all } };
  now.quotedFor = sentenceOf(answered);
  now.behind = base && barrier && { ...base, barrier: barrier.code };
}
