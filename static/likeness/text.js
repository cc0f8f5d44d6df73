// From a text to the words that count, to their stems, and to the pieces of each word. Pure.
// Twin of app/likeness/text.py, to the letter: change both. What the two languages see differently is left out.

/** Beyond the basic plane, and where letters were still being added when this was written. */
const UNSURE = /[\u1c80-\u1cff\ua000-\uabff\ud800-\udfff]/g;
const MARKS = /[\u0300-\u036f]/g;
const WORD = /[0-9a-z\u00df-\u00f6\u00f8-\u02af\u0370-\u1bff\u3040-\u9fff]+/g;
const SHORTEST = 3;
const STEM = 6;
const BINS = 1 << 16;

/** Words that say nothing about what a text is about, in the languages that ship. */
const EMPTY = new Set(
  (
    "about after all also and any are aren because been before but can could did does doesn don each for from get " +
    "had has have her him his how into isn its just may more most must not now off one only other our out over she " +
    "should some such than that the their them then there these they this those too two until very was were what " +
    "when where which while who will with without would you your " +
    "aber als auch auf aus bei bin bis das dass dem den der des die dies diese diesem diesen dieser doch durch ein " +
    "eine einem einen einer eines fur gegen haben hat hatte hier ich ihr ihre ist kann kein keine keinen man mehr " +
    "mit muss nach nicht noch nur oder ohne sehr sein seine seit sich sie sind soll uber und uns unter vom von " +
    "vor war waren was weil wenn werden wie wir wird wurde zum zur"
  ).split(" "),
);

/** The words that count, each once, in order. @param {string} text */
export const words = (text) => [...new Set(folded(text).match(WORD))].filter(counts);

/** Small letters of one width, without accents. @param {string} text */
const folded = (text) =>
  text
    .replace(UNSURE, " ")
    .normalize("NFKD")
    .toLowerCase()
    .replace(MARKS, "")
    .replaceAll("ß", "ss")
    .replaceAll("ς", "σ");

/** Whether a word may tell texts apart. @param {string} word */
const counts = (word) => !EMPTY.has(word) && (word.length >= SHORTEST || /\d/.test(word));

/** The beginning of a word, without the s of a plural. @param {string} word */
export const stem = (word) =>
  (word.length > SHORTEST && word.endsWith("s") && word.at(-2) !== "s" ? word.slice(0, -1) : word).slice(
    0,
    STEM,
  );

/** @type {Map<string, number[]>} */
const known = new Map();

/** The pieces of three and four letters of a word with its edges, hashed. @param {string} word */
export function pieces(word) {
  const found = known.get(word);
  if (found) return found;
  const framed = `^${word}$`;
  const made = [];
  for (const size of [3, 4]) {
    for (let at = 0; at + size <= framed.length; at++) made.push(fnv(framed.slice(at, at + size)));
  }
  known.set(word, made);
  return made;
}

/** FNV-1a, folded to 16 bits. @param {string} piece */
function fnv(piece) {
  let value = 0x811c9dc5;
  for (let at = 0; at < piece.length; at++) value = Math.imul(value ^ piece.charCodeAt(at), 0x01000193);
  return (value ^ (value >>> 16)) & (BINS - 1);
}
