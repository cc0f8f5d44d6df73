// What vendor.js offers, for the type checker; the packages are those pinned in tests/js.

export type { ReadonlySignal, Signal } from "@preact/signals-core";
export { batch, computed, effect, signal, untracked } from "@preact/signals-core";
export type { DBSchema, IDBPDatabase, IDBPTransaction, OpenDBCallbacks } from "idb";
export { deleteDB, openDB } from "idb";
export type { TemplateResult } from "lit-html";
export { html, noChange, nothing, render, svg } from "lit-html";
export { classMap } from "lit-html/directives/class-map.js";
export { live } from "lit-html/directives/live.js";
export { ref } from "lit-html/directives/ref.js";
export { repeat } from "lit-html/directives/repeat.js";
