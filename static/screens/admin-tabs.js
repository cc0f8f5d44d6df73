// The three pages of an administrator, one of them the one that is open.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";

/** @typedef {"people" | "vocabularies" | "audit"} Tab */

const TABS = /** @type {const} */ (["people", "vocabularies", "audit"]);

/** @param {Tab} here */
export const adminTabs = (here) => html`
  <nav class="switch theme-tabs" aria-label=${t("admin.tabs")}>
    ${TABS.map((name) => html`<a href="/admin/${name}" aria-current=${name === here ? "page" : nothing}>${t(`admin.tab.${name}`)}</a>`)}
  </nav>`;

/** The head of each: its title, the way to the others, and what one can do. @param {Tab} here @param {string} title @param {unknown} [act] */
export const adminHead = (here, title, act = nothing) => html`
  <div class="themes-head">
    <h1>${title}</h1>
    ${adminTabs(here)} ${act}
  </div>`;
