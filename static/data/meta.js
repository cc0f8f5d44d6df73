// Small facts about this person on this device: client id, counters, where pulling stands.
import { withDb } from "./db.js";

/** @param {string} key @returns {Promise<any>} */
export const getMeta = (key) => withDb((db) => db.get("meta", key));

/** @param {string} key @param {unknown} value */
export const setMeta = (key, value) => withDb((db) => db.put("meta", value, key));
