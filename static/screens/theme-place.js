// Where the chosen entries come from, as a first proposal for the place of the theme they make.

/** @typedef {import("../types.js").EntryData} EntryData */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

/**
 * What the entries have in common: the barrier most of them have, and of the rest what all of them share.
 * @param {EntryData[]} entries
 * @param {Lists} lists
 */
export function commonOf(entries, lists) {
  const barrier = mostOf(entries.map((entry) => entry.barrier).filter((one) => one !== null)) ?? "";
  const sub = allOf(entries.filter((entry) => entry.barrier === barrier).map((entry) => entry.sub_barrier));
  return {
    barrier,
    sub_barrier: sub ?? "",
    region:
      commonRegion(
        entries.map((entry) => entry.region).filter((one) => one !== null),
        lists,
      ) ?? "",
    hco_type: allOf(entries.map((entry) => entry.hco_type)) ?? "",
    therapeutic_area: allOf(entries.map((entry) => entry.therapeutic_area)) ?? "",
  };
}

/** The first of the most frequent. @param {string[]} values */
function mostOf(values) {
  const count = (/** @type {string} */ value) => values.filter((one) => one === value).length;
  return values.toSorted((a, b) => count(b) - count(a))[0];
}

/** What all that say something say alike. @param {(string | null)[]} values */
function allOf(values) {
  const said = new Set(values.filter((value) => value !== null));
  return said.size === 1 ? [...said][0] : null;
}

/** The nearest region that holds all of them; none when they have no common one. @param {string[]} regions @param {Lists} lists */
export function commonRegion(regions, lists) {
  const [first, ...rest] = regions.map((code) => upFrom(code, lists));
  return first?.find((code) => rest.every((way) => way.includes(code))) ?? null;
}

/** A region and all it lies in, nearest first. @param {string} code @param {Lists} lists */
function upFrom(code, lists) {
  const way = [code];
  for (;;) {
    const parent = lists.region?.terms.find((term) => term.code === way.at(-1))?.parent;
    // A list that runs in a circle is a fault elsewhere; it may not hang this page.
    if (!parent || way.includes(parent)) return way;
    way.push(parent);
  }
}

/**
 * A list to choose from: parents before children, so that a region stands below the one it lies in.
 * @param {import("../types.js").Term[]} terms
 * @param {string | null} [parent]
 * @param {number} [depth]
 * @returns {(import("../types.js").Term & {depth: number})[]}
 */
export const inTree = (terms, parent = null, depth = 0) =>
  terms
    .filter((term) => (term.parent ?? null) === parent)
    .flatMap((term) => [{ ...term, depth }, ...inTree(terms, term.code, depth + 1)]);
