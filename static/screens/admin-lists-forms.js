// The forms of the code lists: a new term, and other words for one.

import { BARRIERS, barrierName } from "../elements/barriers.js";
import { formSheet } from "../elements/form-sheet.js";
import { termFields, termWords } from "../elements/term-fields.js";
import { pick, t } from "../lib/i18n.js";
import { parents } from "./admin-lists-model.js";

/** @typedef {import("../types.js").Vocabulary} Vocabulary */
/** @typedef {import("../types.js").Term} Term */
/** @typedef {import("../elements/form-sheet.js").Field} Field */
/** @typedef {(error: unknown) => unknown} Explain */

/**
 * @param {Vocabulary} list
 * @param {(term: import("../http/vocabularies.js").NewTerm) => Promise<true>} submit
 * @param {Explain} explain
 */
export const newTerm = (list, submit, explain) =>
  formSheet({
    title: t(`lists.add.${list.name}`),
    help: t("lists.addHelp"),
    fields: () => [
      ...wordFields(null).slice(0, 2),
      ...parentField(list),
      ...wordFields(null).slice(2),
      { name: "code", label: t("lists.code"), help: t("lists.codeHelp"), max: 64 },
    ],
    save: t("lists.add"),
    submit: ({ code, parent, ...words }) =>
      submit({ ...termWords(words), ...(code ? { code } : {}), ...(parent ? { parent } : {}) }),
    explain,
  });

/**
 * @param {() => Term} term as it stands by now
 * @param {(change: import("../http/vocabularies.js").TermChange) => Promise<true>} submit
 * @param {Explain} explain
 */
export const otherWords = (term, submit, explain) =>
  formSheet({
    title: t("lists.change"),
    help: t("lists.changeHelp", { code: term().code }),
    fields: () => wordFields(term()),
    save: t("app.save"),
    submit: (words) => submit(termWords(words)),
    explain,
    stands: () => Object.fromEntries(wordFields(term()).map(({ name, value }) => [name, value ?? ""])),
  });

/** @param {Term | null} term */
const wordFields = (term) =>
  termFields(
    term,
    {
      en: t("lists.en"),
      de: t("lists.de"),
      deHelp: t("lists.deHelp"),
      hint: t("lists.hint"),
      hintDe: t("lists.hintDe"),
    },
    240,
  );

/** @param {Vocabulary} list @returns {Field[]} */
function parentField(list) {
  if (list.name === "sub_barrier") {
    const options = BARRIERS.map((code) => ({ code, name: barrierName(code) }));
    return [{ name: "parent", label: t("lists.barrier"), kind: "choice", required: true, options }];
  }
  if (list.name !== "region") return [];
  const options = parents(list).map(({ code, label, depth }) => ({
    code,
    name: `${"\u2003".repeat(depth)}${pick(label)}`,
  }));
  return [{ name: "parent", label: t("lists.above"), kind: "select", none: t("lists.newArea"), options }];
}
