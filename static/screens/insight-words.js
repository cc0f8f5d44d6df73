// Each field of an entry in words, for its details and for what a revision changed.

import { barrierName } from "../elements/barriers.js";
import { has, t } from "../lib/i18n.js";
import { longDay, moment } from "../lib/time.js";
import { label } from "../sync/vocabulary.js";

/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

const DAYS = ["visited_on"];
const MOMENTS = ["captured_at", "received_at", "aware_at"];
const CODED = ["kind", "solicited", "stance", "safety_answer", "safety_status"];

/** What the details list; text, next step, author and clocks have a place of their own. */
const DETAILS = /** @type {const} */ ([
  "kind",
  "stance",
  "region",
  "therapeutic_area",
  "stakeholder_type",
  "hco_type",
  "channel",
  "hcp_ref",
  "hco_ref",
  "solicited",
  "listening_priority",
  "evidence",
  "theme_id",
  "safety_answer",
  "safety_status",
  "aware_at",
  "safety_reason",
  "safety_reference",
  "flags",
]);

/** @param {string} name */
export const fieldName = (name) => (has(`insight.field.${name}`) ? t(`insight.field.${name}`) : name);

/**
 * @param {string} name
 * @param {unknown} value
 * @param {Lists} lists
 * @returns {string} '' when it holds nothing
 */
export function fieldWords(name, value, lists) {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value))
    return value.map((one) => (typeof one === "object" ? one?.rule : String(one))).join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  if (name === "barrier") return barrierName(/** @type {import("../types.js").Barrier} */ (text));
  if (CODED.includes(name) && has(`insight.${name}.${text}`)) return t(`insight.${name}.${text}`);
  if (DAYS.includes(name)) return longDay(text);
  if (MOMENTS.includes(name)) return moment(text);
  return lists[name] ? label(lists, name, text) : text;
}

/** Every field that holds something. @param {import("../types.js").EntryData} entry @param {Lists} lists */
export function detailRows(entry, lists) {
  const rows = DETAILS.map((name) => [fieldName(name), fieldWords(name, entry[name], lists)]);
  return /** @type {[string, string][]} */ (rows.filter(([, words]) => words));
}
