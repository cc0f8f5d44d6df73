// A second copy of what this phone alone has, outside IndexedDB. A browser that is killed while it writes may find its
// log torn and throw the whole database away (Chromium was seen to, in tests/browser/test_kills.py: decision 8). The copy lies in Cache Storage, each person's in a file of its own.
import { emit, on } from "../lib/events.js";
import { stamp } from "../lib/time.js";
import { withDb } from "./db.js";
import { bare, makeMark } from "./ops.js";

/** @typedef {import("../types.js").Op} Op */
/** @typedef {import("../types.js").Draft} Draft */
/** @typedef {{ops: Op[], drafts: Draft[], meta: [string, unknown][]}} Copy */

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
let timer = 0;
/** @type {Promise<void>} */
let last = Promise.resolve();

/** From now on the copy follows what this person writes. @param {string} person */
export function followWith(person) {
  if (!here || owner === person) return;
  if (!owner) for (const what of ["ops", "draft"]) on(what, soon);
  owner = person;
  soon();
}

function soon() {
  if (!timer) timer = window.setTimeout(write, PAUSE);
}

/** One after the other, or an older state could come to stand over a newer one. */
export function write() {
  if (!owner) return last;
  clearTimeout(timer);
  timer = 0;
  const person = owner;
  last = last.then(() => copy(person)).catch(() => {});
  return last;
}

/** @param {string} person */
async function copy(person) {
  const text = JSON.stringify(await withDb(read));
  if (person !== owner) return;
  const cache = await caches.open(CACHE);
  await cache.put(addressOf(person), new Response(text));
}

/** @param {import("./db.js").Database} db @returns {Promise<Copy>} */
async function read(db) {
  const tx = db.transaction(["ops", "drafts", "meta"]);
  const meta = tx.objectStore("meta");
  const newest = IDBKeyRange.lowerBound(Number((await meta.get("op_no")) ?? 0) - MOST_OPS, true);
  return {
    ops: await tx.objectStore("ops").index("op_no").getAll(newest),
    drafts: await tx.objectStore("drafts").getAll(),
    meta: await Promise.all(
      META.map(async (key) => /** @type {[string, unknown]} */ ([key, await meta.get(key)])),
    ),
  };
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
