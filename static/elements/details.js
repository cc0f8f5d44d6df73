// The optional details of an entry as chips: one tap opens a sheet (detail-sheet.js), the answer shows on the chip itself.

import { day, shortDay } from "../lib/day.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { choices, label } from "../sync/vocabulary.js";

/** @typedef {Partial<import("../types.js").EntryFields>} Fields */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */
/** @typedef {(fields: Fields) => void} Change */
/** @typedef {import("./screening.js").Screener} Screener */

/** @type {{name: keyof Fields, icon: unknown, ask: "list" | "text" | "line" | "date" | "solicited"}[]} */
const DETAILS = [
  { name: "next_step", icon: icons.handshake, ask: "text" },
  { name: "hcp_ref", icon: icons.user, ask: "line" },
  { name: "listening_priority", icon: icons.search, ask: "list" },
  { name: "therapeutic_area", icon: icons.stethoscope, ask: "list" },
  { name: "region", icon: icons.mapPin, ask: "list" },
  { name: "stakeholder_type", icon: icons.user, ask: "list" },
  { name: "hco_type", icon: icons.building2, ask: "list" },
  { name: "channel", icon: icons.messageCircle, ask: "list" },
  { name: "solicited", icon: icons.messageCircle, ask: "solicited" },
  { name: "so_what", icon: icons.info, ask: "text" },
  { name: "hco_ref", icon: icons.building2, ask: "line" },
  { name: "visited_on", icon: icons.calendar, ask: "date" },
];

const asking = () => import("./detail-sheet.js");

/** What already says something comes first after the two asked for most.
 * @param {Fields} fields
 * @param {Lists} lists
 * @param {Change} change
 * @param {Screener} screener
 */
export function detailChips(fields, lists, change, screener) {
  const shown = DETAILS.filter(
    ({ name, ask }) => ask !== "list" || choices(lists, name, undefined, day()).length,
  );
  return shown.map((detail) => {
    const value = shownValue(detail.name, fields, lists);
    return html`
      <button type="button" class="chip ${value ? "set" : ""}" @click=${() => asking().then(({ askFor }) => askFor(detail, fields, change, screener))}>
        ${detail.icon}
        ${value ? html`<span class="sr-only">${t(`detail.${detail.name}`)}:</span><span class="chip-text">${value}</span>` : t(`detail.${detail.name}`)}
      </button>`;
  });
}

/** What was said, as a list to read. @param {Fields} fields @param {Lists} lists */
export const detailList = (fields, lists) => html`
  <dl class="details">
    ${DETAILS.map(({ name }) => {
      const value = shownValue(name, fields, lists);
      return value && name !== "next_step" && name !== "so_what"
        ? html`<div><dt>${t(`detail.${name}`)}</dt><dd>${value}</dd></div>`
        : nothing;
    })}
  </dl>`;

/**
 * @param {keyof Fields} name
 * @param {Fields} fields
 * @param {Lists} lists
 */
function shownValue(name, fields, lists) {
  const value = /** @type {string | null | undefined} */ (fields[name]);
  if (!value) return "";
  if (name === "visited_on") return value === day() ? t("time.today") : shortDay(value);
  if (name === "solicited") return t(`solicited.${value}`);
  return label(lists, name, value);
}
