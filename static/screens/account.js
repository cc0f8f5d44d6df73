// Sign-in and security: where one is signed in, ending that, passkeys, and another password.

import { changePassword, endSession, readSessions } from "../http/account.js";
import { say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { moment } from "../lib/time.js";
import { showPasskeys } from "./passkeys.js";

/** @typedef {import("../http/account.js").OpenSession} OpenSession */
/** @typedef {{sessions: OpenSession[], hasPassword: boolean, error: string, fieldError: string, field: string,
 *   busy: boolean, changed: boolean}} View */

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
export async function open(root, ctx) {
  ctx.setTitle(t("account.title"));
  const view = /** @type {View} */ ({
    sessions: [],
    hasPassword: false,
    error: "",
    fieldError: "",
    field: "",
    busy: false,
    changed: false,
  });
  const draw = () => render(page(view, { end, change, load }), root);

  async function load() {
    try {
      const { items, has_password } = await readSessions();
      Object.assign(view, { sessions: items, hasPassword: has_password, error: "" });
    } catch (error) {
      view.error = sentence(error);
    }
    draw();
  }

  /** @param {string} [id] */
  async function end(id) {
    try {
      await endSession(id);
      say(t("account.ended"));
    } catch (error) {
      view.error = sentence(error);
    }
    await load();
  }

  /** @param {SubmitEvent} event */
  async function change(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const typed = (/** @type {string} */ name) =>
      /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value;
    if (!typed("current") || !typed("password")) {
      Object.assign(view, {
        fieldError: t("password.missing"),
        field: typed("current") ? "password" : "current",
      });
      return draw();
    }
    Object.assign(view, { busy: true, fieldError: "", field: "", changed: false });
    draw();
    try {
      await changePassword(typed("current"), typed("password"));
      form.reset();
      view.changed = true;
    } catch (error) {
      const pointer = /** @type {import("../http/client.js").ApiProblem} */ (error).problem?.errors?.[0]
        ?.pointer;
      Object.assign(view, { fieldError: sentence(error), field: pointer?.slice(1) ?? "" });
    }
    view.busy = false;
    await load();
  }

  draw();
  load();
  showPasskeys(/** @type {HTMLElement} */ (root.querySelector(".passkeys")));
}

/** @param {View} view @param {{end: (id?: string) => void, change: (event: SubmitEvent) => void, load: () => void}} acts */
const page = (view, acts) => html`
  <div class="stack settings">
    <h1>${t("account.title")}</h1>
    ${
      view.error
        ? html`<div class="banner bad" role="alert">${icons.cloudOff}<p>${view.error}</p>
            <div class="row"><button class="button" @click=${acts.load}>${t("app.retry")}</button></div></div>`
        : nothing
    }
    <section class="card stack">
      <h2>${icons.smartphone}${t("account.sessions")}</h2>
      <p class="small">${t("account.sessionsHelp")}</p>
      ${view.sessions.map((one) => line(one, acts.end))}
      ${
        view.sessions.length > 1
          ? html`<div class="row"><button class="button" @click=${() => acts.end()}>${icons.logOut}${t("account.endOthers")}</button></div>`
          : nothing
      }
    </section>
    <div class="passkeys"></div>
    ${view.hasPassword ? password(view, acts.change) : nothing}
  </div>`;

/** @param {OpenSession} session @param {(id: string) => void} end */
const line = ({ id, browser, last_seen_at, is_this }, end) => html`
  <div class="settings-person">
    <div><strong>${browser ?? t("account.unknown")}</strong>
      <p class="small">${is_this ? t("account.here") : t("account.lastUsed", { when: moment(last_seen_at) })}</p></div>
    ${is_this ? nothing : html`<button class="button" @click=${() => end(id)}>${t("account.end")}</button>`}
  </div>`;

/** @param {View} view @param {(event: SubmitEvent) => void} change */
const password = ({ fieldError, field: wrong, busy, changed }, change) => html`
  <form class="card stack" novalidate @submit=${change}>
    <h2>${icons.keyRound}${t("account.password")}</h2>
    ${field("current", t("account.current"), "current-password", wrong)}
    ${field("password", t("password.new"), "new-password", wrong)}
    <div id="account-error" role="alert">
      ${fieldError ? html`<p class="error">${icons.triangleAlert}<span>${fieldError}</span></p>` : nothing}
    </div>
    ${changed ? html`<div class="banner ok" role="status">${icons.check}<p>${t("account.changed")}</p></div>` : nothing}
    <div class="row"><button class="button primary" ?disabled=${busy}>${t("account.change")}</button></div>
  </form>`;

/** @param {string} name @param {string} label @param {string} fills @param {string} wrong */
const field = (name, label, fills, wrong) => html`
  <div class="field">
    <label for=${name}>${label}</label>
    <input class="input" id=${name} name=${name} type="password" autocomplete=${fills} required
      aria-invalid=${wrong === name} aria-describedby="account-error">
  </div>`;
