// A device for the tests: IndexedDB in memory, localStorage, and a person signed in on it.
import "fake-indexeddb/auto";

const stored = new Map();
globalThis.localStorage = {
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => stored.set(key, String(value)),
  removeItem: (key) => stored.delete(key),
  key: (at) => [...stored.keys()][at] ?? null,
  get length() {
    return stored.size;
  },
};

/** What Cache Storage holds: by cache, by address. */
export const cached = new Map();
globalThis.caches = {
  open: async (name) => ({ put: async (address, { body }) => void cached.set(name + address, body) }),
  match: async (address, { cacheName }) => {
    const body = cached.get(cacheName + address);
    return body && { json: async () => JSON.parse(body) };
  },
};

// lit-html, in the same vendored module as the rest, makes its markers as it loads.
globalThis.document = { createComment: () => ({}), createTreeWalker: () => ({}) };

const { person } = await import("../../static/data/person.js");
const { useDatabaseOf } = await import("../../static/data/db.js");

let people = 0;

/** Somebody new takes the device. */
export function someoneNew() {
  people += 1;
  return signIn(`person-${people}`);
}

/** @param {string} id */
export function signIn(id) {
  person.value = { id, email: `${id}@demo.example`, name: id, roles: ["msl"], regions: null };
  useDatabaseOf(id);
  return id;
}
