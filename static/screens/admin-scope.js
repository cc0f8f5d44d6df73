// The fields by which somebody gets roles and regions, and what was chosen in them.

import { codesOf } from "../elements/form-sheet.js";
import { pick, t } from "../lib/i18n.js";
import { ROLES } from "./admin-people-words.js";

/** @typedef {import("../elements/form-sheet.js").Field} Field */
/** @typedef {import("../elements/form-sheet.js").Values} Values */
/** @typedef {import("../types.js").Term} Term */
/** @typedef {import("../http/people.js").Scope} Scope */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

/** @param {Lists} lists @param {Values} values @param {Scope | null} now @returns {Field[]} */
export function scopeFields(lists, values, now) {
  const stands = scopeValues(now);
  const where = values.where ?? stands.where;
  /** @type {Field[]} */
  const fields = [
    {
      name: "roles",
      label: t("admin.scope.roles"),
      kind: "many",
      value: stands.roles ?? "",
      options: ROLES.map((code) => ({ code, name: t(`role.${code}`), help: t(`admin.role.${code}`) })),
    },
    {
      name: "where",
      label: t("admin.scope.where"),
      kind: "choice",
      required: true,
      value: where ?? "",
      options: ["all", "some"].map((code) => ({ code, name: t(`admin.scope.where.${code}`) })),
    },
  ];
  if (where === "some") {
    fields.push({
      name: "regions",
      label: t("admin.scope.regions"),
      help: t("admin.scope.regionsHelp"),
      kind: "many",
      value: stands.regions ?? "",
      options: tree(lists.region?.terms ?? []),
    });
  }
  return fields;
}

/** What stands, as the values of those fields. @param {Scope | null} scope @returns {Values} */
export function scopeValues(scope) {
  if (!scope) return { roles: "", where: "", regions: "" };
  return {
    roles: scope.roles.join(" "),
    where: scope.regions === null ? "all" : "some",
    regions: scope.regions?.join(" ") ?? "",
  };
}

/** What was chosen. Raises an Error with the sentence for the form. @param {Values} values @returns {Scope} */
export function scopeOf({ roles = "", where, regions = "" }) {
  if (!codesOf(roles).length) throw new Missing(t("admin.scope.noRole"));
  if (where === "some" && !codesOf(regions).length) throw new Missing(t("admin.scope.noRegion"));
  return { roles: codesOf(roles), regions: where === "all" ? null : codesOf(regions) };
}

/** Something was not chosen yet; its message is for the person. */
export class Missing extends Error {}

/** Each region below the one it lies in. @param {Term[]} terms @param {string | null} [parent] @param {number} [depth] @returns {import("../elements/form-sheet.js").Option[]} */
function tree(terms, parent = null, depth = 0) {
  return terms
    .filter((term) => term.parent === parent && !term.retired)
    .toSorted((a, b) => a.position - b.position)
    .flatMap((term) => [
      { code: term.code, name: pick(term.label), depth },
      ...tree(terms, term.code, depth + 1),
    ]);
}
