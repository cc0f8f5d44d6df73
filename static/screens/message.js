// The screens that only say something: nothing here, not yours, could not be opened.
import { person, writes } from "../data/person.js";
import { loadStyles } from "../lib/dom.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";

/** @typedef {import("../types.js").ScreenContext} Context */

/** @param {HTMLElement} root @param {Context} ctx */
export async function notFound(root, ctx) {
  await message(root, ctx, "app.notFound", "app.notFoundHelp");
}

/** @param {HTMLElement} root @param {Context} ctx */
export async function notYours(root, ctx) {
  await message(root, ctx, "app.notYours", "app.notYoursHelp");
}

/** @param {() => void} again */
export const failed = (again) => async (/** @type {HTMLElement} */ root, /** @type {Context} */ ctx) => {
  if (navigator.onLine) await message(root, ctx, "app.failed", "app.failedHelp", again);
  else await message(root, ctx, "app.offlineScreen", "app.offlineScreenHelp", again);
};

/**
 * @param {HTMLElement} root
 * @param {Context} ctx
 * @param {string} title
 * @param {string} help
 * @param {() => void} [again]
 */
async function message(root, ctx, title, help, again) {
  ctx.setTitle(t(title));
  await loadStyles("/styles/elements/more.css");
  render(
    html`
      <div class="empty">
        ${icons.compass}
        <h1>${t(title)}</h1>
        <p>${t(help)}</p>
        <div class="row">
          ${again ? html`<button class="button primary" @click=${again}>${t("app.retry")}</button>` : nothing}
          <a class="button" href="/">${t("app.goHome")}</a>
          ${again && writes(person.value) ? html`<a class="button quiet" href="/rescue.html">${t("app.rescue")}</a>` : nothing}
        </div>
      </div>`,
    root,
  );
}
