// Who is signed in, as the server sees it.
import { get, post, remove } from "./client.js";

/** @typedef {import("../types.js").Session} Session */

/** @param {string} email @param {string} password @returns {Promise<Session>} */
export const signIn = (email, password) => post("/session", { email, password });

/** @returns {Promise<Session>} */
export const whoami = () => get("/session");

export const signOut = () => remove("/session");
