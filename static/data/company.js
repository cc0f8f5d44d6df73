// What the company set for all its people, as the last session said it: here without a network too.

/** @typedef {import("../types.js").Session["safety"]} Safety */

const KEY = "pathnote.company";
const UNSET = { report_url: null, report_phone: null, report_hours: 24 };

/** Where and how soon an event is reported. @returns {Safety} */
export function safety() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null") ?? UNSET;
  } catch {
    return UNSET;
  }
}

/** @param {Safety | undefined} said */
export function rememberCompany(said) {
  if (said) localStorage.setItem(KEY, JSON.stringify(said));
}
