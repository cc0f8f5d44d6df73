// Setting a password by a link; without one, asking for it. The link's secret stands behind the #, so no server log
// ever held it, and it leaves the address bar at once.

import { askForLink, setPassword } from "../http/account.js";
import { sentence } from "../lib/errors.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";

/** @typedef {{secret: string, busy: boolean, error: string, done: boolean}} View */

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
export async function open(root, ctx) {
  const secret = location.hash.slice(1);
  history.replaceState(history.state, "", location.pathname);
  const view = /** @type {View} */ ({ secret, busy: false, error: "", done: false });
  const draw = () => render(page(view, submit), root);
  ctx.setTitle(t(secret ? "password.title" : "password.forgottenTitle"));

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const typed = /** @type {HTMLInputElement} */ (form.elements.namedItem(secret ? "password" : "email"))
      .value;
    Object.assign(view, { busy: true, error: missing(secret, typed) });
    draw();
    try {
      if (!view.error) {
        await (secret ? setPassword(secret, typed) : askForLink(typed.trim()));
        view.done = true;
      }
    } catch (error) {
      view.error = sentence(error);
    }
    view.busy = false;
    draw();
  }

  draw();
}

/** @param {string} secret @param {string} typed */
function missing(secret, typed) {
  if (secret) return typed ? "" : t("password.missing");
  return /.@./.test(typed) ? "" : t("signIn.emailMissing");
}

/** @param {View} view @param {(event: SubmitEvent) => void} submit */
const page = (view, submit) => html`
  <div class="sign-in">
    <div class="sign-in-hello">
      <img src="/icons/logo.svg" alt="" width="64" height="64">
      <h1>${t(view.secret ? "password.title" : "password.forgottenTitle")}</h1>
      <p>${t(view.secret ? "password.lead" : "password.forgottenLead")}</p>
    </div>
    ${view.done ? done(view) : form(view, submit)}
  </div>`;

/** @param {View} view */
const done = ({ secret }) => html`
  <div class="banner ok" role="status">${icons.check}<p>${t(secret ? "password.done" : "password.asked")}</p></div>
  <a class="button big" href="/sign-in">${t("signIn.title")}</a>`;

/** @param {View} view @param {(event: SubmitEvent) => void} submit */
const form = ({ secret, busy, error }, submit) => html`
  <form class="card stack" novalidate @submit=${submit}>
    <div class="field">
      ${
        secret
          ? html`<label for="password">${t("password.new")}</label>
            <input class="input" id="password" name="password" type="password" autocomplete="new-password" required
              aria-invalid=${Boolean(error)} aria-describedby="password-error">`
          : html`<label for="email">${t("signIn.email")}</label>
            <input class="input" id="email" name="email" type="email" inputmode="email" autocomplete="username"
              autocapitalize="none" spellcheck="false" required
              aria-invalid=${Boolean(error)} aria-describedby="password-error">`
      }
    </div>
    <div id="password-error" role="alert">
      ${error ? html`<p class="error">${icons.triangleAlert}<span>${error}</span></p>` : nothing}
    </div>
    <button class="button primary big" ?disabled=${busy}>${t(secret ? "password.set" : "password.ask")}</button>
  </form>`;
