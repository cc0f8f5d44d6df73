// Who is signed in, as the server sees it.
import { get, post, remove } from "./client.js";

/** @typedef {import("../types.js").Session} Session */

/** @param {string} email @param {string} password @param {string} device_key @returns {Promise<Session>} */
export const signIn = (email, password, device_key) =>
  post("/session", { email, password, device_key }, { final: true });

/** Whether the company has a sign-on, and its name. @returns {Promise<{configured: boolean, name: string | null}>} */
export const readSignOn = () => get("/session/oidc", { final: true });

/** @param {string} next @param {string} device_key @returns {Promise<{address: string}>} */
export const beginSignOn = (next, device_key) => post("/session/oidc", { next, device_key }, { final: true });

/** @param {Promise<Response>} [asked] where boot.js has asked already @returns {Promise<Session>} */
export const whoami = (asked) => get("/session", { asked });

export const signOut = () => remove("/session");
