// What the screens about themes ask the server: themes, their evidence and actions.

import { get, post, remove, request } from "./client.js";

/** @typedef {import("../types.js").EntryData} EntryData */
/** @typedef {"heard" | "corroborated" | "co_designed" | "piloted" | "changed" | "closed"} Status */
/** @typedef {"supports" | "contradicts" | "refines"} Stance */
/** @typedef {"medical" | "r_and_d" | "regulatory" | "market_access" | "patient_engagement" | "commercial"} OwnerFunction */
/** @typedef {{region: string | null, hco_type: string | null, therapeutic_area: string | null}} Place */
/** @typedef {{id: string, name: string} | null} By null where the person's role sees no names */
/** @typedef {{entries: number, hcps: number | null, hcos: number | null, stakeholder_types: number | null,
 *   authors: number | null, places: number, one_voice: "hcp" | "hco" | "author" | null}} Side */
/** @typedef {Record<Stance, Side> & {last_heard_on: string | null}} Corroboration */
/** @typedef {{id: string, rev: number, barrier: import("../types.js").Barrier, sub_barrier: string | null, place: Place,
 *   conclusion: string, status: Status, closed_because: string | null, line_to_take_back: string | null,
 *   cleared: {at: string, by: By} | null, created_at: string, changed_at: string, by: By,
 *   corroboration: Corroboration, overdue: number, own: boolean, may: Status[]}} Theme */
/** @typedef {{status: Status, from: Status | null, at: string, by: By, why: string | null}} Step */
/** @typedef {{id: string, rev: number, what: string, partner_ref: string | null, owner_function: OwnerFunction,
 *   due_on: string | null, status: "open" | "under_way" | "done" | "dropped", outcome: string | null, at: string,
 *   changed_at: string, overdue: boolean}} Action */
/** @typedef {Theme & {steps: Step[], actions: Action[], merged_from: {id: string, conclusion: string, at: string}[]}} ThemePage */
/** @typedef {{stance: Stance, source: "lead" | "reaction", at: string, by: By, entry: EntryData}} Evidence */
/** @typedef {{items: Evidence[], next: string | null, total: number, hidden: number}} EvidencePage */
/** @typedef {{entry: EntryData, like: string, cosine: number, shared: string[], same_sub_barrier: boolean,
 *   same_region: boolean}} Proposal */
/** @typedef {{rev: number, at: string, by: By, changes: Record<string, {before: unknown, after: unknown}>}} ActionRevision */
/** @typedef {{barrier: string, sub_barrier: string | null, place: Place, conclusion: string}} ThemeFields */
/** @typedef {{entry_id: string, stance: Stance}} Link */

/** @param {string} id */
const at = (id) => `/themes/${encodeURIComponent(id)}`;

/** @param {URLSearchParams} query @param {AbortSignal} [signal] @returns {Promise<{items: Theme[], next: string | null, total: number}>} */
export const readThemes = (query, signal) => get("/themes", given({ query, signal }));

/** @param {ThemeFields & {entries: Link[]}} fields @returns {Promise<ThemePage>} */
export const makeTheme = (fields) => post("/themes", fields);

/** @param {string} id @param {AbortSignal} [signal] @returns {Promise<ThemePage>} */
export const readTheme = (id, signal) => get(at(id), given({ signal }));

/** @param {string} id @param {Partial<ThemeFields> & {rev: number}} fields @returns {Promise<ThemePage>} */
export const changeTheme = (id, fields) => request("PATCH", at(id), { body: fields });

/** @param {string} id @param {{rev: number, status: string, why: string}} step @returns {Promise<ThemePage>} */
export const takeStep = (id, step) => post(`${at(id)}/steps`, step);

/** @param {string} id @param {{rev: number, line: string | null, cleared: boolean}} line @returns {Promise<ThemePage>} */
export const setLine = (id, line) => request("PUT", `${at(id)}/line`, { body: line });

/** @param {string} id @param {URLSearchParams} query @param {AbortSignal} [signal] @returns {Promise<EvidencePage>} */
export const readEvidence = (id, query, signal) => get(`${at(id)}/evidence`, given({ query, signal }));

/** Of an entry that is there already, the stance is changed. @param {string} id @param {Link[]} links @returns {Promise<ThemePage>} */
export const linkEntries = (id, links) => post(`${at(id)}/links`, { links });

/** @param {string} id @param {string} entry */
export const unlinkEntry = (id, entry) => remove(`${at(id)}/links/${encodeURIComponent(entry)}`);

/** @param {string} id @param {{rev: number, into: string, why: string}} merge @returns {Promise<ThemePage>} of the one it went into */
export const mergeTheme = (id, merge) => post(`${at(id)}/merge`, merge);

/** @param {string} id @param {ThemeFields & {entries: string[]}} split @returns {Promise<ThemePage>} the new one */
export const splitTheme = (id, split) => post(`${at(id)}/split`, split);

/** @param {string} id @param {AbortSignal} [signal] @returns {Promise<{items: Proposal[], up_to_date: boolean}>} */
export const readProposals = (id, signal) => get(`${at(id)}/proposals`, given({ signal }));

/** @param {string} id @param {Record<string, unknown>} action @returns {Promise<Action>} */
export const addAction = (id, action) => post(`${at(id)}/actions`, action);

/** @param {string} id @param {string} action @param {Record<string, unknown>} fields @returns {Promise<Action>} */
export const changeAction = (id, action, fields) =>
  request("PATCH", `${at(id)}/actions/${encodeURIComponent(action)}`, { body: fields });

/** @param {string} id @param {string} action @returns {Promise<{items: ActionRevision[]}>} */
export const readActionHistory = (id, action) =>
  get(`${at(id)}/actions/${encodeURIComponent(action)}/history`);

/** Options without those not given. @param {{query?: URLSearchParams, signal?: AbortSignal | undefined}} options */
function given({ query, signal }) {
  return { ...(query ? { query } : {}), ...(signal ? { signal } : {}) };
}
