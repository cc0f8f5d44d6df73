// Which theme? A sheet with a box for words and the themes one may curate, those of the same barrier first.

import { barrierIcon } from "../elements/barriers.js";
import { failure } from "../elements/form-sheet.js";
import { sheet } from "../elements/sheet.js";
import { readThemes } from "../http/themes.js";
import { debounce } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { placeWords } from "./theme-words.js";

/** @typedef {import("../http/themes.js").Theme} Theme */

/**
 * @param {object} about
 * @param {string} about.title
 * @param {string} [about.help]
 * @param {Record<string, import("../types.js").Vocabulary>} about.lists
 * @param {string | null} [about.barrier] those of this one stand first
 * @param {string} [about.without] the id of one that is not offered
 * @param {unknown} [about.above] what else is asked, above the list
 * @returns {Promise<Theme | null>}
 */
export function pickTheme({ title, help, lists, barrier = null, without, above }) {
  /** @type {Theme[] | null} */
  let themes = null;
  /** @type {unknown} */
  let problem = nothing;
  let turn = 0;
  let draw = () => {};
  /** @type {(theme: Theme) => void} */
  let answer = () => {};

  /** @param {string} q */
  async function load(q) {
    const mine = ++turn;
    try {
      const found = await readThemes(new URLSearchParams({ limit: "50", ...(q ? { q } : {}) }));
      if (mine !== turn) return;
      themes = inOrder(found.items, barrier).filter((theme) => theme.own && theme.id !== without);
      problem = nothing;
    } catch (error) {
      problem = failure(sentence(error));
    }
    draw();
  }

  const search = debounce(load, 250);
  return sheet(
    title,
    (finish) => {
      answer = finish;
      return html`<div class="form-host"></div>`;
    },
    (dialog) => {
      dialog.classList.add("form-sheet");
      const host = /** @type {HTMLElement} */ (dialog.querySelector(".form-host"));
      draw = () => render(content({ help, above, problem, themes, lists, search, answer }), host);
      draw();
      load("");
    },
  );
}

/** @param {Theme[]} themes @param {string | null} barrier */
export const inOrder = (themes, barrier) =>
  themes.toSorted((a, b) => Number(b.barrier === barrier) - Number(a.barrier === barrier));

/**
 * @param {{help: string | undefined, above: unknown, problem: unknown, themes: Theme[] | null,
 *   lists: Record<string, import("../types.js").Vocabulary>, search: (words: string) => void,
 *   answer: (theme: Theme) => void}} about
 */
const content = ({ help, above, problem, themes, lists, search, answer }) => html`
  ${help ? html`<p class="muted">${help}</p>` : nothing} ${above ?? nothing}
  <input class="input" type="search" maxlength="200" placeholder=${t("themes.search")} aria-label=${t("themes.search")}
    @input=${(/** @type {Event} */ event) => search(/** @type {HTMLInputElement} */ (event.target).value.trim())}>
  <div role="alert">${problem}</div>
  ${themes?.length === 0 ? html`<p class="muted">${t("theme.pickNone")}</p>` : nothing}
  <div class="sheet-options" role="group" aria-label=${t("themes.title")}>
    ${(themes ?? []).map(
      (theme) => html`
        <button type="button" class="sheet-option pick-theme" @click=${() => answer(theme)}>
          ${barrierIcon(theme.barrier)}
          <span dir="auto">${theme.conclusion}<span class="small">${placeWords(theme.place, lists)} · ${t(`theme.status.${theme.status}`)}</span></span>
          ${icons.chevronRight}
        </button>`,
    )}
  </div>`;
