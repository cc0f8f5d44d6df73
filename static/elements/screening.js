// Marks in what is being typed, and one line that says what to do about each kind. Never in the way of Save.
// Loaded with the first words typed; until then, and where it fails, the server's own check of what arrives stands alone.

import { loadStyles } from "../lib/dom.js";
import { render } from "../lib/html.js";
import { addMessages, language } from "../lib/i18n.js";
import { clean } from "../lib/text.js";
import { stamp } from "../lib/time.js";
import { FILE, read } from "../safety/data.js";
import { screen } from "../safety/screen.js";
import { fieldOf, flagsIn, isEvent, keyOf, masked, openPerson, PROMOTION, SCREENED } from "./marks.js";
import { paint } from "./marks-layer.js";
import { lines } from "./screened-lines.js";
import { safetyFields } from "./tagging.js";

export { safetyClock } from "./safety-clock.js";

/** @typedef {import("./marks.js").Fields} Fields */
/** @typedef {import("./marks.js").Flag} Flag */
/** @typedef {import("./marks.js").Field} Field */
/** @typedef {import("../safety/screen.js").Data} Data */
/** @typedef {{change: (fields: Fields) => void, put: (field: Field, text: string) => void}} Acts */
/** @typedef {Awaited<ReturnType<typeof screening>>} Screening */
/** @typedef {() => Promise<Screening>} Screener loads it when it is wanted, once for each entry on the screen */

/** @type {Promise<Data> | null} */
let loading = null;

/** @param {Fields} [saved] what stands so far, with what was decided about it */
export async function screening(saved = {}) {
  loading ??= load();
  const data = await loading.catch((error) => {
    loading = null;
    throw error;
  });
  const before = saved.flags ?? [];
  const decided = before.filter((flag) => flag.kept).map((flag) => keyOf(flag, saved));
  /** Events that the answer to the safety question was given about. */
  const answered = new Set(events(before, saved));
  let answer = saved.safety_answer;
  /** @type {string | null} */
  let sure = null;
  /** @type {Record<string, {text: string, flags: Flag[]}>} */
  const last = {};
  let newest = { about: "", flags: /** @type {Flag[]} */ ([]) };

  /** @param {Field} field @param {string} text */
  function found(field, text) {
    if (last[field]?.text !== text) last[field] = { text, flags: screen(text, data) };
    return last[field].flags;
  }

  /** All that is marked, with what was decided; asked for several times at each keystroke. @param {Fields} fields */
  function flags(fields) {
    const about = JSON.stringify([...SCREENED.map((field) => fields[field] ?? ""), fields.kept ?? []]);
    if (about !== newest.about) newest = { about, flags: looked(fields) };
    return newest.flags;
  }

  /** @param {Fields} fields @returns {Flag[]} */
  function looked(fields) {
    const kept = new Set([...decided, ...(fields.kept ?? [])]);
    return SCREENED.flatMap((field) =>
      found(field, fields[field] ?? "").map(({ rule, start, end }) => {
        const flag = { rule, start, end, ...(field === "text" ? {} : { field }) };
        return kept.has(keyOf(flag, fields)) ? { ...flag, kept: true } : flag;
      }),
    );
  }

  /** Whether an event is marked that nobody has answered for. @param {Fields} fields */
  function asks(fields) {
    if (fields.safety_answer) return false;
    const settled = fields.safety_status === "handed_off" || fields.safety_status === "not_an_event";
    const marked = events(flags(fields), fields);
    return settled ? marked.some((key) => !answered.has(key)) : marked.length > 0;
  }

  /** Whether events are marked that were not in what stands so far: then the answer is said even if it is the same. @param {Fields} fields */
  function news(fields) {
    const known = new Set(events(before, saved));
    return events(flags(fields), fields).some((key) => !known.has(key));
  }

  /**
   * Show marks under a box, and lines below it.
   * @param {HTMLTextAreaElement} box
   * @param {HTMLElement} below
   * @param {Field} field which the box holds; below the main text the lines are about all
   * @param {Fields} fields
   * @param {Acts} acts
   */
  function look(box, below, field, fields, acts) {
    if (inQuestion(fields))
      return acts.change({ safety_answer: null, safety_status: "none", aware_at: null });
    const all = flags(fields);
    paint(box, flagsIn(all, field));
    const here = { ...fields, flags: field === "text" ? all : flagsIn(all, field) };
    const open = {
      event: asks(here),
      person: openPerson(here),
      promotion: here.flags.find((flag) => flag.rule.startsWith(PROMOTION) && !flag.kept),
      sure,
    };
    const ways = {
      answer: (/** @type {"yes" | "no"} */ said) => acts.change(safetyFields(said, fields, stamp())),
      mask: (/** @type {Flag} */ flag) => acts.put(fieldOf(flag), masked(fields[fieldOf(flag)] ?? "", flag)),
      keep: (/** @type {Flag} */ flag) =>
        acts.change({ kept: [...(fields.kept ?? []), keyOf(flag, fields)] }),
      ask: (/** @type {string | null} */ key) => {
        sure = key;
        look(box, below, field, fields, acts);
      },
    };
    render(lines(here, open, ways), below);
  }

  /** A 'No' was said of the words that stood there then, not of those that came later. @param {Fields} fields */
  function inQuestion(fields) {
    const marked = events(flags(fields), fields);
    if (fields.safety_answer !== answer) {
      answer = fields.safety_answer;
      if (answer) for (const key of marked) answered.add(key);
    }
    const touched = SCREENED.some((field) => (fields[field] ?? "") !== (saved[field] ?? ""));
    return touched && answer === "no" && marked.some((key) => !answered.has(key));
  }

  /** As they are saved: cleaned as the server cleans them, and an event that nobody answered for suspected. @param {Fields} fields @returns {Fields} */
  function finished(fields) {
    const words = Object.fromEntries(SCREENED.map((field) => [field, clean(fields[field] ?? "")]));
    const { kept, ...whole } = { ...fields, ...words };
    const all = flags({ ...whole, ...(kept ? { kept } : {}) });
    if (!asks(whole)) return { ...whole, flags: all };
    // The clock of what was handed over before is not that of what came later.
    const running = whole.safety_status === "suspected" ? whole : {};
    return { ...whole, flags: all, ...safetyFields(null, running, stamp()) };
  }

  return { look, asks, news, finished };
}

/** @param {Flag[]} flags @param {Fields} fields */
const events = (flags, fields) => flags.filter(isEvent).map((flag) => keyOf(flag, fields));

async function load() {
  const words = import(`../messages/more.${language()}.js`);
  const styles = loadStyles("/styles/elements/marks.css");
  const answer = await fetch(FILE);
  if (!answer.ok) throw new Error(`${FILE}: ${answer.status}`);
  const data = read(await answer.json());
  await prepared(data);
  addMessages((await words).default);
  await styles;
  return data;
}

/** Each pattern is compiled at its first use: one at a time, so that no keystroke waits for all. @param {Data} data */
async function prepared({ concepts, patterns }) {
  for (const expression of [...Object.values(concepts), ...patterns.map((one) => one.expression)]) {
    "a".search(expression);
    await new Promise((done) => setTimeout(done));
  }
}
