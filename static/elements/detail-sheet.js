// What a chip of the details asks when it is tapped.
import { pick, t } from "../lib/i18n.js";
import { clean } from "../lib/text.js";
import { day } from "../lib/time.js";
import { choices, vocabularies } from "../sync/vocabulary.js";
import { ask, choose } from "./sheet.js";

/** @typedef {import("./details.js").Fields} Fields */
/** @typedef {import("./details.js").Lists} Lists */

/**
 * @param {{name: keyof Fields, ask: string}} detail
 * @param {Fields} fields
 * @param {import("./details.js").Change} change
 * @param {import("./details.js").Screener} screener
 */
export async function askFor({ name, ask: how }, fields, change, screener) {
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
