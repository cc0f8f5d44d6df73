// What static/vendor/vendor.js offers: what the first screen needs, in one module. What stores things stands in
// database.js, what only lists and charts need in lists.js.

export { computed, effect, signal } from "@preact/signals-core";
// The last two are for lists.js, which works on the same lit-html.
export { _$LH, html, noChange, nothing, render, svg } from "lit-html";
