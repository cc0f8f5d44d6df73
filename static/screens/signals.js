// Signals: what rises more than chance, said plainly, and what the leads make of it.

import { judgeSignal, readSignals } from "../http/lead.js";
import { loadStyles, say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { vocabularies } from "../sync/vocabulary.js";
import { signalsPage } from "./signals-view.js";

/** @typedef {import("./signals-view.js").View} View */

/** @param {HTMLElement} root @param {import("../types.js").ScreenContext} ctx */
export async function open(root, ctx) {
  await loadStyles("/styles/elements/charts.css");
  const leaving = new AbortController();
  const redraw = () => leaving.signal.aborted || render(signalsPage(view), root);
  /** @type {View} */
  const view = {
    lists: {},
    found: null,
    tables: new Set(),
    dismissing: "",
    judging: false,
    error: "",
    judge: (id, verdict, reason) => judge(view, id, verdict, reason, leaving.signal),
    askWhy: (id) => {
      view.dismissing = id;
      redraw();
      const box = root.querySelector(`[data-signal="${id}"] input`);
      if (box instanceof HTMLInputElement) box.focus();
    },
    redraw,
    retry: () => load(view, leaving.signal),
  };
  ctx.setTitle(t("signals.title"));
  ctx.setActions(null);
  load(view, leaving.signal);
  return () => leaving.abort();
}

/** @param {View} view @param {AbortSignal} signal */
async function load(view, signal) {
  view.error = "";
  view.redraw();
  try {
    const [lists, found] = await Promise.all([vocabularies(), readSignals(signal)]);
    Object.assign(view, { lists, found });
  } catch (error) {
    if (signal.aborted) return;
    view.error = sentence(error);
    say(view.error);
  }
  view.redraw();
}

/**
 * @param {View} view
 * @param {string} id
 * @param {import("../http/lead.js").Verdict} verdict
 * @param {string | null} reason
 * @param {AbortSignal} signal
 */
async function judge(view, id, verdict, reason, signal) {
  view.judging = true;
  view.redraw();
  try {
    await judgeSignal(id, verdict, reason);
    view.found = await readSignals(signal);
    Object.assign(view, { dismissing: "", error: "" });
    say(t(`signals.said.${verdict}`));
  } catch (error) {
    if (signal.aborted) return;
    view.error = sentence(error);
  } finally {
    view.judging = false;
    view.redraw();
  }
}
