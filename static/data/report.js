// What the server has to hear besides ops: numbers that will never come, so that it does not take them for losses.
import { stamp } from "../lib/time.js";
import { withDb } from "./db.js";

/** As many as the server takes with one push. */
const MOST = 1000;

/** @returns {Promise<{numbers: number[]} | null>} null when there is nothing to tell */
export async function toReport() {
  const numbers = /** @type {number[] | undefined} */ (await withDb((db) => db.get("meta", "given_up")));
  return numbers ? { numbers: numbers.slice(0, MOST) } : null;
}

/**
 * The server heard these, or can't take them; what was given up meanwhile goes with the next push.
 * @param {number[]} numbers
 * @param {import("../types.js").Problem} [refused]
 */
export async function reported(numbers, refused) {
  await withDb(async (db) => {
    const tx = db.transaction(["meta", "log"], "readwrite");
    const meta = tx.objectStore("meta");
    const all = /** @type {number[] | undefined} */ (await meta.get("given_up")) ?? [];
    const left = all.filter((number) => !numbers.includes(number));
    if (left.length) meta.put(left, "given_up");
    else meta.delete("given_up");
    if (refused) {
      tx.objectStore("log").add({
        at: stamp(),
        what: "report_refused",
        words: numbers.join(" "),
        problem: refused,
      });
    }
    await tx.done;
  });
}
