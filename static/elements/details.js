// The optional details of an entry as chips: one tap opens a sheet, the answer shows on the chip itself.
import { html, nothing } from "../lib/html.js";
import { pick, t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { clean } from "../lib/text.js";
import { day, shortDay } from "../lib/time.js";
import { choices, label, vocabularies } from "../sync/vocabulary.js";

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
      <button type="button" class="chip ${value ? "set" : ""}" @click=${() => askFor(detail, fields, change, screener)}>
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

/**
 * @param {{name: keyof Fields, ask: string}} detail
 * @param {Fields} fields
 * @param {Change} change
 * @param {Screener} screener
 */
async function askFor({ name, ask: how }, fields, change, screener) {
  const { ask, choose } = await import("./sheet.js");
  const title = t(`detail.${name}`);
  const value = /** @type {string | null | undefined} */ (fields[name]);
  const help = t(`detail.help.${name}`);
  /** @type {string | null} */
  let given = null;
  if (how === "list") given = await choose(title, options(await vocabularies(), name), value);
  else if (how === "solicited") given = await choose(t("solicited.question"), solicited(), value);
  else if (how === "date") given = await ask({ title, value, type: "date", required: true });
  else if (how === "line") given = await ask({ title, value, help });
  else {
    const { askWords } = await import("./screened-sheet.js");
    given = await askWords(/** @type {"next_step" | "so_what"} */ (name), fields, change, screener);
  }
  if (given === null) return;
  change({ [name]: clean(given) });
}

const solicited = () =>
  ["yes", "no", "not_applicable"].map((code) => ({ code, name: t(`solicited.${code}`) }));

/** A tree is shown as one: each term under its parent. @param {Lists} lists @param {string} name */
export function options(lists, name) {
  const terms = choices(lists, name, undefined, day());
  const codes = new Set(terms.map((term) => term.code));
  /** @type {import("./sheet.js").Option[]} */
  const found = [];
  const walk = (/** @type {string | null} */ parent, /** @type {number} */ depth) => {
    for (const term of terms) {
      const above = term.parent && codes.has(term.parent) ? term.parent : null;
      if (above !== parent) continue;
      found.push({ code: term.code, name: pick(term.label), hint: pick(term.hint), depth });
      walk(term.code, depth + 1);
    }
  };
  walk(null, 0);
  return found;
}
