// Where sending stands, for the shell and the screens. Set by the scheduler, read everywhere above it.
import { signal } from "../lib/html.js";

/**
 * @typedef {object} Status
 * @property {"idle" | "running" | "waiting" | "signed_out" | "stopped"} phase
 * @property {number} waiting ops of entries not yet sent, those in flight included
 * @property {number} needs entries that need the person
 * @property {number} moved entries of which something became since they were looked at
 * @property {string | null} oldest when the oldest unsent op was made
 * @property {number | null} lastSuccess
 */

/** @type {import("../vendor/vendor.js").Signal<Status>} */
export const status = signal({
  phase: "idle",
  waiting: 0,
  needs: 0,
  moved: 0,
  oldest: null,
  lastSuccess: null,
});

/** @param {Partial<Status>} change */
export function setStatus(change) {
  status.value = { ...status.value, ...change };
}
