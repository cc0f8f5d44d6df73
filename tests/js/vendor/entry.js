// What static/vendor/vendor.js offers. One module, so that the phone makes one request for all of it.

export { batch, computed, effect, signal, untracked } from "@preact/signals-core";
export { deleteDB, openDB } from "idb";
export { html, noChange, nothing, render, svg } from "lit-html";
export { classMap } from "lit-html/directives/class-map.js";
export { live } from "lit-html/directives/live.js";
export { ref } from "lit-html/directives/ref.js";
export { repeat } from "lit-html/directives/repeat.js";
