// What happened to an entry: who, when on both clocks, why, and what stood there before.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { moment } from "../lib/time.js";
import { fieldName, fieldWords } from "./insight-words.js";

/** @typedef {import("../http/desk.js").Revision} Revision */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

/** The phone's clock may be wrong; only the server's decides on order, so both are said.
 * @param {string} phone
 * @param {string | null} server
 */
export const clocks = (phone, server) =>
  t("insight.clocks", { phone: moment(phone), server: server ? moment(server) : "–" });

/** Newest first. @param {Revision[]} items @param {Lists} lists */
export const revisions = (items, lists) => html`
  <ol class="revisions">
    ${items.toSorted((a, b) => b.rev - a.rev).map((one, at, { length }) => revision(one, length - at, lists))}
  </ol>`;

/**
 * @param {Revision} revision
 * @param {number} number its place in the history; after the server came back from a backup, its rev is in the millions
 * @param {Lists} lists
 */
function revision({ action, at, device_time, by, reason, changes }, number, lists) {
  const fields = Object.entries(changes ?? {});
  return html`
    <li>
      <p><strong>${t("insight.by", { action: t(`insight.action.${action}`), name: by.name })}</strong> <span class="small">${t("insight.field.rev")} ${number}</span></p>
      <p class="small">${clocks(device_time, at)}</p>
      ${reason ? html`<p>${t("insight.reason", { reason })}</p>` : nothing}
      ${fields.length && action !== "create" ? changed(fields, lists) : nothing}
    </li>`;
}

/** @param {[string, {before: unknown, after: unknown}][]} fields @param {Lists} lists */
const changed = (fields, lists) => html`
  <dl>
    ${fields.map(
      ([name, { before, after }]) => html`
        <div>
          <dt>${fieldName(name)}</dt>
          <dd>
            <del><span class="sr-only">${t("insight.before")}:</span> ${fieldWords(name, before, lists) || t("insight.nothing")}</del>
            <ins><span class="sr-only">${t("insight.after")}:</span> ${fieldWords(name, after, lists) || t("insight.nothing")}</ins>
          </dd>
        </div>`,
    )}
  </dl>`;
