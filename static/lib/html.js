// The one door to the vendored libraries, so that a change of version is a change in one place. What lists and charts
// need besides has its own, lists.js.
export { computed, effect, html, nothing, render, signal, svg } from "../vendor/vendor.js";
