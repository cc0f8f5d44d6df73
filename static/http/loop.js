// What the lead's page about the loop asks the server: how long each step takes, and the questions of the cycle.

import { get, post, remove, request } from "./client.js";

/** @typedef {{step: "arrived" | "read" | "theme" | "decision" | "heard_back", n: number, share: number,
 *   median_hours: number | null, p90_hours: number | null}} LoopStep */
/** @typedef {{entry_id: string, arrived_at: string, visited_on: string, barrier: import("../types.js").Barrier | null,
 *   region: string | null, author: {id: string, name: string}}} Unread */
/** @typedef {{id: string, conclusion: string, status: import("./themes.js").Status, since: string, days: number,
 *   owner_functions: import("./themes.js").OwnerFunction[]}} StuckTheme */
/** @typedef {{owner_function: import("./themes.js").OwnerFunction, open: number, overdue: number,
 *   oldest_due_on: string | null}} FunctionLoad */
/** @typedef {{from: string, to: string, entries: number, steps: LoopStep[], never_read: {n: number, items: Unread[]},
 *   stuck: {themes: StuckTheme[], functions: FunctionLoad[]}}} Loop */
/** @typedef {{label: {en: string, de?: string}, hint?: {en: string, de?: string} | null, starts_on?: string | null,
 *   ends_on?: string | null}} PriorityFields */

/** @param {URLSearchParams} query @param {AbortSignal} [signal] @returns {Promise<Loop>} */
export const readLoop = (query, signal) => get("/loop", signal ? { query, signal } : { query });

/** @returns {Promise<import("../types.js").Term[]>} fresh from the server, since it is about to be changed */
export async function readPriorities() {
  const { vocabularies } = await get("/vocabularies");
  const found = vocabularies.find((/** @type {{name: string}} */ one) => one.name === "listening_priority");
  return found?.terms ?? [];
}

/** @param {PriorityFields} fields @returns {Promise<import("../types.js").Term>} */
export const addPriority = (fields) => post("/listening-priorities", fields);

/** @param {string} code @param {Partial<PriorityFields>} fields @returns {Promise<import("../types.js").Term>} */
export const changePriority = (code, fields) =>
  request("PATCH", `/listening-priorities/${encodeURIComponent(code)}`, { body: fields });

/** @param {string} code */
export const retirePriority = (code) => remove(`/listening-priorities/${encodeURIComponent(code)}`);
