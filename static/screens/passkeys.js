// Passkeys under 'Sign-in and security': what there is, another one, its name, and away with it.

import { ask, decide } from "../elements/sheet.js";
import { ApiProblem } from "../http/client.js";
import { addPasskey, askToMake, readPasskeys, removePasskey, renamePasskey } from "../http/passkeys.js";
import { say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { moment } from "../lib/time.js";
import { hasPasskeys, isThere, makePasskey, wasPutAway } from "../lib/webauthn.js";

/** @typedef {import("../http/passkeys.js").Passkey} Passkey */
/** @typedef {{passkeys: Passkey[], canAdd: boolean, asks: boolean, busy: boolean, error: string}} View */

/** What a device calls itself, and people too. */
const DEVICES = /iPhone|iPad|Android|Windows|Macintosh|CrOS|Linux/;

/** @param {HTMLElement} root */
export function showPasskeys(root) {
  const view = /** @type {View} */ ({ passkeys: [], canAdd: false, asks: false, busy: false, error: "" });
  const draw = () => render(card(view, { add, rename, away }), root);

  async function load() {
    try {
      const { items, can_add, needs_password } = await readPasskeys();
      Object.assign(view, { passkeys: items, canAdd: can_add && hasPasskeys(), asks: needs_password });
    } catch {
      // What stands above says that the server does not answer.
    }
    draw();
  }

  /** @param {SubmitEvent} event */
  async function add(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const password = String(new FormData(form).get("password") ?? "");
    if (view.asks && !password) return tell(t("passkey.passwordMissing"));
    Object.assign(view, { busy: true, error: "" });
    draw();
    try {
      await addHere(password);
      form.reset();
      say(t("passkey.added"));
    } catch (error) {
      view.error = why(error);
      // Minutes have passed since the page was drawn.
      if (error instanceof ApiProblem && error.problem.errors?.[0]?.pointer === "/password") view.asks = true;
    }
    view.busy = false;
    await load();
  }

  /** @param {Passkey} passkey */
  async function rename({ id, name }) {
    const title = t("passkey.rename");
    const given = await ask({ title, value: name, max: 60, required: true, save: t("passkey.renameSave") });
    if (given) await doing(() => renamePasskey(id, given));
  }

  /** @param {Passkey} passkey */
  async function away({ id, name }) {
    const answer = await decide(t("passkey.removeTitle", { name }), t("passkey.removeHelp"), [
      { code: "remove", name: t("passkey.remove"), kind: "danger" },
      { code: "keep", name: t("passkey.keep") },
    ]);
    if (answer === "remove") await doing(() => removePasskey(id));
  }

  /** @param {() => Promise<unknown>} what */
  async function doing(what) {
    view.error = "";
    await what().catch((error) => {
      view.error = sentence(error);
    });
    await load();
  }

  /** @param {string} error */
  function tell(error) {
    view.error = error;
    draw();
  }

  load();
}

/** Make one on this device and have the server keep it. @param {string} [password] */
export async function addHere(password) {
  const { options } = await askToMake(password);
  await addPasskey(nameHere(), await makePasskey(options));
}

/** @param {unknown} error */
export function why(error) {
  if (isThere(error)) return t("passkey.there");
  return wasPutAway(error) ? t("passkey.notAdded") : sentence(error);
}

function nameHere() {
  const found = navigator.userAgent.match(DEVICES)?.[0] ?? t("passkey.unnamed");
  return found === "Macintosh" ? "Mac" : found === "CrOS" ? "Chromebook" : found;
}

/** @param {View} view @param {{add: (event: SubmitEvent) => void, rename: (one: Passkey) => void, away: (one: Passkey) => void}} acts */
const card = (view, acts) =>
  view.canAdd || view.passkeys.length
    ? html`
        <section class="card stack">
          <h2>${icons.fingerprintPattern}${t("passkey.title")}</h2>
          <p class="small">${t("passkey.help")}</p>
          ${view.passkeys.map((one) => line(one, acts))}
          ${view.canAdd ? form(view, acts.add) : problem(view.error)}
        </section>`
    : nothing;

/** @param {Passkey} passkey @param {{rename: (one: Passkey) => void, away: (one: Passkey) => void}} acts */
const line = (passkey, acts) => html`
  <div class="settings-person">
    <div><strong>${passkey.name}</strong>
      <p class="small">${t("passkey.since", { when: moment(passkey.created_at) })}
        ${passkey.last_used_at ? t("account.lastUsed", { when: moment(passkey.last_used_at) }) : t("passkey.unused")}</p></div>
    <span class="row">
      <button class="button" @click=${() => acts.rename(passkey)}
        aria-label=${t("passkey.renameOne", { name: passkey.name })}>${t("passkey.rename")}</button>
      <button class="button" @click=${() => acts.away(passkey)}
        aria-label=${t("passkey.removeOne", { name: passkey.name })}>${t("passkey.remove")}</button>
    </span>
  </div>`;

/** @param {View} view @param {(event: SubmitEvent) => void} add */
const form = ({ asks, busy, error }, add) => html`
  <form class="stack" novalidate @submit=${add}>
    ${
      asks
        ? html`<div class="field">
            <label for="passkey-password">${t("account.current")}</label>
            <input class="input" id="passkey-password" name="password" type="password"
              autocomplete="current-password" required aria-describedby="passkey-error">
            <span class="help">${t("passkey.passwordWhy")}</span>
          </div>`
        : nothing
    }
    ${problem(error)}
    <div class="row"><button class="button" ?disabled=${busy}>${icons.plus}${t("passkey.add")}</button></div>
  </form>`;

/** @param {string} error */
const problem = (error) => html`
  <div id="passkey-error" role="alert">
    ${error ? html`<p class="error">${icons.triangleAlert}<span>${error}</span></p>` : nothing}
  </div>`;
