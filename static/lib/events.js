// A small bus between the stores and the screens, and between the tabs of one person.

/** @typedef {(detail?: unknown) => void} Listener */

/** @type {Map<string, Set<Listener>>} */
const listeners = new Map();
/** @type {BroadcastChannel | null} */
let channel = null;

/**
 * @param {string} name
 * @param {Listener} listener
 * @returns {() => void} stops listening
 */
export function on(name, listener) {
  const set = listeners.get(name) ?? new Set();
  listeners.set(name, set.add(listener));
  return () => set.delete(listener);
}

/** Tell this tab. @param {string} name @param {unknown} [detail] */
export function emit(name, detail) {
  for (const listener of listeners.get(name) ?? []) listener(detail);
}

/** Tell this tab and the person's other tabs. @param {string} name @param {unknown} [detail] */
export function announce(name, detail) {
  emit(name, detail);
  channel?.postMessage({ name, detail });
}

/** Tabs of the same person share a channel; those of another person never hear it.
 * @param {string | null} personId
 */
export function joinTabs(personId) {
  channel?.close();
  channel = personId ? new BroadcastChannel(`pathnote-${personId}`) : null;
  channel?.addEventListener("message", ({ data }) => emit(data.name, data.detail));
}
