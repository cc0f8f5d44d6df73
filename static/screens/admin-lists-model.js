// What can be done to which term: the same rules as the server's, so that no button leads to a refusal.

import { BARRIERS } from "../elements/barriers.js";
import { inTree } from "./theme-place.js";

/** @typedef {import("../types.js").Vocabulary} Vocabulary */
/** @typedef {import("../types.js").Term} Term */
/** @typedef {{parent: string | null, terms: (Term & {depth: number})[]}} Group */

/** In the order in which an entry asks for them. */
export const LISTS = /** @type {const} */ ([
  "barrier",
  "sub_barrier",
  "region",
  "therapeutic_area",
  "stakeholder_type",
  "hco_type",
  "channel",
  "listening_priority",
]);

/** Levels of the tree of regions: area, country, territory. */
const DEEPEST = 3;

/** @param {Vocabulary} list */
export const grows = ({ name }) => name !== "barrier" && name !== "listening_priority";

/** Fingers know where the barriers are. @param {Vocabulary} list */
export const moves = ({ name }) => name !== "barrier";

/** What fits nowhere yet needs a place, and the barriers are what all is built round. @param {Vocabulary} list @param {Term} term */
export const stays = ({ name }, { code }) =>
  name === "barrier" || (name === "sub_barrier" && code === "other_unsure");

/** Regions in use below it come first. @param {Vocabulary} list @param {Term} term */
export const holdsOthers = ({ terms }, { code }) =>
  terms.some((term) => term.parent === code && !term.retired);

/** @param {Vocabulary} list @param {Term} term */
export const lies = ({ terms }, { parent }) => terms.some((term) => term.code === parent && term.retired);

/** Those in use beside it, in their order. @param {Vocabulary} list @param {Term} term */
export const beside = ({ terms }, { parent }) =>
  inOrder(terms).filter((term) => term.parent === parent && !term.retired);

/** What is in use: sub-barriers under their barriers, regions as a tree, all else in a row. @param {Vocabulary} list @returns {Group[]} */
export function groups({ name, terms }) {
  const used = inOrder(terms).filter((term) => !term.retired);
  if (name !== "sub_barrier") return [{ parent: null, terms: inTree(used) }];
  const under = (/** @type {string | null} */ parent) => ({
    parent,
    terms: used.filter((term) => term.parent === parent).map((term) => ({ ...term, depth: 0 })),
  });
  return [...BARRIERS.map(under), under(null)].filter((group) => group.terms.length);
}

/** Under what a new one may stand; none for lists without levels. @param {Vocabulary} list @returns {(Term & {depth: number})[]} */
export function parents({ name, terms }) {
  if (name !== "region") return [];
  return inTree(inOrder(terms).filter((term) => !term.retired)).filter(({ depth }) => depth < DEEPEST - 1);
}

/** @param {Term[]} terms */
const inOrder = (terms) => terms.toSorted((a, b) => a.position - b.position);
