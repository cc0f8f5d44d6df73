// A sheet for the words of a field beside the text: screened while they are typed, as the text is.

import { changes, writable } from "../data/overlay.js";
import { t } from "../lib/i18n.js";
import { clean } from "../lib/text.js";
import { screening } from "./screening.js";
import { ask } from "./sheet.js";

/** @typedef {import("./marks.js").Fields} Fields */
/** @typedef {import("./marks.js").Field} Field */
/** @typedef {import("./screening.js").Screener} Screener */

const LONGEST = 500;

/**
 * @param {Field} field
 * @param {Fields} fields of the whole entry
 * @param {(fields: Fields) => void} change what is decided about marked words is kept at once
 * @param {Screener} screener
 * @param {string} [save]
 * @returns {Promise<string | null>} null when it was put away
 */
export function askWords(field, fields, change, screener, save) {
  const title = t(`detail.${field}`);
  const help = t(`detail.help.${field}`);
  const opened = (/** @type {HTMLElement} */ dialog) => watch(dialog, field, fields, change, screener);
  return ask({ title, value: fields[field], help, multiline: true, max: LONGEST, save, opened });
}

/**
 * @param {HTMLElement} dialog
 * @param {Field} field
 * @param {Fields} fields
 * @param {(fields: Fields) => void} change
 * @param {Screener} screener
 */
async function watch(dialog, field, fields, change, screener) {
  const box = /** @type {HTMLTextAreaElement} */ (dialog.querySelector("textarea"));
  const below = document.createElement("div");
  below.className = "screened";
  below.setAttribute("aria-live", "polite");
  box.closest(".field")?.after(below);
  let now = fields;
  const acts = {
    change: (/** @type {Fields} */ more) => {
      now = { ...now, ...more };
      change(more);
      look();
    },
    put: (/** @type {Field} */ _, /** @type {string} */ text) => {
      box.value = text;
      look();
    },
  };
  const screened = await screener().catch(() => null);
  const look = () => screened?.look(box, below, field, { ...now, [field]: box.value }, acts);
  box.addEventListener("input", look);
  look();
}

/**
 * The next step of an entry that is saved already.
 * @param {Fields} data what it says
 * @returns {Promise<Fields | null>} what to write, or null for nothing
 */
export async function askNextStep(data) {
  /** @type {Promise<import("./screening.js").Screening> | null} */
  let loading = null;
  const screener = () => (loading ??= screening(data));
  let now = data;
  const change = (/** @type {Fields} */ more) => {
    now = { ...now, ...more };
  };
  const given = await askWords("next_step", data, change, screener, t("app.save"));
  if (given === null) return null;
  const screened = await screener().catch(() => null);
  const said = { ...now, next_step: clean(given) };
  const written = changes(writable(data), writable(screened?.finished(said) ?? said));
  return Object.keys(written).length ? written : null;
}
