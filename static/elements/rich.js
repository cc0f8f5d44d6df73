// A sentence with live parts in it – a link, a coloured word – whose order is the translation's own.

import { t } from "../lib/i18n.js";

/**
 * @param {string} key
 * @param {Record<string, unknown>} parts what stands for each {name}: templates, or plain values
 * @param {Record<string, string | number>} [vars] values that also choose the plural, such as count
 * @returns {unknown[]} for a template
 */
export function rich(key, parts, vars = {}) {
  const names = Object.keys(parts);
  const marked = Object.fromEntries(names.map((name) => [name, `\u0001${name}\u0001`]));
  const pieces = t(key, { ...vars, ...marked }).split("\u0001");
  return pieces.map((piece, at) => (at % 2 ? parts[piece] : piece));
}
