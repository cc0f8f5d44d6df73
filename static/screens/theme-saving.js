// Saving what somebody else may have changed meanwhile: what was typed stays, what changed is shown, and one saves again.

import { failure } from "../elements/form-sheet.js";
import { readTheme } from "../http/themes.js";
import { sentence } from "../lib/errors.js";
import { html } from "../lib/html.js";
import { has, t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { slugOfError } from "../lib/problems.js";
import { changesBetween } from "./theme-words.js";

/** @typedef {import("./theme.js").View} View */
/** @typedef {import("../http/themes.js").ThemePage} ThemePage */
/** @typedef {{name: string, before: string, after: string}[]} Changes */

/** Somebody else was faster. */
class Meanwhile extends Error {
  /** @param {Changes} changes */
  constructor(changes) {
    super("theme-changed");
    this.changes = changes;
  }
}

/**
 * Save on the state that is shown; when there is a newer one, show that and say what is different.
 * @template T
 * @param {View} view
 * @param {(theme: ThemePage) => Promise<T>} save
 * @param {(before: ThemePage, after: ThemePage) => Changes} [compare]
 * @returns {Promise<T>}
 */
export async function saving(
  view,
  save,
  compare = (before, after) => changesBetween(before, after, view.lists),
) {
  const before = /** @type {ThemePage} */ (view.theme);
  try {
    return await save(before);
  } catch (error) {
    if (slugOfError(error) !== "theme-changed") throw error;
    const after = await readTheme(before.id);
    view.theme = after;
    view.draw();
    throw new Meanwhile(compare(before, after));
  }
}

/** What stood in the way, for the form that waits. @param {unknown} error */
export function explain(error) {
  if (error instanceof Meanwhile) return meanwhile(error.changes);
  const slug = slugOfError(error);
  if (!has(`theme.problem.${slug}`)) return failure(sentence(error));
  const { needed = 0, found = 0 } = /** @type {any} */ (error).problem;
  return failure(t(`theme.problem.${slug}`, { needed, found }));
}

/** @param {Changes} changes */
const meanwhile = (changes) => html`
  <div class="banner warn">
    ${icons.triangleAlert}
    <div>
      <p><strong>${t("theme.meanwhile")}</strong></p>
      <dl class="differences">
        ${changes.map(({ name, before, after }) => html`<div><dt>${name}</dt><dd><del>${before || "–"}</del> <ins>${after || "–"}</ins></dd></div>`)}
      </dl>
      <p>${t(changes.length ? "theme.meanwhileAgain" : "theme.meanwhileElse")}</p>
    </div>
  </div>`;

/** The same in plain words, where there is no form. @param {unknown} error */
export function explainWords(error) {
  const slug = slugOfError(error);
  return has(`theme.problem.${slug}`) ? t(`theme.problem.${slug}`) : sentence(error);
}
