// What database.js offers, for the type checker; the package is pinned in tests/js.

export type { DBSchema, IDBPDatabase, IDBPTransaction, OpenDBCallbacks } from "idb";
export { openDB } from "idb";
