// What vendor.js offers, for the type checker; the packages are those pinned in tests/js.

export type { ReadonlySignal, Signal } from "@preact/signals-core";
export { computed, effect, signal } from "@preact/signals-core";
export type { TemplateResult } from "lit-html";
export { html, nothing, render, svg } from "lit-html";
