// Entries as CSV for a spreadsheet (RFC 4180), in which no cell can run as a formula.

/** @typedef {import("../types.js").EntryData} EntryData */

export const COLUMNS = /** @type {const} */ ([
  "id",
  "rev",
  "kind",
  "visited_on",
  "captured_at",
  "received_at",
  "barrier",
  "sub_barrier",
  "text",
  "so_what",
  "next_step",
  "therapeutic_area",
  "stakeholder_type",
  "channel",
  "hco_type",
  "region",
  "hcp_ref",
  "hco_ref",
  "solicited",
  "evidence",
  "listening_priority",
  "theme_id",
  "stance",
  "safety_status",
  "author",
]);

/** @param {EntryData[]} entries */
export const entriesAsCsv = (entries) =>
  asCsv([[...COLUMNS], ...entries.map((entry) => COLUMNS.map((name) => textOf(entry, name)))]);

/** @param {string[][]} rows */
export function asCsv(rows) {
  const lines = rows.map((row) => row.map(cell).join(","));
  // The mark at the start tells Excel that this is UTF-8; every other reader skips it.
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

/** @param {EntryData} entry @param {typeof COLUMNS[number]} name */
function textOf(entry, name) {
  if (name === "author") return entry.author?.name ?? "";
  const value = entry[name];
  return Array.isArray(value) ? value.join("; ") : String(value ?? "");
}

/**
 * A cell that begins like a formula gets an apostrophe before it, as spreadsheets themselves would write it;
 * blanks in front don't count, since some of them are stripped on opening.
 * @param {string} text
 */
export function cell(text) {
  const safe = /^[\s\u00a0\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
