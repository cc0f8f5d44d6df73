// What an administrator asks about the trail.

import { get } from "./client.js";

/** @typedef {{no: number, at: string, actor: {id: string, name: string} | null, action: string,
 *   object: {kind: string, id: string | null, name: string | null}, facts: Record<string, unknown>,
 *   request_id: string | null, hash: string}} TrailLine */
/** @typedef {{no: number, hash: string}} TrailEnd */
/** @typedef {{lines: number, checked_to: number, broken: number | null, more: boolean, head: TrailEnd | null}} TrailCheck */

/** @param {URLSearchParams} query @param {AbortSignal} signal @returns {Promise<{items: TrailLine[], next: string | null, head: TrailEnd | null}>} */
export const readTrail = (query, signal) => get("/audit", { query, signal });

/** Some ten thousand lines behind one. @param {number} after @param {AbortSignal} signal @returns {Promise<TrailCheck>} */
export const checkTrail = (after, signal) =>
  get("/audit/check", { query: { after: String(after) }, signal, timeout: 60_000 });
