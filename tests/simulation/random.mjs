// Chance from a seed: the same seed, the same sequence, on every machine.

/** @param {number} seed */
export function chance(seed) {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  /** mulberry32: in [0, 1) */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let at = 0; at < 3; at += 1) next();
  return {
    next,
    /** An integer below n. @param {number} n */
    below: (n) => Math.floor(next() * n),
    /** @param {number} share */
    hit: (share) => next() < share,
    /** @template T @param {T[]} things @returns {T} */
    one: (things) => things[Math.floor(next() * things.length)],
    /** By weight. @template {string} T @param {Record<T, number>} weights @returns {T} */
    weighed: (weights) => {
      let left = next() * Object.values(weights).reduce((sum, weight) => sum + weight, 0);
      for (const [name, weight] of Object.entries(weights)) {
        left -= weight;
        if (left < 0) return name;
      }
      return Object.keys(weights)[0];
    },
  };
}

/** A seed made of several numbers. @param {...number} parts */
export const mix = (...parts) =>
  parts.reduce((hash, part) => Math.imul(hash ^ (part >>> 0), 0x01000193) >>> 0, 0x811c9dc5);
