// What static/vendor/lists.js offers, on the lit-html of vendor.js.

export { ref } from "lit-html/directives/ref.js";
export { repeat } from "lit-html/directives/repeat.js";
