// What rises where this person works, in figures: asked for once a day, and kept for when there is no signal.
import { getMeta, setMeta } from "../data/meta.js";
import { person } from "../data/person.js";
import { hear } from "./transport.js";

/** @typedef {{key: Record<string, string>, weeks: number, from: string, to: string, count: number, usual: number}} Rise */
/** @typedef {{asked: number, scope: unknown, as_of: string, items: Rise[]}} Rises */

const DAY = 24 * 3600 * 1000;

/** What was heard last, unless that was of other regions. @returns {Promise<Rises | null>} */
export async function keptRises() {
  const [kept, scope] = await Promise.all([getMeta("rises"), getMeta("scope_version")]);
  return kept?.scope === scope ? kept : null;
}

/**
 * Ask again when it is time. No answer changes nothing: what is kept says of which day it is.
 * @param {AbortSignal} [signal]
 * @returns {Promise<boolean>} whether there is something new
 */
export async function askWhatRises(signal) {
  const now = Date.now();
  const kept = await keptRises();
  // A clock that was set back must not put it off for a year.
  if (kept && kept.asked <= now && now - kept.asked < DAY) return false;
  const scope = await getMeta("scope_version");
  const { status, body } = await hear("GET", "/signals/rising", signal ? { signal } : {});
  if (status !== 200 || body?.person !== person.value?.id || !Array.isArray(body?.items)) return false;
  await setMeta("rises", { asked: now, scope, as_of: body.as_of, items: body.items });
  return true;
}
