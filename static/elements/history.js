// What happened to an entry: who, when on both clocks, why, and what each change replaced.
import { html, nothing } from "../lib/html.js";
import { has, t } from "../lib/i18n.js";
import { moment } from "../lib/time.js";
import { fieldWords } from "./field-words.js";

/**
 * @typedef {object} Revision
 * @property {number} rev
 * @property {"create" | "update" | "delete" | "restore"} action
 * @property {string} at
 * @property {string | null} device_time
 * @property {{id: string, name: string} | null} by
 * @property {string | null} reason
 * @property {Record<string, {before: unknown, after: unknown}>} changes
 */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

/** Newest first. @param {Revision[]} revisions @param {Lists} lists */
export const historyList = (revisions, lists) => html`
  <ol class="history">
    ${revisions.toSorted((a, b) => b.rev - a.rev).map((revision) => row(revision, lists))}
  </ol>`;

/** @param {Revision} revision @param {Lists} lists */
const row = ({ action, at, device_time, by, reason, changes }, lists) => html`
  <li>
    <p><strong>${t(`history.${action}`)}</strong> ${by ? t("history.by", { name: by.name }) : nothing}</p>
    <p class="small">${moment(at)}${device_time ? html` · ${t("history.device", { when: moment(device_time) })}` : nothing}</p>
    ${reason ? html`<p class="muted">“${reason}”</p>` : nothing}
    ${
      action === "create"
        ? nothing
        : html`<dl>${Object.entries(changes ?? {}).map(([name, change]) => difference(name, change, lists))}</dl>`
    }
  </li>`;

/**
 * @param {string} name
 * @param {{before: unknown, after: unknown}} change
 * @param {Lists} lists
 */
function difference(name, { before, after }, lists) {
  // Kept by machines for machines: the person sees what people wrote.
  if (!has(`detail.${name}`)) return nothing;
  return html`<div><dt>${t(`detail.${name}`)}</dt>
    <dd>${before === null || before === undefined ? nothing : html`<del>${fieldWords(name, before, lists)}</del> `}${after === null || after === undefined ? nothing : html`<ins>${fieldWords(name, after, lists)}</ins>`}</dd></div>`;
}
