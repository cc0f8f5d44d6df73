// Who is signed in, as the server sees it. account.js has the ways in, and what one does with sessions.
import { get, remove } from "./client.js";

/** @typedef {import("../types.js").Session} Session */

/** @param {Promise<Response>} [asked] where boot.js has asked already @returns {Promise<Session>} */
export const whoami = (asked) => get("/session", { asked });

export const signOut = () => remove("/session");
