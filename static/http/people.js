// What an administrator asks about people.

import { get } from "./client.js";

/** @typedef {import("../types.js").Role} Role */
/** @typedef {"active" | "invited" | "suspended" | "erased"} State */
/** @typedef {{id: string, email: string, name: string, roles: Role[], regions: string[] | null, state: State,
 *   rev: number, sessions: number, last_seen_at: string | null}} PersonRow */

/** @param {URLSearchParams} query @param {AbortSignal} signal @returns {Promise<{items: PersonRow[], next: string | null, total: number}>} */
export const readPeople = (query, signal) => get("/people", { query, signal });
