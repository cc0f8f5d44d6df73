// What the last entry said about where and with whom, so that the next one need not say it again.
import { person } from "./person.js";

export const REMEMBERED = /** @type {const} */ ([
  "therapeutic_area",
  "region",
  "stakeholder_type",
  "hco_type",
  "channel",
]);

/** @typedef {Partial<Record<typeof REMEMBERED[number], string | null>>} Remembered */

const key = () => `pathnote.remembered.${person.value?.id}`;

/** @returns {{on: boolean, fields: Remembered}} */
function stored() {
  try {
    return JSON.parse(localStorage.getItem(key()) ?? "null") ?? { on: true, fields: {} };
  } catch {
    return { on: true, fields: {} };
  }
}

/** @param {{on: boolean, fields: Remembered}} state */
function store(state) {
  try {
    localStorage.setItem(key(), JSON.stringify(state));
  } catch {
    // Not remembered: a comfort lost, nothing more.
  }
}

export const remembers = () => stored().on;

/** @returns {Remembered} */
export const remembered = () => (stored().on ? stored().fields : {});

/** @param {boolean} on */
export const setRemembering = (on) => store({ on, fields: on ? stored().fields : {} });

export const forgetRemembered = () => store({ ...stored(), fields: {} });

/** @param {Partial<import("../types.js").EntryFields>} fields */
export function rememberFields(fields) {
  const { on } = stored();
  if (!on) return;
  store({ on, fields: Object.fromEntries(REMEMBERED.map((name) => [name, fields[name] ?? null])) });
}
