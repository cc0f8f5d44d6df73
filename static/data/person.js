// Who uses this device now, known without a network. Everything else is stored under this person's id.
import { signal } from "../lib/html.js";
import { guideFirst } from "../lib/install.js";
import { rememberCompany } from "./company.js";

/** @typedef {import("../types.js").Person} Person */

const KEY = "pathnote.person";
const SERVER = "pathnote.server";
const LEFT = "pathnote.signed-out";

/** @type {import("../vendor/vendor.js").Signal<Person | null>} */
export const person = signal(stored());

/** @returns {Person | null} */
export function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}

/** @param {import("../types.js").Session} session */
export function remember(session) {
  localStorage.removeItem(LEFT);
  localStorage.setItem(SERVER, session.server_id);
  rememberCompany(session.safety);
  localStorage.setItem(KEY, JSON.stringify(session.person));
  person.value = session.person;
}

/** The server that signed this person in: an answer from any other one is not an answer. */
export const serverId = () => localStorage.getItem(SERVER);

/** Signed out here, maybe without a network: then the server is told as soon as there is one. */
export function forget() {
  localStorage.removeItem(KEY);
  localStorage.setItem(LEFT, "1");
  person.value = null;
}

export const leftOffline = () => localStorage.getItem(LEFT) !== null;
export const serverKnowsLeft = () => localStorage.removeItem(LEFT);

/** Another tab signed somebody else in or out: what this one shows is no longer theirs to see. */
export function watchOtherTabs(/** @type {() => void} */ changed) {
  window.addEventListener("storage", (event) => {
    if (event.key === KEY && stored()?.id !== person.value?.id) changed();
  });
}

/** @param {Person | null} who @param {...import("../types.js").Role} roles */
export const is = (who, ...roles) => roles.some((role) => who?.roles.includes(role));

/** Only an MSL writes entries, so only an MSL's device keeps them. @param {Person | null} who */
export const writes = (who) => is(who, "msl");

/** Who may open what: the server's permissions by role, as far as screens depend on them. */
export const MAY = /** @type {const} @satisfies {Record<string, readonly import("../types.js").Role[]>} */ ({
  write: ["msl"],
  trends: ["lead", "analyst"],
  insights: ["lead", "safety"],
  themes: ["lead", "colleague", "commercial"],
  curate: ["lead"],
  devices: ["lead", "admin"],
  tokens: ["analyst", "lead", "admin"],
  admin: ["admin"],
});

/** @param {Person | null} who @param {keyof typeof MAY} what */
export const may = (who, what) => is(who, ...MAY[what]);

/** Where a person's day starts. @param {Person | null} who */
export function homeOf(who) {
  if (writes(who)) return guideFirst() ? "/install" : "/capture";
  if (is(who, "lead")) return "/trends";
  if (is(who, "safety")) return "/insights";
  if (is(who, "analyst")) return "/tokens";
  if (may(who, "themes")) return "/themes";
  return is(who, "admin") ? "/admin/people" : "/settings";
}
