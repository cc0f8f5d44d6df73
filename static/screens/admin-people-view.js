// How the list of people looks: whom to look for, then a row for each with what they may do and where.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { repeat } from "../lib/lists.js";
import { icons } from "../lib/more-icons.js";
import { moment } from "../lib/time.js";
import { handedCard } from "./admin-handed.js";
import { ROLES, regionWords, rolesWords, statePill } from "./admin-people-words.js";
import { adminHead } from "./admin-tabs.js";
import { failed, waiting } from "./theme-parts.js";

/** @typedef {import("../http/people.js").PersonRow} PersonRow */
/**
 * @typedef {object} View
 * @property {Record<string, string>} filters
 * @property {Record<string, import("../types.js").Vocabulary>} lists
 * @property {PersonRow[]} people
 * @property {number | null} total null until the first answer
 * @property {string | null} next
 * @property {string} error
 * @property {boolean} busy
 * @property {import("./admin-handed.js").HandedView} handed
 * @property {unknown} erased what was taken out just now, in words
 * @property {(filters: Record<string, string>) => void} show
 * @property {() => void} load
 * @property {() => void} more
 * @property {() => void} add
 * @property {() => void} erase
 */

const STATES = ["active", "invited", "suspended", "erased"];

/** @param {View} view */
export const peoplePage = (view) => html`
  <div class="admin">
    ${adminHead("people", t("admin.people.title"), html`<button class="button primary" ?disabled=${view.total === null} @click=${view.add}>${icons.plus}${t("admin.invite.title")}</button>`)}
    ${handedCard(view.handed)}
    ${search(view)}
    ${view.error ? failed(view.error, view.load) : nothing}
    ${view.total === null ? (view.error ? nothing : waiting(t("admin.people.loading"))) : found(view)}
    ${view.total === null ? nothing : erasing(view)}
  </div>`;

/** @param {View} view */
const erasing = (view) => html`
  <section class="card" aria-labelledby="erasing">
    <h2 id="erasing">${t("admin.erase.title")}</h2>
    <p class="muted">${t("admin.erase.hcpWhat")}</p>
    ${view.erased ? html`<div class="banner ok" role="status">${icons.check}<p>${view.erased}</p></div>` : nothing}
    <div class="row"><button class="button danger" @click=${view.erase}>${icons.trash2}${t("admin.erase.hcpTitle")}</button></div>
  </section>`;

/** @param {View} view */
function search(view) {
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const given = new FormData(form);
    view.show(
      Object.fromEntries(["q", "role", "state"].map((name) => [name, String(given.get(name) ?? "").trim()])),
    );
  };
  const emptied = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    if (!value && view.filters.q) view.show({ ...view.filters, q: "" });
  };
  const chosen = (/** @type {Event} */ event) => {
    const { name, value } = /** @type {HTMLSelectElement} */ (event.target);
    view.show({ ...view.filters, [name]: value });
  };
  return html`
    <form class="admin-search" role="search" aria-label=${t("admin.people.title")} @submit=${submit}>
      <div class="search-form">
        ${icons.search}
        <input type="search" name="q" maxlength="100" enterkeyhint="search" .value=${view.filters.q ?? ""} @search=${emptied}
          placeholder=${t("admin.people.search")} aria-label=${t("admin.people.search")}>
        <button class="button quiet">${t("admin.people.searchButton")}</button>
      </div>
      <select class="input" name="role" aria-label=${t("admin.people.role")} @change=${chosen}>
        <option value="" .selected=${!view.filters.role}>${t("admin.people.anyRole")}</option>
        ${ROLES.map((role) => html`<option value=${role} .selected=${view.filters.role === role}>${t(`role.${role}`)}</option>`)}
      </select>
      <select class="input" name="state" aria-label=${t("admin.people.state")} @change=${chosen}>
        <option value="" .selected=${!view.filters.state}>${t("admin.people.anyState")}</option>
        ${STATES.map((state) => html`<option value=${state} .selected=${view.filters.state === state}>${t(`admin.state.${state}`)}</option>`)}
      </select>
    </form>`;
}

/** @param {View} view */
function found(view) {
  if (!view.total) {
    return html`<div class="empty">${icons.user}<h2>${t("admin.people.none")}</h2><p>${t("admin.people.noneHelp")}</p>
      <a class="button" href="/admin/people">${t("admin.people.showAll")}</a></div>`;
  }
  return html`
    <div class="card admin-found" aria-busy=${view.busy}>
      <h2 class="section-title">${t("admin.people.total", { count: view.total })}</h2>
      <ul class="list">
        ${repeat(
          view.people,
          ({ id }) => id,
          (person) => html`<li>${row(person, view)}</li>`,
        )}
      </ul>
      ${view.next ? html`<button class="button big" ?disabled=${view.busy} @click=${view.more}>${t("admin.people.more")}</button>` : nothing}
    </div>`;
}

/** @param {PersonRow} person @param {View} view */
const row = (person, { lists }) => html`
  <a class="person-row" href="/admin/people/${person.id}">
    <div>
      <strong dir="auto">${person.name}</strong>
      <p class="small" dir="ltr">${person.email}</p>
    </div>
    <p>${rolesWords(person.roles)} <span class="small">${regionWords(lists, person.regions)}</span></p>
    <p class="small">${seenWords(person)}</p>
    ${person.state === "active" ? nothing : statePill(person.state)}
  </a>`;

/** @param {PersonRow} person */
function seenWords({ sessions, last_seen_at }) {
  if (!sessions || !last_seen_at) return t("admin.people.signedOut");
  return t("admin.people.signedIn", { count: sessions, when: moment(last_seen_at) });
}
