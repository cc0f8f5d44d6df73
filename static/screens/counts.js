// What an MSL sees of the own region: counts by month, nobody's words, small counts hidden.

import { useDatabaseOf } from "../data/db.js";
import { readTrends } from "../http/desk.js";
import { loadStyles } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { vocabularies } from "../sync/vocabulary.js";
import { countsPage, DIMENSIONS, STEPS } from "./counts-view.js";

/** @typedef {import("./counts-view.js").View} View */

/** @param {HTMLElement} root @param {import("../types.js").ScreenContext} ctx */
export async function open(root, ctx) {
  if (ctx.person) useDatabaseOf(ctx.person.id);
  await loadStyles("/styles/elements/charts.css");
  const leaving = new AbortController();
  const asked = (/** @type {string} */ name) => ctx.query.get(name) ?? "";
  /** @type {View} */
  const view = {
    by: DIMENSIONS.find((name) => name === asked("by")) ?? "barrier",
    step: STEPS.find((name) => name === asked("step")) ?? "month",
    lists: {},
    scope: ctx.person?.regions ?? [],
    counts: null,
    error: "",
    choose: (by, step) => ctx.navigate(`/counts?${new URLSearchParams({ by, step })}`),
    retry: () => load(),
  };
  const redraw = () => leaving.signal.aborted || render(countsPage(view), root);
  const load = async () => {
    view.error = "";
    redraw();
    try {
      const query = new URLSearchParams({ by: view.by, step: view.step });
      const [lists, counts] = await Promise.all([vocabularies(), readTrends(query, leaving.signal)]);
      Object.assign(view, { lists, counts });
    } catch (error) {
      if (leaving.signal.aborted) return;
      view.error = sentence(error);
    }
    redraw();
  };
  ctx.setTitle(t("counts.title"));
  ctx.setActions(null);
  load();
  return () => leaving.abort();
}
