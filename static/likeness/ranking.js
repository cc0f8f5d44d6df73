// Texts kept with an index of their stems, and those most like another one. Pure: no store, no clock.
// Twin of app/likeness/ranking.py and search.py: the same numbers for the same texts, which tests/likeness holds.

import { pieces, stem, words } from "./text.js";

/** @typedef {{text: string, sub_barrier?: string | null, region?: string | null}} Said */
/** @typedef {{key: string, cosine: number}} Found */
/** @typedef {{key: string, said: Said, words: string[]}} Kept */

/** A word is never rarer than one among this many, however few texts there are yet. */
const AT_LEAST = 32;
const MOST_STEMS = 12;
/** Of the texts that hold a word, this many of the newest are looked at. */
const NEWEST = 512;
const CANDIDATES = 300;
const COMPARED = 100;
const SAME_SUB_BARRIER = 3;
const SAME_REGION = 2;
/** What a bit for the same place is worth beside a cosine. */
const BIT = 0.02;
const BINS = 1 << 16;

export function likeness() {
  /** By number, which grows with each text put in. @type {Map<number, Kept>} */
  const texts = new Map();
  /** @type {Map<string, number>} */
  const numbers = new Map();
  /** The numbers of the texts that hold a stem, in order. @type {Map<string, number[]>} */
  const postings = new Map();
  const mine = sheet();
  const theirs = sheet();
  let last = 0;

  /** Keep a text, in place of what was kept under this key. @param {string} key @param {Said} said */
  function put(key, said) {
    const number = numbers.get(key) ?? ++last;
    remove(key);
    const found = words(said.text);
    if (!found.length) return;
    numbers.set(key, number);
    texts.set(number, { key, said, words: found });
    for (const one of new Set(found.map(stem))) place(one, number);
  }

  /** @param {string} one @param {number} number */
  function place(one, number) {
    const list = postings.get(one) ?? [];
    const newest = list.at(-1) ?? 0;
    list.push(number);
    if (newest > number) list.sort((a, b) => a - b);
    postings.set(one, list);
  }

  /** @param {string} key */
  function remove(key) {
    const number = numbers.get(key);
    if (number === undefined) return;
    for (const one of new Set(texts.get(number)?.words.map(stem))) {
      const rest = (postings.get(one) ?? []).filter((other) => other !== number);
      if (rest.length) postings.set(one, rest);
      else postings.delete(one);
    }
    texts.delete(number);
    numbers.delete(key);
  }

  /** @param {string} one */
  const count = (one) => postings.get(one)?.length ?? 0;
  /** @param {string} word */
  const weigh = (word) => bits(count(stem(word)), texts.size);

  /**
   * The texts most like this one, the best first.
   * @param {Said} asked
   * @param {number} limit
   * @returns {Found[]}
   */
  function alike(asked, limit) {
    const own = words(asked.text);
    const near = best(asked, gathered(rarest(own)));
    mine.write(own, weigh);
    const found = near.map(([number, { key, said, words }]) => {
      theirs.write(words, weigh);
      const cosine = mine.cosine(theirs);
      theirs.wipe();
      return { number, key, cosine, rank: cosine + BIT * samePlace(asked, said) };
    });
    mine.wipe();
    found.sort((a, b) => b.rank - a.rank || b.number - a.number);
    return found.slice(0, limit).map(({ key, cosine }) => ({ key, cosine }));
  }

  /** The stems to look for: those that stand somewhere, the rarest first. @param {string[]} own */
  const rarest = (own) =>
    [...new Set(own.map(stem))]
      .filter(count)
      .sort((a, b) => count(a) - count(b) || (a < b ? -1 : 1))
      .slice(0, MOST_STEMS);

  /** Number and bits of the texts that share stems, most bits first. @param {string[]} wanted */
  function gathered(wanted) {
    /** @type {Map<number, number>} */
    const found = new Map();
    for (const one of wanted) {
      const worth = bits(count(one), texts.size);
      for (const number of (postings.get(one) ?? []).slice(-NEWEST)) {
        found.set(number, (found.get(number) ?? 0) + worth);
      }
    }
    return [...found].sort(mostBits).slice(0, CANDIDATES);
  }

  /** @param {Said} asked @param {[number, number][]} found @returns {[number, Kept][]} */
  const best = (asked, found) =>
    found
      .map(
        ([number, worth]) =>
          /** @type {[number, number]} */ ([number, worth + samePlace(asked, kept(number).said)]),
      )
      .sort(mostBits)
      .slice(0, COMPARED)
      .map(([number]) => [number, kept(number)]);

  /** @param {number} number */
  const kept = (number) => /** @type {Kept} */ (texts.get(number));

  return { put, remove, alike };
}

/** @param {[number, number]} a @param {[number, number]} b */
const mostBits = (a, b) => b[1] - a[1] || b[0] - a[0];

/** How much a word tells that stands in `count` of `total` texts. @param {number} count @param {number} total */
const bits = (count, total) =>
  Math.max(0, 31 - Math.clz32(Math.floor((total + AT_LEAST) / Math.max(1, count))));

/** @param {Said} asked @param {Said} other */
function samePlace(asked, other) {
  const sub = asked.sub_barrier && asked.sub_barrier === other.sub_barrier ? SAME_SUB_BARRIER : 0;
  return sub + (asked.region && asked.region === other.region ? SAME_REGION : 0);
}

/** Room for the pieces of a text, each weighing what its words tell. Used again and again: nothing is made for a text. */
function sheet() {
  const weights = new Int32Array(BINS);
  const used = new Uint16Array(BINS);
  let count = 0;

  /** @param {Int32Array} others */
  function times(others) {
    let sum = 0;
    for (let at = 0; at < count; at++) {
      const piece = used[at] ?? 0;
      sum += (weights[piece] ?? 0) * (others[piece] ?? 0);
    }
    return sum;
  }

  return {
    weights,
    times,
    /** @param {string[]} all @param {(word: string) => number} weigh */
    write(all, weigh) {
      for (const word of all) {
        const worth = weigh(word);
        if (!worth) continue;
        for (const piece of pieces(word)) {
          if (!weights[piece]) used[count++] = piece;
          weights[piece] = (weights[piece] ?? 0) + worth;
        }
      }
    },
    /** 1 for the same words, 0 for none in common. @param {{weights: Int32Array, times: typeof times}} other */
    cosine(other) {
      const dot = other.times(weights);
      return dot ? dot / Math.sqrt(times(weights) * other.times(other.weights)) : 0;
    },
    wipe() {
      while (count) weights[used[--count] ?? 0] = 0;
    },
  };
}
