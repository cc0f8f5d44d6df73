// What a text may hold that someone has to act on. Pure: runs in the page and in node.
// Twin of app/safety/screen.py, to the letter: change both. docs/safety.md says how it works.

import { PATIENCE, sum } from "./model.js";
import { views } from "./text.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {{rule: string, start: number, end: number}} Flag places in code points */
/** @typedef {{start: number, end: number}} Span */

const MOST_FLAGS = 100;

/** @param {string} text @param {Data} data @returns {Flag[]} in the text's order */
export function screen(text, data) {
  const seen = views(text, data);
  /** @type {Flag[]} */
  const found = [];
  for (const { rule, view, group, expression } of data.patterns) {
    for (const match of seen[view].matchAll(expression)) found.push({ rule, ...place(match, group) });
  }
  for (const match of seen.low.matchAll(data.sentence)) {
    const hits = new Hits(match[0], data);
    for (const rule of data.rules) {
      for (const { start, end } of marked(rule, hits)) {
        found.push({ rule: rule.rule, start: match.index + start, end: match.index + end });
      }
    }
  }
  return merged(found).slice(0, MOST_FLAGS);
}

/** @param {RegExpExecArray} match @param {number} group @returns {Span} */
function place(match, group) {
  if (!group) return { start: match.index, end: match.index + match[0].length };
  const [start, end] = match.indices?.[group] ?? [-1, -1];
  return { start, end };
}

/** A sentence with what was looked for in it, each concept once and only when asked for. */
class Hits {
  /** @param {string} sentence @param {Data} data */
  constructor(sentence, data) {
    this.sentence = sentence;
    this.data = data;
    /** @type {Record<string, Span[]>} */
    this.known = {};
    this.words = -1;
    this.sum = 0;
  }

  /** Where a concept stands. @param {string} concept @returns {Span[]} */
  of(concept) {
    this.known[concept] ??= [
      ...this.sentence.matchAll(/** @type {RegExp} */ (this.data.concepts[concept])),
    ].map((match) => place(match, 0));
    return this.known[concept];
  }

  /** Whether the model gives at least `least` for each word. @param {number} least */
  scores(least) {
    if (this.words < 0) {
      const words = this.sentence.match(this.data.word) ?? [];
      this.words = words.length;
      this.sum = sum(words, this.data);
    }
    return this.sum + this.data.bias * PATIENCE >= least * (this.words + PATIENCE);
  }
}

/** The spans that a rule marks in a sentence. @param {import("./data.js").Rule} rule @param {Hits} hits */
function marked(rule, hits) {
  const dropped = rule.drop.flatMap((concept) => hits.of(concept));
  const marks = hits.of(rule.mark).filter((span) => !dropped.some((drop) => inside(span, drop)));
  if (!marks.length || rule.none.some((concept) => hits.of(concept).length)) return [];
  const all = rule.all.every((either) => either.split("|").some((concept) => hits.of(concept).length));
  if (!all || (rule.score !== null && !hits.scores(rule.score))) return [];
  return marks;
}

/** Whether a span begins within another. @param {Span} span @param {Span} outer */
const inside = (span, outer) => outer.start <= span.start && span.start < outer.end;

/** @param {Flag} a @param {Flag} b */
const inOrder = (a, b) =>
  a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);

/** In the text's order, each rule's overlapping spans made one. @param {Flag[]} flags */
function merged(flags) {
  /** @type {Map<string, Flag>} */
  const last = new Map();
  /** @type {Flag[]} */
  const done = [];
  for (const flag of flags.toSorted(inOrder)) {
    const before = last.get(flag.rule);
    if (before && flag.start < before.end) {
      before.end = Math.max(before.end, flag.end);
    } else {
      const kept = { ...flag };
      last.set(flag.rule, kept);
      done.push(kept);
    }
  }
  return done.toSorted(inOrder);
}
