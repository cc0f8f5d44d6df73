// The frame round every screen: brand, navigation for the person's role, how sending stands.

import { may, person, writes } from "../data/person.js";
import { day, shortDay } from "../lib/day.js";
import { emit } from "../lib/events.js";
import { computed, effect, html, nothing, render, signal } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { status } from "../sync/status.js";

/** @typedef {import("../types.js").Person} Person */

const path = signal("/");
/** @type {import("../vendor/vendor.js").Signal<import("../vendor/vendor.js").TemplateResult | null>} */
export const actions = signal(null);
/** Stands where the brand stands on a phone, such as 'Close'. @type {import("../vendor/vendor.js").Signal<import("../vendor/vendor.js").TemplateResult | null>} */
export const leading = signal(null);

/** Pages that share the tab of the themes. */
const BESIDE_THEMES = ["/loop", "/priorities"];
const waiting = computed(() => status.value.waiting);
const moved = computed(() => status.value.moved > 0);

/**
 * @param {HTMLElement} root
 * @returns {HTMLElement} where screens are drawn
 */
export function mountShell(root) {
  effect(() => {
    render(frame(person.value), root);
  });
  document.addEventListener("keydown", focusSearch);
  return /** @type {HTMLElement} */ (root.querySelector("#main"));
}

/** Which of the navigation's links is the current one. @param {string} pathname */
export function showCurrent(pathname) {
  path.value = pathname;
}

/** @param {Person | null} who */
const frame = (who) => html`
  <header class="topbar ${who ? "" : "bare"}">
    <a class="sr-only" href="#main" @click=${skip}>${t("app.skip")}</a>
    ${leading.value ?? nothing}
    <a class="brand ${leading.value ? "only-wide" : ""}" href="/">
      <img src="/icons/logo.svg" alt="" width="28" height="28">
      ${
        writes(who)
          ? html`<span class="today">${shortDay(day())}</span><span class="only-wide">${t("app.name")}</span>`
          : html`<span>${t("app.name")}</span>`
      }
    </a>
    ${who ? navigation(who) : nothing}
    <div class="topbar-end">
      ${may(who, "insights") ? searchBox() : nothing} ${who ? pill() : nothing} ${actions.value ?? nothing}
    </div>
  </header>
  <main id="main" tabindex="-1"></main>`;

/** What one does all day, and beside it what one looks up: on a phone at the foot, and as pictures at the top. @param {Person} who */
const navigation = (who) => html`
  <nav class="tabs" aria-label=${t("nav.label")}>${links(who, false)}</nav>
  <nav class="tabs beside" aria-label=${t("nav.beside")}>${links(who, true)}</nav>`;

/** @param {Person} who @param {boolean} beside */
const links = (who, beside) =>
  tabs(who)
    .filter(([, , , aside]) => aside === beside)
    .map(
      ([href, name, icon]) => html`
        <a href=${href} aria-current=${isHere(href) ? "page" : nothing} aria-label=${beside ? t(`nav.${name}`) : nothing}>
          ${icon}<span>${t(`nav.${name}`)}</span>
          ${href === "/entries" ? news() : nothing}
        </a>`,
    );

/** How many wait; else a dot, when something became of an entry. Said in words either way. */
const news = () => html`
  ${waiting.value ? html`<span class="count" aria-hidden="true">${waiting.value}</span>` : nothing}
  ${moved.value ? html`<span class="sr-only">${t("nav.moved")}</span>` : nothing}
  ${moved.value && !waiting.value ? html`<i class="count dot"></i>` : nothing}`;

/** Address, name, picture, and whether it stands beside the rest. @param {Person} who @returns {[string, string, unknown, boolean][]} */
function tabs(who) {
  const reads = may(who, "insights");
  const all = /** @type {[boolean, string, string, unknown, boolean][]} */ ([
    [writes(who), "/capture", "capture", icons.notebookPen, false],
    [writes(who), "/entries", "entries", icons.list, false],
    [writes(who), "/brief", "brief", icons.compass, false],
    [writes(who) && !may(who, "trends"), "/counts", "trends", icons.chartLine, false],
    [may(who, "trends"), "/trends", "trends", icons.chartLine, false],
    [reads, "/insights", "insights", icons.messageCircle, false],
    [may(who, "themes"), "/themes", "themes", icons.handshake, false],
    [may(who, "admin"), "/admin", "admin", icons.user, reads],
    [may(who, "devices"), "/devices", "devices", icons.smartphone, reads],
    [may(who, "tokens"), "/tokens", "tokens", icons.keyRound, reads],
    [writes(who), "/search", "search", icons.search, true],
    [true, "/settings", "settings", icons.settings, true],
  ]);
  return all.filter(([shown]) => shown).map(([, ...tab]) => tab);
}

/** @param {string} href */
const isHere = (href) =>
  path.value === href ||
  path.value.startsWith(`${href}/`) ||
  (href === "/themes" && BESIDE_THEMES.includes(path.value));

/** How sending stands, in words; nothing when all is well. */
function pill() {
  const { phase, needs } = status.value;
  if (phase === "signed_out") {
    const words = waiting.value ? t("status.signIn", { count: waiting.value }) : t("status.signInPlain");
    return html`<a class="pill warn" href="/sign-in">${icons.keyRound}${words}</a>`;
  }
  if (needs) {
    return html`<a class="pill bad" href="/entries">${icons.triangleAlert}${t("status.needs", { count: needs })}</a>`;
  }
  if (!waiting.value) return nothing;
  return html`<a class="pill warn" href="/entries">${icons.cloudOff}${t("status.waiting", { count: waiting.value })}</a>`;
}

const searchBox = () => html`
  <form class="topbar-search" role="search" action="/insights" @submit=${search}>
    ${icons.search}
    <input name="q" type="search" placeholder=${t("nav.searchInsights")} aria-label=${t("nav.searchInsights")}>
    <kbd aria-hidden="true">/</kbd>
  </form>`;

/** @param {SubmitEvent} event */
function search(event) {
  event.preventDefault();
  const words = new FormData(/** @type {HTMLFormElement} */ (event.target)).get("q");
  emit("navigate", `/insights?q=${encodeURIComponent(String(words))}`);
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  /** @type {HTMLElement} */ (document.querySelector("#main")).focus();
}

/** '/' goes to the search box, unless the person is typing. @param {KeyboardEvent} event */
function focusSearch(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.key !== "/" || target.closest("input, textarea, select, [contenteditable]")) return;
  const box = /** @type {HTMLElement | null} */ (document.querySelector(".topbar-search input"));
  if (!box?.checkVisibility()) return;
  event.preventDefault();
  box.focus();
}
