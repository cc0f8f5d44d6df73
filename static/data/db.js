// One IndexedDB database for each person on this device. Everything that must outlive the page is in it.
import { emit } from "../lib/events.js";
import { openDB } from "../vendor/vendor.js";

/** @typedef {import("../types.js").PathnoteDB} Schema */
/** @typedef {import("../vendor/vendor.js").IDBPDatabase<Schema>} Database */

const VERSION = 1;

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
    return work(await connect());
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

/** @param {string} personId @returns {Promise<Database>} */
function open(personId) {
  return openDB(`pathnote-${personId}`, VERSION, {
    upgrade,
    // An older tab holds the database: it was asked to close, and the person is told if it does not.
    blocked: () => emit("storage", "blocked"),
    // A newer tab wants to upgrade: give way at once, or it waits for ever.
    blocking: (_current, _blocked, event) => {
      /** @type {IDBDatabase} */ (event.target).close();
      opening = null;
      emit("storage", "outdated");
    },
    terminated: () => {
      opening = null;
    },
  });
}

/** @type {import("../vendor/vendor.js").OpenDBCallbacks<Schema>["upgrade"]} */
const upgrade = (db) => {
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
};

/** @param {unknown} error */
function isLost(error) {
  if (!(error instanceof DOMException)) return false;
  return error.name === "InvalidStateError" || /connection.*lost|database.*clos/i.test(error.message);
}

/** @param {unknown} error */
export const isFull = (error) => error instanceof DOMException && error.name === "QuotaExceededError";
