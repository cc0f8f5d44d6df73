// The terms of a code list, none while the lists are not here.

/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

/** @param {Lists} lists @param {string} name */
export const termsOf = (lists, name) => lists[name]?.terms ?? [];
