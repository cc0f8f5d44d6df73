// What static/vendor/vendor.js offers: what the first screen needs, in one module. What only lists and charts need
// stands in lists.js.

export { computed, effect, signal } from "@preact/signals-core";
export { openDB } from "idb";
// The last two are for lists.js, which works on the same lit-html.
export { _$LH, html, noChange, nothing, render, svg } from "lit-html";
