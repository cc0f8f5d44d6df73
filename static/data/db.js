// One IndexedDB database for each person on this device. Everything that must outlive the page is in it.
import { emit } from "../lib/events.js";
import { openDB } from "../vendor/database.js";

/** @typedef {import("../types.js").PathnoteDB} Schema */
/** @typedef {import("../vendor/database.js").IDBPDatabase<Schema>} Database */

/** Grows with each new store or index, and nothing else ever happens to a database: see `open`. */
const VERSION = 4;

/** @type {Promise<Database> | null} */
let opening = null;
let owner = "";

/** Whose database the stores work on. @param {string} personId */
export function useDatabaseOf(personId) {
  if (owner === personId) return;
  opening?.then((db) => db.close()).catch(() => {});
  opening = null;
  owner = personId;
}

/**
 * Run some work on the database. A connection lost under the page (iOS does that) is opened again, once.
 * Work may so run twice: it has to be the same whether it runs once or twice.
 * @template T
 * @param {(db: Database) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDb(work) {
  try {
    return await work(await connect());
  } catch (error) {
    if (!isLost(error)) throw error;
    opening = null;
    return again(work);
  }
}

/**
 * The second and last try. Storage that stays dead under a live page comes back with the next load.
 * @template T
 * @param {(db: Database) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function again(work) {
  try {
    return await work(await connect());
  } catch (error) {
    if (isLost(error)) emit("storage", "lost");
    throw error;
  }
}

export async function close() {
  const db = await opening;
  opening = null;
  db?.close();
}

function connect() {
  if (!owner) throw new Error("No person's database is in use");
  opening ??= open(owner);
  opening.catch(() => {
    opening = null;
  });
  return opening;
}

/**
 * A version that was rolled back finds a newer database than its own. Stores and indexes are only ever added, so it
 * works on it as it stands: refusing would lock people out of what they wrote.
 * @param {string} personId
 * @returns {Promise<Database>}
 */
async function open(personId) {
  const name = `pathnote-${personId}`;
  let waited = false;
  /** @type {import("../vendor/database.js").OpenDBCallbacks<Schema>} */
  const callbacks = {
    upgrade,
    // An older tab holds the database: it was asked to close, and the person is told if it does not.
    blocked: () => {
      waited = true;
      emit("storage", "blocked");
    },
    // A newer tab wants to upgrade: give way at once, or it waits for ever.
    blocking: (_current, _blocked, event) => {
      /** @type {IDBDatabase} */ (event.target).close();
      opening = null;
      emit("storage", "outdated");
    },
    terminated: () => {
      opening = null;
    },
  };
  try {
    return await begun(await openDB(name, VERSION, callbacks), personId);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== "VersionError") throw error;
    return await openDB(name, undefined, callbacks);
  } finally {
    if (waited) emit("storage", "open");
  }
}

/**
 * One that holds nothing is new, or was made anew because the browser threw the old one away.
 * @param {Database} db
 * @param {string} personId
 */
async function begun(db, personId) {
  if (await db.get("meta", "begun")) return db;
  if (!(await db.get("meta", "op_no"))) {
    const copy = await import("./second-copy.js").catch(() => null);
    await copy?.takeUp(db, personId).catch(() => {});
  }
  await db.put("meta", true, "begun");
  return db;
}

/** Each step adds what its version brought. @type {NonNullable<import("../vendor/database.js").OpenDBCallbacks<Schema>["upgrade"]>} */
const upgrade = (db, from, _to, tx) => {
  if (from < 1) {
    db.createObjectStore("shadow", { keyPath: "id" });
    const ops = db.createObjectStore("ops", { keyPath: "op_id" });
    ops.createIndex("entry", "id");
    ops.createIndex("op_no", "op_no");
    const marks = db.createObjectStore("marks", { keyPath: "op_id" });
    marks.createIndex("op_no", "op_no");
    marks.createIndex("entry", "entry");
    db.createObjectStore("acked", { keyPath: "op_id" }).createIndex("at", "at");
    db.createObjectStore("drafts", { keyPath: "id" });
    db.createObjectStore("vocabulary", { keyPath: "name" });
    db.createObjectStore("log", { autoIncrement: true });
    db.createObjectStore("meta");
  }
  if (from < 2) {
    // With thousands unsent, nothing may read them all: what is ready, refused or a creation is found by index.
    tx.objectStore("marks").createIndex("state", ["state", "op_no"]);
    tx.objectStore("marks").createIndex("kind", "kind");
    tx.objectStore("shadow").createIndex("copy_of", "data.copy_of");
  }
  if (from < 3) {
    db.createObjectStore("cards", { keyPath: "id" });
    db.createObjectStore("journeys", { keyPath: "id" }).createIndex("news", "news");
  }
  if (from < 4) {
    db.createObjectStore("keys");
    // Rows that nobody has sealed yet have this; so they are found without a look at the others.
    tx.objectStore("shadow").createIndex("clear", "data.id");
    tx.objectStore("cards").createIndex("clear", "data.id");
    tx.objectStore("journeys").createIndex("clear", "data.entry_id");
    tx.objectStore("acked").createIndex("clear", "op.op_id");
  }
};

/** @param {unknown} error */
function isLost(error) {
  if (!(error instanceof DOMException)) return false;
  return error.name === "InvalidStateError" || /connection.*lost|database.*clos/i.test(error.message);
}

/** @param {unknown} error */
export const isFull = (error) => error instanceof DOMException && error.name === "QuotaExceededError";
