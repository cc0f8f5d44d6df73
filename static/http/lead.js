// What a lead asks besides counts and entries: signals, who stands behind a number, saved views, words.

import { get, post, remove } from "./client.js";

/** @typedef {{hcps: number, hcos: number, authors: number}} Corroboration */
/** @typedef {"seen" | "watching" | "dismissed"} Verdict */
/**
 * @typedef {object} Signal
 * @property {string} id
 * @property {"rise" | "word"} kind
 * @property {Record<string, string>} key
 * @property {string | null} term
 * @property {number} weeks
 * @property {string} from
 * @property {string} to
 * @property {number} count
 * @property {number} usual
 * @property {number} logged
 * @property {{weeks: number, count: number, logged: number}} before
 * @property {number} loudest
 * @property {Corroboration} corroboration
 * @property {{start: string, count: number, logged: number | null}[]} series
 * @property {Record<string, string[]>} filters
 * @property {{verdict: Verdict, reason: string | null, at: string, by: {id: string, name: string}} | null} judgement
 */
/** @typedef {{as_of: string, items: Signal[], one_voice: number, watched: number}} Signals */
/** @typedef {"priority_started" | "priority_ended" | "action_agreed" | "action_done"} HappeningKind */
/** @typedef {{on: string, kind: HappeningKind, barrier: import("../types.js").Barrier | null,
 *   theme_id: string | null, what: string | null, listening_priority: string | null,
 *   label: {en: string, de: string} | null}} Happening */
/** @typedef {{id: string, name: string, page: string, query: Record<string, string[]>, shared: boolean, own: boolean,
 *   by: {id: string, name: string}}} SavedView */
/** @typedef {{field: "text" | "so_what" | "next_step", start: number, end: number}} Highlight */
/** @typedef {{items: {entry: import("../types.js").EntryData, highlights: Highlight[]}[], next: string | null,
 *   total: number, total_is_exact: boolean, ranked: number | null}} Found */

/** @param {AbortSignal} signal @returns {Promise<Signals>} */
export const readSignals = (signal) => get("/signals", { signal });

/** @param {string} id @param {Verdict} verdict @param {string | null} reason */
export const judgeSignal = (id, verdict, reason) =>
  post(`/signals/${encodeURIComponent(id)}/judgements`, { verdict, reason });

/** @param {URLSearchParams} query filters of entries @param {AbortSignal} signal @returns {Promise<Corroboration & {entries: number}>} */
export const readCorroboration = (query, signal) => get("/signals/corroboration", { query, signal });

/** @param {URLSearchParams} query filters of entries @param {AbortSignal} signal @returns {Promise<{items: Happening[]}>} */
export const readHappenings = (query, signal) => get("/trends/events", { query, signal });

/** @returns {Promise<{items: SavedView[]}>} */
export const readViews = () => get("/views");

/** @param {{name: string, page: string, query: Record<string, string[]>, shared: boolean}} view @returns {Promise<SavedView>} */
export const saveView = (view) => post("/views", view);

/** @param {string} id */
export const removeView = (id) => remove(`/views/${encodeURIComponent(id)}`);

/** @param {URLSearchParams} query @param {AbortSignal} signal @returns {Promise<Found>} */
export const searchEntries = (query, signal) => get("/search", { query, signal });
