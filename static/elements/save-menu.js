// 'Export': what the filters leave, as a file for a meeting, or the page itself on paper.

import { readEntries } from "../http/desk.js";
import { saveFile, say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { day } from "../lib/time.js";
import { entriesAsCsv } from "./csv.js";
import { apiQuery } from "./filter-state.js";
import { closePanel, popover } from "./popover.js";

/** @typedef {import("./filter-state.js").Filters} Filters */

const ID = "save-menu";
const PAGE = "500";

/**
 * @param {object} props
 * @param {() => Filters | null} props.behind what is saved; asked when it is, since filters change
 * @param {boolean} props.print whether the page itself is worth printing
 * @param {["chartLine" | "download", string, () => unknown][]} [props.more] ways of the page's own: icon, words, what to do
 * @param {boolean} [props.entries] whether this person may take entries along
 */
export function saveMenu({ behind, print, entries = true, more = [] }) {
  const save = (/** @type {"csv" | "json"} */ format) => () => saveEntries(behind(), format);
  return popover({
    id: ID,
    classes: "button save-button",
    label: t("save.button"),
    button: html`${icons.download}<span class="only-wide">${t("save.button")}</span>`,
    content: html`
      <h2 id="${ID}-title">${t("save.title")}</h2>
      <ul class="choices">
        ${entries ? [way(icons.fileText, "save.csv", save("csv")), way(icons.fileText, "save.json", save("json"))] : nothing}
        ${more.map(([icon, words, go]) => way(icons[icon], words, () => own(go)))}
        ${print ? way(icons.fileText, "save.print", printPage) : nothing}
      </ul>
      ${entries ? html`<p class="small">${t("save.help")}</p>` : nothing}
      <div id="save-state" role="status"></div>`,
  });
}

/** @param {unknown} icon @param {string} words @param {() => void} go */
const way = (icon, words, go) => html`
  <li><button type="button" class="choice" @click=${go}>${icon}<span>${t(words)}</span></button></li>`;

/** @param {() => unknown} go says false when there is nothing to save yet */
async function own(go) {
  try {
    if ((await go()) === false) return state(t("save.notNow"));
    closePanel(ID);
  } catch (error) {
    state(sentence(error));
  }
}

function printPage() {
  closePanel(ID);
  window.print();
}

let saving = false;

/** @param {Filters | null} filters @param {"csv" | "json"} format */
async function saveEntries(filters, format) {
  if (!filters) return state(t("save.notNow"));
  if (saving) return;
  saving = true;
  try {
    const entries = await allOf(filters);
    const name = `pathnote-insights-${day()}.${format}`;
    if (format === "csv") saveFile(name, entriesAsCsv(entries), "text/csv;charset=utf-8");
    else saveFile(name, `${JSON.stringify(entries, null, 2)}\n`);
    state("");
    closePanel(ID);
    say(t("save.saved", { count: entries.length }));
  } catch (error) {
    state(sentence(error));
  } finally {
    saving = false;
  }
}

/** Every page of what the filters leave. @param {Filters} filters */
async function allOf(filters) {
  const query = apiQuery(filters);
  query.set("limit", PAGE);
  const entries = [];
  for (;;) {
    const page = await readEntries(query);
    entries.push(...page.items);
    state(t("save.running", { done: entries.length, all: page.total }));
    if (!page.next) return entries;
    query.set("cursor", page.next);
  }
}

/** @param {string} words */
function state(words) {
  const line = document.getElementById("save-state");
  if (line) render(words ? html`<p class="save-state">${words}</p>` : nothing, line);
}
