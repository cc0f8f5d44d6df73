// A theme in words: where it holds, who stands behind it, what changed in it. No number goes without its noun.

import { t } from "../lib/i18n.js";
import { label } from "../sync/vocabulary.js";

/** @typedef {import("../http/themes.js").Side} Side */
/** @typedef {import("../http/themes.js").Theme} Theme */
/** @typedef {import("../http/themes.js").Place} Place */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

export const PLACE = /** @type {const} */ (["region", "hco_type", "therapeutic_area"]);
export const STANCES = /** @type {const} */ (["supports", "contradicts", "refines"]);
export const LADDER = /** @type {const} */ (["heard", "corroborated", "co_designed", "piloted", "changed"]);
export const STATUSES = /** @type {const} */ ([...LADDER, "closed"]);
export const FUNCTIONS = /** @type {const} */ ([
  "medical",
  "r_and_d",
  "regulatory",
  "market_access",
  "patient_engagement",
  "commercial",
]);

/** 'Nordics · GP practice'. @param {Place} place @param {Lists} lists */
export const placeWords = (place, lists) =>
  PLACE.map((name) => label(lists, name, place[name]))
    .filter(Boolean)
    .join(" · ") || t("theme.anywhere");

/** '4 HCPs at 3 organisations'; what a role may not see is not said. @param {Side} side */
export function sideWords(side) {
  const { entries, hcps, hcos, places } = side;
  if (!entries) return t("theme.nobody");
  if (hcps && hcos) {
    return t("theme.at", {
      hcps: t("theme.hcps", { count: hcps }),
      hcos: t("theme.hcos", { count: hcos }),
    });
  }
  if (hcps) return t("theme.hcps", { count: hcps });
  if (hcos) return t("theme.hcos", { count: hcos });
  const where = t("theme.places", { count: places });
  return hcps === null
    ? where
    : t("theme.entriesFrom", { entries: t("theme.entries", { count: entries }), places: where });
}

/** All that is independent on one side, a word for each; that no organisation is named is worth a word too. @param {Side} side @returns {string[]} */
export function countsOf(side) {
  const counts = /** @type {[string, number | null][]} */ ([
    ["hcos", side.hcos],
    ["hcps", side.hcps],
    ["types", side.stakeholder_types],
    ["authors", side.authors],
  ]);
  const said = counts.flatMap(([name, count]) =>
    count === null || (count === 0 && name !== "hcos") ? [] : [t(`theme.${name}`, { count })],
  );
  return said.length ? said : [t("theme.places", { count: side.places })];
}

/** A side that is one person, one house or one colleague only. @param {Side} side */
export const oneVoice = (side) => (side.one_voice ? t(`theme.oneVoice.${side.one_voice}`) : "");

/** @typedef {"done" | "now" | "next" | "later"} RungState */

/**
 * The way up, with the latest step to each rung that is reached. A closed theme stands where it was when it was closed.
 * @param {Pick<import("../http/themes.js").ThemePage, "status" | "steps">} theme
 * @returns {{status: typeof LADDER[number], state: RungState, step: import("../http/themes.js").Step | null}[]}
 */
export function ladderOf({ status, steps }) {
  const closed = status === "closed";
  const reached = closed ? (steps.findLast((step) => step.status === "closed")?.from ?? "heard") : status;
  const at = LADDER.indexOf(/** @type {typeof LADDER[number]} */ (reached));
  return LADDER.map((rung, number) => ({
    status: rung,
    state:
      number < at || (closed && number === at)
        ? "done"
        : number === at
          ? "now"
          : number === at + 1 && !closed
            ? "next"
            : "later",
    step: number <= at ? (steps.findLast((step) => step.status === rung) ?? null) : null,
  }));
}

/** What can differ between two states of a theme. */
const FIELDS = /** @type {const} */ ([
  "conclusion",
  "barrier",
  "sub_barrier",
  "region",
  "hco_type",
  "therapeutic_area",
  "status",
  "line_to_take_back",
]);

/**
 * What somebody else changed while one was typing, field by field, in words.
 * @param {Theme} before
 * @param {Theme} after
 * @param {Lists} lists
 */
export const changesBetween = (before, after, lists) =>
  FIELDS.map((name) => ({
    name: t(`theme.field.${name}`),
    before: valueWords(before, name, lists),
    after: valueWords(after, name, lists),
  })).filter((change) => change.before !== change.after);

/** @param {Theme} theme @param {typeof FIELDS[number]} name @param {Lists} lists */
function valueWords(theme, name, lists) {
  const value =
    name in theme.place
      ? theme.place[/** @type {"region"} */ (name)]
      : theme[/** @type {"barrier"} */ (name)];
  if (name === "status") return t(`theme.status.${value}`);
  if (name === "barrier") return t(`barrier.${value}`);
  return lists[name] ? label(lists, name, value) : (value ?? "");
}
