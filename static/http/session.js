// Who is signed in, as the server sees it.
import { get, post, remove } from "./client.js";

/** @typedef {import("../types.js").Session} Session */

/** @param {string} email @param {string} password @param {string} device_key @returns {Promise<Session>} */
export const signIn = (email, password, device_key) =>
  post("/session", { email, password, device_key }, { final: true });

/** @param {Promise<Response>} [asked] where boot.js has asked already @returns {Promise<Session>} */
export const whoami = (asked) => get("/session", { asked });

export const signOut = () => remove("/session");
