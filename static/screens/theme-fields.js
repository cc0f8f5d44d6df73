// The fields that a theme is written in, for making one, changing one and splitting one.

import { BARRIERS, barrierName } from "../elements/barriers.js";
import { pick, t } from "../lib/i18n.js";
import { choices } from "../sync/vocabulary.js";
import { inTree } from "./theme-place.js";
import { PLACE } from "./theme-words.js";

/** @typedef {import("../elements/form-sheet.js").Field} Field */
/** @typedef {import("../elements/form-sheet.js").Values} Values */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

/** @param {Values} values what is typed so far @param {Values} first what stands there at first @param {Lists} lists @returns {Field[]} */
export function themeFields(values, first, lists) {
  const barrier = values.barrier ?? first.barrier ?? "";
  return [
    {
      name: "conclusion",
      label: t("theme.field.conclusion"),
      kind: "text",
      required: true,
      value: first.conclusion ?? "",
      help: t("theme.conclusionHelp"),
    },
    {
      name: "barrier",
      label: t("theme.field.barrier"),
      kind: "choice",
      required: true,
      value: first.barrier ?? "",
      options: [...BARRIERS, /** @type {const} */ ("other_unsure")].map((code) => ({
        code,
        name: barrierName(code),
      })),
    },
    {
      name: "sub_barrier",
      label: t("theme.field.sub_barrier"),
      kind: "select",
      value: first.sub_barrier ?? "",
      none: t("theme.noSub"),
      options: barrier ? named(choices(lists, "sub_barrier", barrier)) : [],
    },
    ...PLACE.map((name) => ({
      name,
      label: t(`theme.field.${name}`),
      kind: /** @type {const} */ ("select"),
      value: first[name] ?? "",
      none: t("theme.any"),
      oneOf: true,
      options: named(inTree(choices(lists, name))),
    })),
  ];
}

/** @param {(import("../types.js").Term & {depth?: number})[]} terms */
const named = (terms) =>
  terms.map(({ code, label, depth = 0 }) => ({ code, name: `${"\u2003".repeat(depth)}${pick(label)}` }));

/**
 * What the API takes. A sub-barrier of another barrier, left from before that was changed, does not go along.
 * @param {Values} values
 * @param {Lists} lists
 * @returns {import("../http/themes.js").ThemeFields}
 */
export function writtenTheme(values, lists) {
  const barrier = values.barrier ?? "";
  const fits = choices(lists, "sub_barrier", barrier).some((term) => term.code === values.sub_barrier);
  return {
    conclusion: values.conclusion ?? "",
    barrier,
    sub_barrier: fits ? (values.sub_barrier ?? null) : null,
    place: {
      region: values.region || null,
      hco_type: values.hco_type || null,
      therapeutic_area: values.therapeutic_area || null,
    },
  };
}

/** @param {import("../http/themes.js").Theme} theme @returns {Values} */
export const fieldsOf = ({ conclusion, barrier, sub_barrier, place }) => ({
  conclusion,
  barrier,
  sub_barrier: sub_barrier ?? "",
  region: place.region ?? "",
  hco_type: place.hco_type ?? "",
  therapeutic_area: place.therapeutic_area ?? "",
});
