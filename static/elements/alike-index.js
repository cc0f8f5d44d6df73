// What this phone holds that a text may resemble, kept ready in idle moments and never any other person's. Each source
// says what it has; own entries are one, and whatever else a person may see on this phone can join.

import { withDb } from "../data/db.js";
import { readSome } from "../data/entries.js";
import { person } from "../data/person.js";
import { on } from "../lib/events.js";
import { likeness } from "../likeness/ranking.js";

/**
 * Something that a text may resemble. `place` opens it.
 * @typedef {import("../likeness/ranking.js").Said & {key: string, kind: string, place: string, day: string, barrier: import("../types.js").Barrier | null}} Thing
 */
/**
 * `ids` are all that there is; `read` tells of some, null of what is no longer there to see; `news` are the events
 * whose detail names what changed.
 * @typedef {{ids: () => Promise<string[]>, read: (ids: string[]) => Promise<Map<string, Thing | null>>, news: string[]}} Source
 */
/** @typedef {Awaited<ReturnType<typeof alikeIndex>>} AlikeIndex */

/** So many are read in one piece: short enough for a keystroke to come between. */
const PIECE = 20;
/** So many are looked at. */
const MOST = 5;
/** A busy page still gets on with it. */
const LATEST = 1_000;

/** @type {Source[]} */
const sources = [{ ids: ownIds, read: ownEntries, news: ["ops", "pulled"] }];
/** @type {{owner: string, index: Promise<ReturnType<typeof begun>>} | null} */
let current = null;

/** Before the first question: what joins later is seen with the next person or page. @param {Source} source */
export const join = (source) => sources.push(source);

/** The index of the person who is signed in; made anew for another one. */
export async function alikeIndex() {
  const owner = person.value?.id ?? "";
  if (current?.owner !== owner) {
    (await current?.index)?.stop();
    current = { owner, index: Promise.resolve(begun(owner)) };
  }
  return current.index;
}

/** @param {string} owner */
function begun(owner) {
  const index = likeness();
  /** @type {Map<string, Thing>} */
  const things = new Map();
  let waiting = Promise.resolve();
  const mine = () => person.value?.id === owner;

  /** @param {Source} source @param {string[]} ids */
  async function take(source, ids) {
    for (let at = 0; at < ids.length && mine(); at += PIECE) {
      await idle();
      if (mine()) for (const [id, thing] of await source.read(ids.slice(at, at + PIECE))) put(id, thing);
    }
  }

  /** @param {string} id @param {Thing | null} thing */
  function put(id, thing) {
    if (!mine()) return;
    things.delete(id);
    index.remove(id);
    if (!thing) return;
    things.set(id, thing);
    index.put(id, thing);
  }

  /** One after the other: what changed while all was being read is read again after it. @param {Source} source @param {() => string[] | Promise<string[]>} which */
  function queue(source, which) {
    waiting = waiting.then(async () => take(source, await which())).catch(() => {});
  }

  const stops = sources.flatMap((source) => {
    queue(source, source.ids);
    return source.news.map((name) => on(name, (what) => queue(source, changed(source, what))));
  });

  return {
    /** All that was there, and changed since, is in. */
    ready: () => waiting,
    /**
     * The things most like a text, and how much each is.
     * @param {import("../likeness/ranking.js").Said} said
     * @param {string} but the entry that the text belongs to
     */
    alike(said, but) {
      const found = mine() ? index.alike(said, MOST + 1).filter(({ key }) => key !== but) : [];
      return found.flatMap(({ key, cosine }) => {
        const thing = things.get(key);
        return thing ? [{ thing, cosine }] : [];
      });
    },
    /** The first of them. @param {import("../likeness/ranking.js").Said} said @param {string} but */
    best(said, but) {
      return this.alike(said, but)[0] ?? null;
    },
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** An event that names no ids may mean any. @param {Source} source @param {any} what */
function changed(source, what) {
  const ids = Array.isArray(what) ? what : what?.ids;
  return Array.isArray(ids) ? () => ids : source.ids;
}

/** Until the page has nothing better to do. */
const idle = () =>
  new Promise((done) =>
    "requestIdleCallback" in globalThis
      ? requestIdleCallback(done, { timeout: LATEST })
      : setTimeout(done, 50),
  );

/** Own entries on this phone, sent or not. @returns {Promise<string[]>} */
function ownIds() {
  return withDb(async (db) => {
    const [known, unsent] = await Promise.all([db.getAllKeys("shadow"), db.getAll("marks")]);
    return [...new Set([...known, ...unsent.map((mark) => mark.entry)])];
  });
}

/** @param {string[]} ids @returns {Promise<Map<string, Thing | null>>} */
async function ownEntries(ids) {
  const views = await readSome(ids);
  return new Map([...views].map(([id, view]) => [id, view && !view.deleted ? thingOf(view) : null]));
}

/** @param {import("../types.js").EntryView} view @returns {Thing | null} */
const thingOf = ({ id, data }) =>
  data.text
    ? {
        key: id,
        kind: "entry",
        place: `/entries/${id}`,
        text: data.text,
        day: data.visited_on ?? "",
        barrier: data.barrier ?? null,
        sub_barrier: data.sub_barrier ?? null,
        region: data.region ?? null,
      }
    : null;
