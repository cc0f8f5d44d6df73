// A second copy of what this phone alone has, outside IndexedDB. A browser that is killed while it writes may find its
// log torn and throw the whole database away (Chromium was seen to, in tests/browser/test_kills.py: decision 8). The copy lies in Cache Storage, each person's in a file of its own.

import { stamp } from "../lib/day.js";
import { emit, on } from "../lib/events.js";
import { withDb } from "./db.js";
import { bare, makeMark } from "./ops.js";

/** @typedef {import("../types.js").Op} Op */
/** @typedef {import("../types.js").Draft} Draft */
/** @typedef {{ops: Op[], drafts: Draft[], meta: [string, unknown][]}} Copy */
/** @typedef {{objectStore(name: any): any}} Reading */

const CACHE = "outbox-copy";
/** With more unsent than this, the newest: the copy is written whole. */
const MOST_OPS = 1_000;
const META = ["client_id", "op_no", "given_up", "drafts_over"];
/** Keystrokes and answers that come closer together are copied together. */
const PAUSE = 100;

const here = typeof caches !== "undefined";
/** @param {string} person */
const addressOf = (person) => `/${CACHE}/${person}`;

let owner = "";
/** The number of the last op that was read, or 0. */
let newest = 0;
let timer = 0;
/** Changes that are in the copy before they are told of. */
let ahead = 0;
/** @type {Promise<void>} */
let last = Promise.resolve();

/** From now on the copy follows what this person writes. @param {string} person */
export function followWith(person) {
  if (!here || owner === person) return;
  if (!owner) {
    on("draft", soon);
    on("ops", () => (ahead ? ahead-- : soon()));
  }
  owner = person;
  newest = 0;
  soon();
}

function soon() {
  if (!timer) timer = window.setTimeout(write, PAUSE);
}

/** All as it is stored. */
const write = () => put(() => withDb((db) => read(db.transaction(["ops", "drafts", "meta"]))));

/**
 * What a save is about to store, copied while the disk still takes the save itself: a receipt waits for both. A copy
 * whose save failed harms nobody: only where the database is gone it is taken up, and then the words are better there.
 * @param {Reading & {done: Promise<void>}} tx in which everything is asked for
 */
export function writeWith(tx) {
  if (!owner) return last;
  ahead += 1;
  tx.done.catch(() => {
    ahead -= 1;
    soon();
  });
  const held = read(tx);
  // The copy before may still be under way: until this one's turn nobody would hear that the save failed.
  held.catch(() => {});
  return put(() => held);
}

/** One after the other, or an older state could come to stand over a newer one. @param {() => Promise<Copy>} held */
function put(held) {
  clearTimeout(timer);
  timer = 0;
  const person = owner;
  const copied = async () => {
    const [copy, cache] = await Promise.all([held(), caches.open(CACHE)]);
    if (person === owner) await cache.put(addressOf(person), new Response(JSON.stringify(copy)));
  };
  last = last.then(copied).catch(() => {});
  return last;
}

/** Asked for together, but the first time: a receipt waits for it. @param {Reading} tx @returns {Promise<Copy>} */
async function read(tx) {
  const meta = tx.objectStore("meta");
  newest ||= Number((await meta.get("op_no")) ?? 0);
  const [ops, drafts, ...values] = await Promise.all([
    tx
      .objectStore("ops")
      .index("op_no")
      .getAll(IDBKeyRange.lowerBound(newest - MOST_OPS, true)),
    tx.objectStore("drafts").getAll(),
    ...META.map((key) => meta.get(key)),
  ]);
  const facts = META.map((key, at) => /** @type {[string, unknown]} */ ([key, values[at]]));
  newest = Number(new Map(facts).get("op_no") ?? 0);
  return { ops, drafts, meta: facts };
}

/**
 * A database that holds nothing yet takes up what the copy has: on most phones nothing, since it is really new. Ops
 * keep their ids and numbers, and may have been sent before: the server tells.
 * @param {import("./db.js").Database} db
 * @param {string} person
 */
export async function takeUp(db, person) {
  const found = here && (await caches.match(addressOf(person), { cacheName: CACHE }));
  if (!found) return;
  const { ops, drafts, meta } = /** @type {Copy} */ (await found.json());
  const tx = db.transaction(["ops", "marks", "drafts", "log", "meta"], "readwrite", { durability: "strict" });
  for (const op of ops) {
    tx.objectStore("ops").put(op);
    tx.objectStore("marks").put({ ...makeMark(op), sent: op.device_time });
    tx.objectStore("log").add({ at: stamp(), what: "put_back", op: bare(op) });
  }
  for (const draft of drafts) tx.objectStore("drafts").put(draft);
  for (const [key, value] of meta) if (value !== undefined) tx.objectStore("meta").put(value, key);
  await tx.done;
  if (ops.length)
    emit(
      "ops",
      ops.map((op) => op.id),
    );
}
