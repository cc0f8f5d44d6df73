// How one person's page looks: a card for each question an administrator has.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { moment, shortDay } from "../lib/time.js";
import { handedCard } from "./admin-handed.js";
import { regionWords, rolesWords, statePill } from "./admin-people-words.js";
import { failed, waiting } from "./theme-parts.js";

/** @typedef {import("../http/people.js").PersonDetail} PersonDetail */
/** @typedef {import("../http/desk.js").Token} Token */
/**
 * @typedef {object} View
 * @property {PersonDetail | null} person
 * @property {boolean} isMe
 * @property {Record<string, import("../types.js").Vocabulary>} lists
 * @property {import("../http/people.js").OpenSession[]} sessions
 * @property {import("../http/desk.js").Device[]} phones
 * @property {Token[]} tokens
 * @property {string} error
 * @property {boolean} busy
 * @property {import("./admin-handed.js").HandedView} handed
 * @property {() => void} load
 * @property {() => void} change
 * @property {() => void} suspend
 * @property {() => void} readmit
 * @property {() => void} link
 * @property {(session?: string) => void} end
 * @property {() => void} removePasskeys
 * @property {(token: Token) => void} revoke
 * @property {() => void} erase
 */

/** @param {View} view */
export const personPage = (view) => html`
  <div class="admin">
    <a class="admin-back" href="/admin/people">${icons.chevronLeft}${t("admin.people.title")}</a>
    ${view.error ? failed(view.error, view.load) : nothing}
    ${view.person ? person(view, view.person) : view.error ? nothing : waiting(t("admin.person.loading"))}
  </div>`;

/** @param {View} view @param {PersonDetail} who */
const person = (view, who) => html`
  <header class="admin-person">
    <div>
      <h1 dir="auto">${who.name}</h1>
      ${who.state === "erased" ? nothing : html`<p class="muted" dir="ltr">${who.email}</p>`}
    </div>
    ${statePill(who.state)}
  </header>
  ${handedCard(view.handed)}
  ${
    who.state === "erased"
      ? html`<div class="empty">${icons.trash2}<p>${t("admin.person.erased")}</p></div>`
      : html`<div class="admin-cards">${scope(view, who)} ${ways(view, who)} ${devices(view)} ${tokens(view)} ${erasing(view)}</div>`
  }`;

/** @param {View} view @param {PersonDetail} who */
const scope = (view, who) => html`
  <section class="card" aria-labelledby="may-do">
    <h2 id="may-do">${t("admin.person.mayDo")}</h2>
    <dl class="facts">
      <div><dt>${t("admin.scope.roles")}</dt><dd>${rolesWords(who.roles)}</dd></div>
      <div><dt>${t("admin.scope.where")}</dt><dd>${regionWords(view.lists, who.regions)}</dd></div>
    </dl>
    ${who.is_last_admin ? html`<p class="small">${icons.info}${t("admin.person.lastAdmin")}</p>` : nothing}
    <div class="row"><button class="button" @click=${view.change}>${icons.pencil}${t("admin.person.change")}</button></div>
  </section>`;

