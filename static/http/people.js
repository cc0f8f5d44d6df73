// What an administrator asks about people, and does.

import { get, post, remove, request } from "./client.js";

/** @typedef {import("../types.js").Role} Role */
/** @typedef {"active" | "invited" | "suspended" | "erased"} State */
/** @typedef {{id: string, email: string, name: string, roles: Role[], regions: string[] | null, state: State,
 *   rev: number, sessions: number, last_seen_at: string | null}} PersonRow */
/** @typedef {PersonRow & {created_at: string, signs_in_by: ("password" | "provider")[], passkeys: number, is_last_admin: boolean,
 *   link: {purpose: "invitation" | "reset", expires_at: string} | null}} PersonDetail */
/** @typedef {{email: string, purpose: "invitation" | "reset", expires_at: string, link: string | null,
 *   failed: string | null}} Handed */
/** @typedef {{roles: string[], regions: string[] | null}} Scope */
/** @typedef {{id: string, browser: string | null, last_seen_at: string}} OpenSession */
/** @typedef {{entries: number, waiting: number, actions: number}} HcpPlan */
/** @typedef {{sessions: number, tokens: number, views: number, waiting: number, entries: number}} PersonPlan */

/** The server may wait for a mail server before it answers. */
const MAILING = { timeout: 45_000 };

/** @param {URLSearchParams} query @param {AbortSignal} signal @returns {Promise<{items: PersonRow[], next: string | null, total: number}>} */
export const readPeople = (query, signal) => get("/people", { query, signal });

/** @param {Scope & {email: string, name: string}} given @returns {Promise<{person: PersonDetail, handed: Handed}>} */
export const invitePerson = (given) => post("/people", given, MAILING);

/** @param {string} id @param {AbortSignal} [signal] @returns {Promise<PersonDetail>} */
export const readPerson = (id, signal) => get(at(id), signal ? { signal } : {});

/** @param {string} id @param {Scope & {rev: number}} scope @returns {Promise<PersonDetail>} */
export const changeScope = (id, scope) => request("PATCH", at(id), { body: scope });

/** @param {PersonDetail} person @returns {Promise<PersonDetail>} */
export const suspendPerson = ({ id, rev }) => post(`${at(id)}/suspension`, { rev });

/** @param {PersonDetail} person @returns {Promise<PersonDetail>} */
export const readmitPerson = ({ id, rev }) => post(`${at(id)}/readmission`, { rev });

/** @param {string} id @returns {Promise<Handed>} */
export const makeLink = (id) => request("POST", `${at(id)}/links`, MAILING);

/** @param {string} id @param {AbortSignal} signal @returns {Promise<{items: OpenSession[]}>} */
export const readSessionsOf = (id, signal) => get(`${at(id)}/sessions`, { signal });

/** @param {string} id @param {string} [session] without one: everywhere */
export const endSessionOf = (id, session) =>
  remove(`${at(id)}/sessions${session ? `/${encodeURIComponent(session)}` : ""}`);

/** @param {string} id */
export const removePasskeysOf = (id) => remove(`${at(id)}/passkeys`);

/** @param {string} id @param {AbortSignal} signal @returns {Promise<{items: import("./desk.js").Token[]}>} */
export const readTokensOf = (id, signal) => get(`${at(id)}/tokens`, { signal });

/** @param {string} id @param {string} token */
export const revokeTokenOf = (id, token) => remove(`${at(id)}/tokens/${encodeURIComponent(token)}`);

/** @param {string} id @returns {Promise<PersonPlan>} */
export const previewPersonErasure = (id) => get(`${at(id)}/erasure`);

/** @param {string} id @param {{confirm: string, reason: string}} given */
export const erasePerson = (id, given) => post(`${at(id)}/erasure`, given);

/** @param {string} hcp_ref @returns {Promise<HcpPlan>} */
export const previewHcpErasure = (hcp_ref) => post("/erasures/preview", { hcp_ref });

/** @param {{hcp_ref: string, confirm: string, reason: string}} given @returns {Promise<HcpPlan>} */
export const eraseHcp = (given) => post("/erasures", given, MAILING);

/** @param {string} id */
const at = (id) => `/people/${encodeURIComponent(id)}`;
