// The ways in, and what one does with one's sessions and password.
import { get, post, remove } from "./client.js";

/** @typedef {import("../types.js").Session} Session */

/** @param {string} email @param {string} password @param {string} device_key @returns {Promise<Session>} */
export const signIn = (email, password, device_key) =>
  post("/session", { email, password, device_key }, { final: true });

/** Ways in beside the password. @returns {Promise<{configured: boolean, name: string | null, sends_links: boolean, passkeys: boolean}>} */
export const readSignOn = () => get("/session/oidc", { final: true });

/** @param {string} next @param {string} device_key @returns {Promise<{address: string}>} */
export const beginSignOn = (next, device_key) => post("/session/oidc", { next, device_key }, { final: true });

/** @param {string} email */
export const askForLink = (email) => post("/password/reset", { email }, { final: true });

/** @param {string} secret @param {string} password */
export const setPassword = (secret, password) => post("/password", { secret, password }, { final: true });

/** @typedef {{id: string, browser: string | null, last_seen_at: string, is_this: boolean}} OpenSession */

/** @returns {Promise<{items: OpenSession[], has_password: boolean}>} */
export const readSessions = () => get("/sessions");

/** @param {string} [id] without one: everywhere else */
export const endSession = (id) => remove(id ? `/sessions/${encodeURIComponent(id)}` : "/sessions");

/** @param {string} current @param {string} password */
export const changePassword = (current, password) => post("/session/password", { current, password });
