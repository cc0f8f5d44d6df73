// What own entries say of one HCP: when they were seen last, and what was agreed with them.

/** @typedef {import("../types.js").EntryView} EntryView */
/** @typedef {{ref: string, day: string, last: EntryView, entries: EntryView[]}} Visits */

/**
 * Whom this person noted something from, the latest visit first.
 * @param {EntryView[]} entries newest first
 * @returns {Visits[]}
 */
export function visitsByHcp(entries) {
  /** @type {Map<string, Visits>} */
  const found = new Map();
  for (const entry of entries) {
    const ref = entry.data.hcp_ref;
    if (!ref || entry.deleted) continue;
    const known = found.get(ref);
    if (known) known.entries.push(entry);
    else found.set(ref, { ref, day: String(entry.data.visited_on ?? ""), last: entry, entries: [entry] });
  }
  return [...found.values()];
}

/** Steps agreed, the latest visit first. @param {Visits} visits */
export const agreed = (visits) =>
  visits.entries.flatMap(({ id, data }) =>
    data.next_step ? [{ id, step: data.next_step, day: String(data.visited_on ?? "") }] : [],
  );

/** Where and with whom the last visit was, for the next one. @param {Visits} visits */
export function placeOf({ last: { data } }) {
  const { region, hco_type, therapeutic_area, stakeholder_type, hcp_ref, hco_ref } = data;
  return { region, hco_type, therapeutic_area, stakeholder_type, hcp_ref, hco_ref };
}
