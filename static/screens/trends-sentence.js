// What changed, decided by arithmetic: which barrier the sentence on top is about, and whether it may say 'rose'.

import { ENOUGH_ENTRIES } from "./trends-model.js";

/** @typedef {import("./trends-model.js").BarrierTrend} BarrierTrend */

/** Two-sided odds of one in ten: below that a change is as likely chance, and the sentence doesn't claim it. */
const CLEAR = 1.64;

/**
 * The change from one window to the next in standard deviations, if nothing had changed but the number of visits.
 * A rate is a share of what was logged, so the nearer it is to all of it, the less it varies by chance.
 * @param {{count: number, visits: number}} now
 * @param {{count: number, visits: number}} before
 * @param {boolean} perVisit
 */
export function clearness(now, before, perVisit) {
  const all = now.count + before.count;
  const visits = perVisit ? now.visits + before.visits : 0;
  const share = visits > 0 ? now.visits / visits : 0.5;
  const rest = visits > 0 ? Math.max(0, 1 - all / visits) : 1;
  const spread = Math.sqrt(all * share * (1 - share) * rest);
  return spread > 0 ? (now.count - all * share) / spread : 0;
}

/**
 * @param {BarrierTrend[]} barriers
 * @param {number} total entries in the whole period
 * @param {boolean} perVisit whether the page speaks of rates
 * @returns {{kind: "few" | "quiet" | "rose" | "fell" | "steady", barrier: BarrierTrend | null}}
 */
export function whatChanged(barriers, total, perVisit) {
  if (total < ENOUGH_ENTRIES) return { kind: "few", barrier: null };
  const named = barriers.filter((one) => one.now.count + one.before.count > 0);
  if (!named.length) return { kind: "quiet", barrier: null };
  const score = (/** @type {BarrierTrend} */ one) => clearness(one.now, one.before, perVisit);
  const most = named.reduce((a, b) => (Math.abs(score(b)) > Math.abs(score(a)) ? b : a));
  if (Math.abs(score(most)) >= CLEAR) return { kind: score(most) > 0 ? "rose" : "fell", barrier: most };
  return { kind: "steady", barrier: named.reduce((a, b) => (b.now.count > a.now.count ? b : a)) };
}

/**
 * The places that together make up at least half of a number, at most two of them.
 * @param {import("./trends-model.js").Place[]} places
 * @param {string} barrier
 * @param {number} total
 */
export function whereMostly(places, barrier, total) {
  const ranked = places
    .filter((place) => place.code !== null)
    .map((place) => ({
      code: place.code ?? "",
      count: place.cells.find((cell) => cell.barrier === barrier)?.now.count ?? 0,
    }))
    .sort((a, b) => b.count - a.count)
    .filter((place) => place.count > 0);
  if (ranked.length < 2 || total < 4) return null;
  const one = ranked[0] ?? { code: "", count: 0 };
  const two = ranked[1] ?? { code: "", count: 0 };
  if (one.count * 2 > total) return { codes: [one.code], count: one.count };
  // Two of three places always hold much of it: saying so would be saying nothing.
  if (ranked.length > 2 && (one.count + two.count) * 2 > total) {
    return { codes: [one.code, two.code], count: one.count + two.count };
  }
  return null;
}
