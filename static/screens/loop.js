// How long it takes until the one who heard something hears back, what is stuck, and what nobody has read yet.

import { readLoop } from "../http/loop.js";
import { loadStyles, say } from "../lib/dom.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { newest } from "../lib/newest.js";
import { vocabularies } from "../sync/vocabulary.js";
import { loopQuery, parse } from "./loop-state.js";
import { loopPage } from "./loop-view.js";

/** @typedef {import("../types.js").ScreenContext} Context */
/** @typedef {import("./loop-view.js").View} View */

/** @type {View | null} */
let view = null;
const asking = newest();
let redraw = () => {};

/** @param {HTMLElement} root @param {Context} ctx */
export async function open(root, ctx) {
  await loadStyles("/styles/elements/filters.css");
  /** @type {View} */
  const opened = {
    asked: parse(ctx.query),
    lists: {},
    loop: null,
    error: "",
    busy: false,
    navigate: ctx.navigate,
    retry: load,
  };
  view = opened;
  redraw = () => render(loopPage(opened), root);
  ctx.setTitle(t("loop.title"));
  load();
  return () => {
    asking.stop();
    view = null;
  };
}

/** @param {HTMLElement} _root @param {Context} ctx */
export function update(_root, ctx) {
  if (!view) return;
  view.asked = parse(ctx.query);
  load();
}

async function load() {
  if (!view) return;
  const now = view;
  await asking.ask(now, redraw, async (signal) => {
    const [lists, loop] = await Promise.all([vocabularies(), readLoop(loopQuery(now.asked), signal)]);
    Object.assign(now, { lists, loop, error: "" });
    say(t("loop.base", { count: loop.entries }));
  });
}
