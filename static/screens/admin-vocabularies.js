// Vocabularies: the code lists by which entries are filed. What is retired is only offered no longer.

import { failure } from "../elements/form-sheet.js";
import { decide } from "../elements/sheet.js";
import { addTerm, changeTerm, readLists, useTerm } from "../http/vocabularies.js";
import { loadStyles, say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { emit } from "../lib/events.js";
import { render } from "../lib/html.js";
import { pick, t } from "../lib/i18n.js";
import { newest } from "../lib/newest.js";
import { slugOfError } from "../lib/problems.js";
import { newTerm, otherWords } from "./admin-lists-forms.js";
import { beside, LISTS } from "./admin-lists-model.js";
import { vocabulariesPage } from "./admin-vocabularies-view.js";

/** @typedef {import("../types.js").ScreenContext} Context */
/** @typedef {import("../types.js").Vocabulary} Vocabulary */
/** @typedef {import("../types.js").Term} Term */
/** @typedef {import("./admin-vocabularies-view.js").View} View */

/** @type {View | null} */
let view = null;
const asking = newest();
let redraw = () => {};

/** @param {HTMLElement} root @param {Context} ctx */
export async function open(root, ctx) {
  await loadStyles("/styles/elements/filters.css");
  /** @type {View} */
  const opened = {
    here: listOf(ctx.query),
    lists: null,
    error: "",
    busy: false,
    load,
    add: (list) => newTerm(list, (term) => store(addTerm(current(list), term), "lists.added"), explain),
    change: (list, { code }) =>
      otherWords(
        () => /** @type {Term} */ (current(list).terms.find((term) => term.code === code)),
        (words) => store(changeTerm(current(list), code, words), "lists.saved"),
        explain,
      ),
    move,
    retire,
    restore: (list, { code }) => tried(() => store(useTerm(list, code, "restore"), "lists.restored")),
  };
  view = opened;
  redraw = () => render(vocabulariesPage(opened), root);
  ctx.setTitle(t("lists.title"));
  load();
  return () => {
    asking.stop();
    view = null;
  };
}

/** @param {HTMLElement} _root @param {Context} ctx */
export function update(_root, ctx) {
  if (!view) return;
  view.here = listOf(ctx.query);
  view.error = "";
  redraw();
}

/** @param {URLSearchParams} query */
const listOf = (query) => LISTS.find((name) => name === query.get("list")) ?? "sub_barrier";

async function load() {
  if (!view) return;
  const now = view;
  now.error = "";
  await asking.ask(now, redraw, async (signal) => {
    const { vocabularies } = await readLists(signal);
    now.lists = Object.fromEntries(vocabularies.map((list) => [list.name, list]));
  });
}

/** The list as it stands here by now: a form may be open while it is loaded anew. @param {Vocabulary} list */
const current = (list) => view?.lists?.[list.name] ?? list;

/** @param {Promise<Vocabulary>} asked @param {string} words @param {Record<string, string | number>} [vars] @returns {Promise<true>} */
async function store(asked, words, vars) {
  const list = await asked;
  if (view?.lists) view.lists[list.name] = list;
  // Whoever labels an entry on this device has the old words otherwise.
  emit("pulled");
  redraw();
  say(t(words, vars));
  return true;
}

/** Somebody else was first: their list is fetched, and what was typed stays. @param {unknown} error */
function explain(error) {
  const { problem } = /** @type {{problem?: import("../types.js").Problem}} */ (error);
  if (!isOld(error)) return problem?.errors?.[0] && failure(problem.errors[0].detail);
  load();
  return failure(t("lists.meanwhile"));
}

/** @param {unknown} error */
const isOld = (error) => slugOfError(error) === "vocabulary-changed";

/** @param {() => Promise<true>} work */
async function tried(work) {
  if (!view || view.busy) return;
  Object.assign(view, { busy: true, error: "" });
  redraw();
  let wrong = "";
  try {
    await work();
  } catch (error) {
    wrong = isOld(error) ? t("lists.meanwhile") : sentence(error);
    if (isOld(error)) await load();
  }
  if (!view) return;
  Object.assign(view, { busy: false, error: wrong });
  redraw();
}

/** @param {Vocabulary} list @param {Term} term @param {-1 | 1} by */
async function move(list, term, by) {
  const others = beside(list, term);
  const place = others.findIndex(({ code }) => code === term.code) + by;
  const vars = { name: pick(term.label), place: place + 1, count: others.length };
  await tried(() => store(changeTerm(list, term.code, { place }), "lists.moved", vars));
  // The row went elsewhere, and the focus goes with it; at an end, to the button that still does something.
  const way = by < 0 ? ["up", "down"] : ["down", "up"];
  for (const one of way) {
    const button = document.querySelector(`[data-term="${term.code}"] [data-move="${one}"]:not(:disabled)`);
    if (button instanceof HTMLElement) return button.focus();
  }
}

/** @param {Vocabulary} list @param {Term} term */
async function retire(list, term) {
  const sure = await decide(t("lists.retireSure", { name: pick(term.label) }), t("lists.retireHelp"), [
    { code: "retire", name: t("lists.retire"), kind: "primary danger" },
    { code: "back", name: t("app.cancel") },
  ]);
  if (sure === "retire") await tried(() => store(useTerm(list, term.code, "retire"), "lists.retired"));
}
