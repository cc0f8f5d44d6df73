// A line of the trail as a sentence, and which lines the page asks for.

import { rich } from "../elements/rich.js";
import { html } from "../lib/html.js";
import { has, t } from "../lib/i18n.js";
import { label } from "../sync/vocabulary.js";

/** @typedef {import("../http/audit.js").TrailLine} TrailLine */
/** @typedef {Record<string, string>} Filters */

export const FILTERS = /** @type {const} */ ([
  "actor",
  "action",
  "from",
  "to",
  "object_kind",
  "object_id",
  "request_id",
]);

/** What can be asked for, in groups: every action that the server knows. */
export const ACTIONS = {
  person: [
    "person:created",
    "person:scope-changed",
    "person:suspended",
    "person:readmitted",
    "person:link-made",
    "person:password-set",
    "person:identity-linked",
    "person:erased",
  ],
  session: [
    "session:opened",
    "session:renewed",
    "session:refused",
    "session:closed",
    "session:revoked",
    "passkey:added",
    "passkey:renamed",
    "passkey:refused",
    "passkey:removed",
    "token:created",
    "token:revoked",
  ],
  entry: ["entry:first-read", "entry:history-read", "entry:erased", "entries:imported"],
  export: ["export:begun", "entries:exported", "data-set:exported"],
  theme: [
    "theme:created",
    "theme:changed",
    "theme:stepped",
    "theme:line-set",
    "theme:linked",
    "theme:unlinked",
    "theme:merged",
    "theme:split",
    "action:added",
    "action:changed",
    "signal:judged",
    "view:saved",
    "view:removed",
  ],
  list: [
    "term:created",
    "term:changed",
    "term:retired",
    "term:restored",
    "priority:created",
    "priority:changed",
    "priority:retired",
    "priority:restored",
  ],
  server: ["trail:read", "epoch:changed"],
};

/** 'Anna Weber changed what Ben Roth may do'. @param {TrailLine} line @param {Record<string, import("../types.js").Vocabulary>} lists */
export function lineWords(line, lists) {
  const parts = { who: html`<strong dir="auto">${whoWords(line)}</strong>`, what: whatWords(line, lists) };
  if (!has(`trail.say.${line.action}`))
    return rich("trail.sayOther", { ...parts, action: html`<code>${line.action}</code>` });
  return rich(`trail.say.${line.action}`, parts);
}

/** @param {TrailLine} line */
function whoWords({ actor, action }) {
  if (actor) return actor.name || t("trail.gone");
  return t(action === "session:refused" ? "trail.stranger" : "trail.server");
}

/** @param {TrailLine} line @param {Record<string, import("../types.js").Vocabulary>} lists */
function whatWords({ object, facts }, lists) {
  if (object.kind === "person")
    return html`<strong dir="auto">${object.name || t("trail.somebody")}</strong>`;
  const list = object.kind === "priority" ? "listening_priority" : String(facts.vocabulary ?? "");
  return html`<q dir="auto">${label(lists, list, object.id) || object.id}</q>`;
}
