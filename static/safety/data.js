// The data file, made ready: word tables, patterns, rules and weights of one version. Twin of app/safety/data.py.

/** @typedef {{rule: string, view: "raw" | "low", group: number, expression: RegExp}} Pattern */
/** @typedef {{rule: string, mark: string, all: string[], none: string[], drop: string[], score: number | null}} Rule */
/**
 * @typedef {object} Data
 * @property {number} version
 * @property {Map<string, string>} plain
 * @property {Map<string, string>} lower
 * @property {RegExp} sentence
 * @property {RegExp} word
 * @property {Record<string, RegExp>} concepts
 * @property {Pattern[]} patterns
 * @property {Rule[]} rules
 * @property {number} bias
 * @property {Int8Array} weights
 */

export const FILE = "/safety/data-2.json";

/** @param {any} said what the file says @returns {Data} */
export function read(said) {
  return {
    version: said.version,
    plain: table(said.plain),
    lower: table(said.lower),
    sentence: new RegExp(said.sentence, "g"),
    word: new RegExp(said.word, "g"),
    concepts: Object.fromEntries(
      Object.entries(said.concepts).map(([name, text]) => [
        name,
        new RegExp(/** @type {string} */ (text), "g"),
      ]),
    ),
    patterns: said.patterns.map((/** @type {any} */ one) => ({
      ...one,
      // Where a group stands has to be asked for: it costs the engine something.
      expression: new RegExp(one.expression, one.group ? "dg" : "g"),
    })),
    rules: said.rules,
    bias: said.bias,
    weights: numbers(said.weights, said.alphabet),
  };
}

/** @param {{from: string, to: string}} said */
const table = ({ from, to }) => new Map([...from].map((letter, at) => [letter, to[at] ?? letter]));

/**
 * One number for each sign: its place in the alphabet, counted from "0".
 * @param {string} signs
 * @param {string} alphabet
 */
function numbers(signs, alphabet) {
  const values = new Int8Array(128);
  const zero = alphabet.indexOf("0");
  for (let at = 0; at < alphabet.length; at++) values[alphabet.charCodeAt(at)] = at - zero;
  const found = new Int8Array(signs.length);
  for (let at = 0; at < signs.length; at++) found[at] = values[signs.charCodeAt(at)] ?? 0;
  return found;
}
