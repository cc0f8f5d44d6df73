// What the screens at a desk ask the server: counts, entries, code lists, tokens.

import { get, post, remove } from "./client.js";

/** @typedef {import("../types.js").EntryData} EntryData */
/** @typedef {{start: string, end: string, label: string, running: boolean}} Period */
/** @typedef {{key: Record<string, string | null>, total: number, counts: number[]}} Series */
/** @typedef {{total: number, visits: number, periods: Period[], series: Series[], visits_per_period: number[]}} Trends */
/** @typedef {{items: EntryData[], next: string | null, total: number}} EntryPage */
/** @typedef {{rev: number, action: "create" | "update" | "delete" | "restore", at: string, device_time: string,
 *   by: {id: string, name: string}, reason: string | null,
 *   changes: Record<string, {before: unknown, after: unknown}>}} Revision */
/** @typedef {{id: string, name: string, scopes: string[], created_at?: string, expires_at: string, token?: string}} Token */
/** @typedef {{id: string, person: {id: string, name: string}, first_seen_at: string, last_seen_at: string,
 *   pending: number, missing: number, holes: [number, number][], is_quiet: boolean}} Device */

/** @param {AbortSignal} [signal] @returns {Promise<{items: Device[]}>} */
export const readDevices = (signal) => get("/sync/devices", given({ signal }));

/** @param {URLSearchParams} query @param {AbortSignal} [signal] @returns {Promise<Trends>} */
export const readTrends = (query, signal) => get("/trends", given({ query, signal }));

/** @param {URLSearchParams} query @param {AbortSignal} [signal] @returns {Promise<EntryPage>} */
export const readEntries = (query, signal) => get("/entries", given({ query, signal }));

/** @param {string} id @param {AbortSignal} [signal] @returns {Promise<EntryData>} */
export const readEntry = (id, signal) => get(`/entries/${encodeURIComponent(id)}`, given({ signal }));

/** @param {string} id @param {AbortSignal} [signal] @returns {Promise<{items: Revision[]}>} */
export const readHistory = (id, signal) =>
  get(`/entries/${encodeURIComponent(id)}/history`, given({ signal }));

/** @returns {Promise<{items: Token[]}>} */
export const readTokens = () => get("/tokens");

/** @param {string} name @param {number} days @returns {Promise<Token>} */
export const makeToken = (name, days) =>
  post("/tokens", { name, scopes: ["export:read"], expires_in_days: days });

/** @param {string} id */
export const revokeToken = (id) => remove(`/tokens/${encodeURIComponent(id)}`);

/** Options without those not given. @param {{query?: URLSearchParams, signal?: AbortSignal | undefined}} options */
function given({ query, signal }) {
  return { ...(query ? { query } : {}), ...(signal ? { signal } : {}) };
}
