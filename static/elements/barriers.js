// The barriers: their icons and names, known to the app itself so that capture never waits for a list.
import { html } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";

/** @typedef {import("../types.js").Barrier} Barrier */

/** @type {Barrier[]} */
export const BARRIERS = ["diagnostic_pathway", "guideline_uptake", "referral"];

const ICONS = {
  diagnostic_pathway: icons.microscope,
  guideline_uptake: icons.bookOpenCheck,
  referral: icons.waypoints,
  other_unsure: icons.circleQuestionMark,
};

/** @param {Barrier | null | undefined} barrier */
export const barrierIcon = (barrier) => (barrier ? ICONS[barrier] : icons.circleOff);

/** @param {Barrier | null | undefined} barrier */
export const barrierName = (barrier) => t(barrier ? `barrier.${barrier}` : "barrier.none");

/** @param {Barrier | null | undefined} barrier */
export const barrierShort = (barrier) => t(barrier ? `barrier.short.${barrier}` : "barrier.none");

/** The tinted square. @param {Barrier | null | undefined} barrier */
export const badge = (barrier) =>
  html`<span class="badge" data-barrier=${barrier ?? ""}>${barrierIcon(barrier)}</span>`;
