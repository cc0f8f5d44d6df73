// Every picture can be read as the table behind it.

import { html } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";

/** @param {import("./trends-view.js").View} view @param {string} id @param {string} name */
export function tableButton(view, id, name) {
  const on = view.tables.has(id);
  const toggle = () => toggleView(view, id);
  return html`
    <button type="button" class="icon-button as-table" aria-pressed=${on} @click=${toggle}
      aria-label=${t("charts.asTable", { name })} title=${t(on ? "charts.picture" : "charts.table")}>
      ${on ? icons.chartLine : icons.list}
    </button>`;
}

/** @param {import("./trends-view.js").View} view @param {string} id */
export function toggleView(view, id) {
  if (!view.tables.delete(id)) view.tables.add(id);
  view.redraw();
}
