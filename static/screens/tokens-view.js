// How API access looks: the form, the secret while it is shown, the lines to paste, the tokens that live.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { shortDay } from "../lib/time.js";
import { curlLines } from "./tokens-curl.js";

/** @typedef {import("../http/desk.js").Token} Token */
/**
 * @typedef {object} View
 * @property {Token[] | null} tokens
 * @property {Token | null} made with its secret, while it is shown
 * @property {string} copied what was copied last; '…-failed' when it could not be
 * @property {boolean} busy
 * @property {string} error
 * @property {string} field
 * @property {string} fieldError
 * @property {() => void} load
 * @property {(event: SubmitEvent) => void} make
 * @property {(token: Token) => void} revoke
 * @property {() => void} hide
 * @property {(text: string, what: string) => void} copy
 */

/** @param {View} view */
export const tokensPage = (view) => html`
  <div class="tokens">
    <header>
      <h1>${t("tokens.title")}</h1>
      <p class="muted">${t("tokens.lead")}</p>
    </header>
    ${view.error ? failure(view) : nothing}
    ${view.made ? secret(view, view.made) : nothing}
    ${form(view)} ${list(view)} ${use(view)}
  </div>`;

/** @param {View} view */
const failure = (view) => html`
  <div class="banner bad" role="alert">
    ${icons.cloudOff}<p>${view.error}</p>
    <div class="row"><button class="button" @click=${view.load}>${t("app.retry")}</button></div>
  </div>`;

/** @param {View} view @param {Token} made */
const secret = (view, made) => html`
  <section class="banner ok made">
    ${icons.keyRound}
    <div class="stack">
      <h2 tabindex="-1">${t("tokens.madeName", { name: made.name })}</h2>
      <p>${t("tokens.made")}</p>
      <div class="secret" dir="ltr">
        <code>${made.token}</code>
        ${copyButton(view, made.token ?? "", "token", "primary")}
      </div>
      ${view.copied.endsWith("-failed") ? html`<p class="error" role="alert">${t("tokens.copyFailed")}</p>` : nothing}
      <button class="button" @click=${view.hide}>${icons.eyeOff}${t("tokens.hide")}</button>
    </div>
  </section>`;

/** @param {View} view @param {string} text @param {string} what @param {string} [kind] */
const copyButton = (view, text, what, kind = "") => html`
  <button type="button" class="button ${kind}" @click=${() => view.copy(text, what)}>
    ${view.copied === what ? icons.check : icons.copy}${t(view.copied === what ? "tokens.copied" : "tokens.copy")}
  </button>`;

/** @param {View} view */
const form = (view) => html`
  <form class="card stack" novalidate @submit=${view.make}>
    <h2>${t("tokens.make")}</h2>
    <div class="tokens-fields">
      <div class="field">
        <label for="token-name">${t("tokens.name")}</label>
        <input class="input" id="token-name" name="name" maxlength="80" autocomplete="off" required
          placeholder=${t("tokens.namePlaceholder")} aria-invalid=${view.field === "name"} aria-describedby="token-error">
      </div>
      <div class="field">
        <label for="token-days">${t("tokens.days")}</label>
        <input class="input" id="token-days" name="days" type="number" inputmode="numeric" min="1" max="366" value="90"
          required aria-invalid=${view.field === "days"} aria-describedby="token-days-help token-error">
        <span class="help" id="token-days-help">${t("tokens.daysHelp")}</span>
      </div>
    </div>
    <label class="tokens-scope"><input type="checkbox" checked disabled><span>${t("tokens.scope")}</span></label>
    <div id="token-error" role="alert">
      ${view.fieldError ? html`<p class="error">${icons.triangleAlert}<span>${view.fieldError}</span></p>` : nothing}
    </div>
    <button class="button primary" ?disabled=${view.busy}>${icons.keyRound}${t(view.busy ? "tokens.busy" : "tokens.submit")}</button>
  </form>`;

/** @param {View} view */
function list(view) {
  if (!view.tokens) return view.error ? nothing : html`<div class="card tokens-wait" aria-busy="true"></div>`;
  return html`
    <section class="card">
      <h2>${t("tokens.list")}</h2>
      ${
        view.tokens.length
          ? html`<ul class="list">${view.tokens.map((token) => row(token, view))}</ul>`
          : html`<p class="muted">${t("tokens.none")}</p>`
      }
    </section>`;
}

/** @param {Token} token @param {View} view */
function row(token, view) {
  const over = Date.parse(token.expires_at) < Date.now();
  const facts = [
    token.scopes.join(", "),
    token.created_at ? t("tokens.madeOn", { day: shortDay(token.created_at) }) : "",
    t(over ? "tokens.ended" : "tokens.ends", { day: shortDay(token.expires_at) }),
  ];
  return html`
    <li class="token-row">
      <div>
        <strong>${token.name}</strong>
        <p class="small">${facts.filter(Boolean).join(" · ")}</p>
      </div>
      <button class="button danger" aria-label=${t("tokens.revokeLabel", { name: token.name })} @click=${() => view.revoke(token)}>${t("tokens.revoke")}</button>
    </li>`;
}

/** @param {View} view */
const use = (view) => html`
  <section class="card stack">
    <h2>${t("tokens.use")}</h2>
    <p class="muted">${t("tokens.useHelp", { where: t(view.made ? "tokens.useWithToken" : "tokens.usePlain") })}</p>
    ${curlLines(location.origin, view.made?.token ?? "pn_…").map(
      ({ name, line }) => html`
        <div class="curl">
          <p class="section-title">${t(`tokens.curl.${name}`)}</p>
          <div class="curl-line" dir="ltr">
            <pre tabindex="0" role="region" aria-label=${t(`tokens.curl.${name}`)}><code>${line}</code></pre>
            ${copyButton(view, line, name)}
          </div>
        </div>`,
    )}
    <p><a href="/api/v1/openapi.json" target="_blank" rel="noopener">${t("tokens.docs")}</a></p>
  </section>`;
