// The model: a small whole number for each word, each pair of words and each piece of four letters, added up.
// Twin of app/safety/model.py.

const BINS = 1 << 16;
const PIECE = 4;
/** Short sentences count as if they had this many words more: one word alone decides nothing. */
export const PATIENCE = 8;

/**
 * @param {string[]} words
 * @param {import("./data.js").Data} data
 */
export function sum(words, { weights }) {
  let total = 0;
  let before = "";
  for (const word of words) {
    total += ofWord(word, weights);
    if (before) total += weights[fnv(`${before} ${word}`)] ?? 0;
    before = word;
  }
  return total;
}

/** A word and its pieces. Numbers are all one word. @param {string} word @param {Int8Array} weights */
function ofWord(word, weights) {
  if (word[0] && word[0] >= "0" && word[0] <= "9") return weights[fnv("0")] ?? 0;
  let total = weights[fnv(word)] ?? 0;
  const framed = `^${word}$`;
  for (let at = 0; at + PIECE <= framed.length; at++) {
    total += weights[fnv(`#${framed.slice(at, at + PIECE)}`)] ?? 0;
  }
  return total;
}

/** FNV-1a over characters, folded to 16 bits. @param {string} text */
function fnv(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value ^ (value >>> 16)) & (BINS - 1);
}
