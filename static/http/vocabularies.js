// What an administrator does to the code lists. Each answer is the list as it is then, with its new version.

import { get, post, request } from "./client.js";

/** @typedef {import("../types.js").Vocabulary} Vocabulary */
/** @typedef {{en: string, de?: string}} Words */
/** @typedef {{code?: string, parent?: string, label: Words, hint?: Words | null}} NewTerm */
/** @typedef {{label?: Words, hint?: Words | null, place?: number}} TermChange */

/** @param {string} name @param {string} [code] */
const path = (name, code) =>
  `/vocabularies/${encodeURIComponent(name)}/terms${code ? `/${encodeURIComponent(code)}` : ""}`;

/** @param {AbortSignal} signal @returns {Promise<{vocabularies: Vocabulary[]}>} fresh, since it is about to be changed */
export const readLists = (signal) => get("/vocabularies", { signal });

/** @param {Vocabulary} list @param {NewTerm} term @returns {Promise<Vocabulary>} */
export const addTerm = ({ name, version }, term) => post(path(name), { version, ...term });

/** @param {Vocabulary} list @param {string} code @param {TermChange} change @returns {Promise<Vocabulary>} */
export const changeTerm = ({ name, version }, code, change) =>
  request("PATCH", path(name, code), { body: { version, ...change } });

/** @param {Vocabulary} list @param {string} code @param {"retire" | "restore"} done @returns {Promise<Vocabulary>} */
export const useTerm = ({ name, version }, code, done) => post(`${path(name, code)}/${done}`, { version });
