// Passkeys, as the server has them.
import { get, post, remove, request } from "./client.js";

/** @typedef {{id: string, name: string, created_at: string, last_used_at: string | null}} Passkey */
/** @typedef {{options: any}} Asked what the browser has to be asked, as JSON */

/** What any passkey of this place has to sign. @returns {Promise<Asked>} */
export const askToSign = () => post("/session/passkey/options", undefined, { final: true });

/** @param {unknown} credential @param {string} device_key @returns {Promise<import("../types.js").Session>} */
export const signInWith = (credential, device_key) =>
  post("/session/passkey", { credential, device_key }, { final: true });

/** @returns {Promise<{items: Passkey[], can_add: boolean, needs_password: boolean}>} */
export const readPasskeys = () => get("/passkeys");

/** What a new one has to be made for. @param {string} [password] @returns {Promise<Asked>} */
export const askToMake = (password) => post("/passkeys/options", password ? { password } : {});

/** @param {string} name @param {unknown} credential @returns {Promise<Passkey>} */
export const addPasskey = (name, credential) => post("/passkeys", { name, credential });

/** @param {string} id @param {string} name */
export const renamePasskey = (id, name) =>
  request("PATCH", `/passkeys/${encodeURIComponent(id)}`, { body: { name } });

/** @param {string} id */
export const removePasskey = (id) => remove(`/passkeys/${encodeURIComponent(id)}`);