/** @param {View} view @param {PersonDetail} who */
function ways(view, who) {
  const by = who.signs_in_by.map((way) => t(`admin.person.by.${way}`)).join(", ");
  const again = who.state === "invited" ? "inviteAgain" : "resetLink";
  return html`
    <section class="card" aria-labelledby="ways-in">
      <h2 id="ways-in">${t("admin.person.waysIn")}</h2>
      <dl class="facts">
        <div><dt>${t("admin.person.signsInBy")}</dt><dd>${by || t("admin.person.by.nothing")}</dd></div>
        ${who.passkeys ? html`<div><dt>${t("admin.person.passkeys")}</dt><dd>${t("admin.person.passkeysCount", { count: who.passkeys })}</dd></div>` : nothing}
        ${who.link ? html`<div><dt>${t(`admin.person.open.${who.link.purpose}`)}</dt><dd>${t("admin.person.until", { when: moment(who.link.expires_at) })}</dd></div>` : nothing}
        <div><dt>${t("admin.person.since")}</dt><dd>${shortDay(who.created_at)}</dd></div>
      </dl>
      ${who.state === "suspended" ? html`<p class="small">${t("admin.person.isSuspended")}</p>` : nothing}
      ${who.signs_in_by.includes("provider") ? html`<p class="small">${t("admin.person.atProvider")}</p>` : nothing}
      ${view.isMe ? html`<p class="small">${t("admin.person.isYou")}</p>` : nothing}
      <div class="row">
        ${
          who.state === "suspended"
            ? html`<button class="button primary" @click=${view.readmit}>${icons.undo2}${t("admin.person.readmit")}</button>`
            : html`${who.signs_in_by.includes("provider") ? nothing : html`<button class="button" @click=${view.link}>${icons.keyRound}${t(`admin.person.${again}`)}</button>`}
              ${view.isMe ? nothing : html`<button class="button danger" @click=${view.suspend}>${icons.circleOff}${t("admin.person.suspend")}</button>`}`
        }
        ${who.passkeys ? html`<button class="button danger" @click=${view.removePasskeys}>${icons.trash2}${t("admin.person.passkeysRemove", { count: who.passkeys })}</button>` : nothing}
      </div>
    </section>`;
}

/** @param {View} view */
const devices = (view) => html`
  <section class="card" aria-labelledby="signed-in">
    <h2 id="signed-in">${t("admin.person.sessions")}</h2>
    ${
      view.sessions.length
        ? html`<ul class="list">${view.sessions.map((one) => html`<li>${session(one, view)}</li>`)}</ul>`
        : html`<p class="muted">${t("admin.people.signedOut")}</p>`
    }
    ${view.phones.some(({ pending }) => pending) ? html`<div class="banner warn">${icons.cloudOff}<p>${t("admin.person.unsent", { count: view.phones.reduce((sum, { pending }) => sum + pending, 0) })}</p></div>` : nothing}
    ${view.sessions.length > 1 ? html`<div class="row"><button class="button danger" @click=${() => view.end()}>${icons.logOut}${t("admin.person.endAll")}</button></div>` : nothing}
  </section>`;

/** @param {import("../http/people.js").OpenSession} one @param {View} view */
function session({ id, browser, last_seen_at }, view) {
  const name = browser ?? t("account.unknown");
  return html`
    <div class="token-row">
      <div>
        <strong>${name}</strong>
        <p class="small">${t("account.lastUsed", { when: moment(last_seen_at) })}</p>
      </div>
      <button class="button danger" aria-label="${t("account.end")}: ${name}" @click=${() => view.end(id)}>${t("account.end")}</button>
    </div>`;
}

/** @param {View} view */
const tokens = (view) => html`
  <section class="card" aria-labelledby="api-tokens">
    <h2 id="api-tokens">${t("admin.person.tokens")}</h2>
    ${
      view.tokens.length
        ? html`<ul class="list">${view.tokens.map((token) => html`<li>${tokenRow(token, view)}</li>`)}</ul>`
        : html`<p class="muted">${t("tokens.none")}</p>`
    }
  </section>`;

/** @param {Token} token @param {View} view */
const tokenRow = (token, view) => html`
  <div class="token-row">
    <div>
      <strong dir="auto">${token.name}</strong>
      <p class="small">${token.scopes.join(", ")} · ${t("tokens.ends", { day: shortDay(token.expires_at) })}</p>
    </div>
    <button class="button danger" aria-label=${t("tokens.revokeLabel", { name: token.name })} @click=${() => view.revoke(token)}>${t("tokens.revoke")}</button>
  </div>`;

/** @param {View} view */
const erasing = (view) =>
  view.isMe
    ? nothing
    : html`
      <section class="card" aria-labelledby="erasing">
        <h2 id="erasing">${t("admin.erase.title")}</h2>
        <p class="muted">${t("admin.erase.personHelp")}</p>
        <div class="row"><button class="button danger" @click=${view.erase}>${icons.trash2}${t("admin.erase.personAsk")}</button></div>
      </section>`;
