// One sequence: its steps, the end of all faults, the checks; and, when it failed, the fewest steps that still fail.
import { check } from "./check.mjs";
import { drain } from "./drain.mjs";
import { planned, take } from "./steps.mjs";
import { World } from "./world.mjs";

/** @typedef {import("./steps.mjs").Step} Step */
/** @typedef {{backend: import("./backend.mjs").Backend, open: (browser: any) => any}} Sides */

/**
 * @param {Sides} sides
 * @param {number} seed
 * @param {Step[]} steps
 * @returns {Promise<{error: Error | null, trace: string[]}>}
 */
export async function run({ backend, open }, seed, steps) {
  const world = new World(seed, backend, open);
  try {
    await world.begin();
    for (const step of steps) await take(world, step);
    await drain(world);
    await check(world);
    return { error: null, trace: world.trace };
  } catch (error) {
    return { error: /** @type {Error} */ (error), trace: world.trace };
  } finally {
    for (const tab of world.phones?.flatMap(({ tabs }) => tabs) ?? []) tab.die();
  }
}

/** What broke, without the names of this one case. @param {Error | null} error */
export const kindOf = (error) => error?.message.split(":")[0] ?? "";

/**
 * Delta debugging: leave out as many steps as possible while the same promise breaks.
 * @param {Sides} sides
 * @param {number} seed
 * @param {Step[]} steps
 * @param {string} kind
 */
export async function minimal(sides, seed, steps, kind) {
  let left = steps;
  const fails = async (some) => kindOf((await run(sides, seed, some)).error) === kind;
  for (let size = Math.ceil(left.length / 2); size >= 1; ) {
    let smaller = false;
    for (let at = 0; at < left.length; ) {
      const without = [...left.slice(0, at), ...left.slice(at + size)];
      if (await fails(without)) {
        left = without;
        smaller = true;
      } else at += size;
    }
    if (size === 1 && !smaller) break;
    size = size === 1 ? 1 : Math.ceil(size / 2);
  }
  return left;
}

export { planned };
