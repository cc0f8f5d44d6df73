// The link to the server: how long it rests, how much it carries, and what wakes it. Pure, as engine.js is.

/** @typedef {import("../types.js").Problem} Problem */

/**
 * The link to the server, as far as it matters for the next attempt.
 * @typedef {object} Link
 * @property {"ready" | "retry_wait" | "blocked_auth" | "stopped"} phase
 * @property {number} attempts in a row without a valid answer
 * @property {number} timeouts in a row
 * @property {number} since when this wait began, in milliseconds
 * @property {number} until no attempt before this moment
 * @property {boolean} told whether the server itself named that moment
 * @property {number} limit ops in the next batch
 * @property {number} brisk milliseconds that a batch should take: a cut costs one batch, which then goes again
 * @property {Problem | null} problem why it stopped
 * @property {Rest} late no attempt before its end for what times out even alone
 */

/** @typedef {{since: number, until: number}} Rest */

/** As many ops as the server takes in one batch. */
export const MAX_OPS = 100;
export const FIRST_WAIT = 1_000;
export const LONGEST_WAIT = 300_000;
/** Whoever names a later moment, a proxy with a day's Retry-After for one, is asked again after this. */
export const LONGEST_TOLD = 3_600_000;
const REST = 30_000;
/** On a link that holds, and on one that is cut again and again. */
const BRISK = 300;
const BRISKEST = 100;
/** A link that nobody knows yet may be slow and cut: it is asked to carry this first, and twice as much each time it does so briskly. */
const FIRST = 25;
/** Less than this a slow link is not asked to carry, unless it can't carry that either. */
const FEW = 8;

/** @type {Rest} */
const NO_REST = { since: 0, until: 0 };

/** @returns {Link} */
export const newLink = () => ({
  phase: "ready",
  attempts: 0,
  timeouts: 0,
  since: 0,
  until: 0,
  told: false,
  limit: FIRST,
  brisk: BRISK,
  problem: null,
  late: NO_REST,
});

/**
 * No valid answer: wait with jitter, for ever if need be. Repeated timeouts also make the batch smaller,
 * since a slow link may be unable to carry it in 20 s.
 * @param {Link} link
 * @param {{timeout: boolean, after: number | null}} none
 * @param {number} size
 * @param {number} now
 * @param {number} random
 * @returns {Link}
 */
export function waiting(link, { timeout, after }, size, now, random) {
  const timeouts = timeout ? link.timeouts + 1 : 0;
  const limit = timeouts >= 2 && size > 1 ? Math.ceil(size / 2) : link.limit;
  const wait = after === null ? backoff(link.attempts, random) : Math.min(LONGEST_TOLD, after * 1000);
  return {
    ...link,
    phase: "retry_wait",
    attempts: link.attempts + 1,
    timeouts,
    limit,
    since: now,
    until: now + wait,
    told: after !== null,
  };
}

/** From 1 s, doubling, to 5 min; between half and all of it. @param {number} attempts @param {number} random */
export function backoff(attempts, random) {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts + 1, 20));
  return Math.max(FIRST_WAIT, longest * (0.5 + random / 2));
}

/** @param {Link} link @returns {Link} */
export const healthy = (link) => ({
  ...link,
  phase: "ready",
  attempts: 0,
  timeouts: 0,
  since: 0,
  until: 0,
  told: false,
  problem: null,
});

/** It carried this much in this time. @param {Link} link @param {number} size @param {number} took @returns {Link} */
export const answered = (link, size, took) => ({
  ...healthy(link),
  limit: fitting(link, size, took),
  brisk: Math.min(BRISK, link.brisk + 2),
});

/** Cut while it was under way, not refused at once: the next one is smaller. @param {Link} link @param {number} size @param {number} took @returns {Link} */
export function cutShort(link, size, took) {
  if (took < BRISKEST || !size) return link;
  return {
    ...link,
    limit: Math.max(1, Math.min(link.limit, Math.ceil(size / 2))),
    brisk: Math.max(BRISKEST, link.brisk / 2),
  };
}

/** As many as go in a brisk request, judged by the last one. @param {Link} link @param {number} size @param {number} took */
function fitting(link, size, took) {
  if (took <= link.brisk) return Math.min(MAX_OPS, Math.max(1, link.limit) * 2);
  return Math.min(link.limit, Math.max(FEW, Math.floor((size * link.brisk) / took)));
}

/** Something on the phone itself failed: a rest, then a fresh attempt. @param {Link} link @param {number} now @returns {Link} */
export const resting = (link, now) => ({ ...link, phase: "retry_wait", since: now, until: now + REST });

/**
 * How long there is still to wait. A clock that was set back to before the wait began says nothing about it any more:
 * else a phone that had been a year ahead would send nothing for a year.
 * @param {Rest} link
 * @param {number} now
 */
export const restOf = (link, now) => (now < link.since ? 0 : Math.max(0, link.until - now));

/**
 * The server named a moment to another tab, or to this one before it was loaded anew: it holds here as well.
 * @param {Link} link
 * @param {Rest | undefined} told
 * @param {number} now
 * @returns {Link}
 */
export function heldBack(link, told, now) {
  if (!told || restOf(told, now) <= restOf(link, now)) return link;
  if (link.phase === "blocked_auth" || link.phase === "stopped") return link;
  return { ...link, phase: "retry_wait", since: told.since, until: told.until, told: true };
}

/** @typedef {"start" | "timer" | "online" | "visible" | "saved" | "signed_in"} Reason */

/**
 * Signs of a better link end the wait, unless the server itself named the moment.
 * @param {Link} link
 * @param {Reason} reason
 * @param {number} now
 * @returns {Link}
 */
export function wake(link, reason, now) {
  if (link.phase === "blocked_auth") return reason === "signed_in" ? newLink() : link;
  if (link.phase === "stopped") return reason === "start" || reason === "signed_in" ? newLink() : link;
  if (link.told && restOf(link, now) > 0) return link;
  const better = reason === "online" || reason === "visible" || reason === "start" || reason === "signed_in";
  const late = better ? NO_REST : link.late;
  if (link.phase === "ready") return { ...link, late };
  return better || restOf(link, now) === 0 ? { ...link, phase: "ready", until: 0, told: false, late } : link;
}

/** @param {Link} link @param {number} now */
export const mayTry = (link, now) =>
  link.phase === "ready" || (link.phase === "retry_wait" && restOf(link, now) === 0);
