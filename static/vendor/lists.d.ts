// What lists.js offers, for the type checker.

export { ref } from "lit-html/directives/ref.js";
export { repeat } from "lit-html/directives/repeat.js";
