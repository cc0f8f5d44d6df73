// Two views of a text, each with one character for one code point of the text, so that a place in a view is a
// place in it. Twin of app/safety/text.py: neither language's own notion of lower case or of a letter is asked.

const OTHER = "□";

/**
 * @param {string} text
 * @param {import("./data.js").Data} data
 * @returns {{raw: string, low: string}}
 */
export function views(text, { plain, lower }) {
  let raw = "";
  let low = "";
  for (const letter of text) {
    const code = /** @type {number} */ (letter.codePointAt(0));
    const other = code > 0xffff || (code >= 0xd800 && code < 0xe000);
    const kept = other ? OTHER : (plain.get(letter) ?? letter);
    raw += kept;
    low += lower.get(kept) ?? kept;
  }
  return { raw, low };
}
