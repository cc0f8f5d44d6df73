// What was refused: what is wrong in plain words, and the ways out. Each kind of refusal has its own fix, for another
// one would only be refused again.

import { has, t } from "../lib/i18n.js";
import { slugOf } from "../lib/problems.js";

/** @typedef {import("../types.js").EntryView} EntryView */
/**
 * @typedef {"edit" | "asNew" | "again" | "retractAgain" | "keepEntry"} Fix
 * edit: put it right; asNew: the same content as an entry of its own; again: the same, as a new op;
 * retractAgain: now on what the entry says today; keepEntry: the retraction is given up
 */

/** @param {EntryView} entry @returns {Fix[]} the first is what most people will want */
export function fixes({ problem, refused, data }) {
  const slug = slugOf(problem);
  if (slug === "changed-since") return ["keepEntry", "retractAgain"];
  if (refused === "delete") return ["keepEntry"];
  if (slug === "entry-unknown" || slug === "op-mismatch" || slug === "not-allowed") return ["asNew"];
  if (slug === "not-yours") return ["again"];
  // A visit with nothing new has no words to edit; sent again, it takes the day and the place as they stand.
  return data.kind === "nothing_new" ? ["again"] : ["edit"];
}

/** @param {EntryView} entry @returns {string[]} sentences */
export function whatIsWrong({ problem }) {
  const slug = slugOf(problem);
  const fields = (problem?.errors ?? []).map(fieldSentence);
  if (fields.length) return fields;
  if (has(`needs.why.${slug}`)) return [t(`needs.why.${slug}`)];
  return [problem?.detail ?? problem?.title ?? t("needs.unknown")];
}

/**
 * In the person's own words where we have them for the field; else the server's sentence under the field's name.
 * @param {{pointer: string, detail: string}} error
 */
function fieldSentence({ pointer, detail }) {
  const name = pointer.match(/\/fields\/(\w+)/)?.[1] ?? "";
  if (has(`needs.field.${name}`)) return t(`needs.field.${name}`);
  return has(`detail.${name}`) ? t("needs.field", { name: t(`detail.${name}`), detail }) : detail;
}
