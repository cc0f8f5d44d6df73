// What becomes of the link after an answer that is about no op: to a pull or a check. Pure, as engine.js is.
import { healthy, waiting } from "./link.js";

/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./link.js").Link} Link */
/** @typedef {import("./engine.js").Settled} Settled */

/**
 * The same meaning as for a push, no ops in hand.
 * @param {Link} link
 * @param {Answer} answer
 * @param {number} now
 * @param {number} random
 * @returns {Settled}
 */
export function settlePull(link, answer, now, random) {
  switch (answer.type) {
    case "ok":
      return { link: healthy(link), moves: [], next: answer.relist ? "relist" : "push" };
    case "refused":
      // Nothing to halve here: a pull that is refused as it stands is started again from the beginning.
      return { link, moves: [], next: "relist" };
    case "too_big":
      return settlePull(link, { type: "none", timeout: false, after: null }, now, random);
    case "none":
      return { link: waiting(link, answer, 0, now, random), moves: [], next: "wait" };
    case "auth":
      return { link: { ...link, phase: "blocked_auth" }, moves: [], next: "stop" };
    default:
      return { ...settleRest(link, answer), moves: [] };
  }
}

/**
 * @param {Link} link
 * @param {Extract<Answer, {type: "relist" | "outdated" | "forbidden"}>} answer
 * @returns {Pick<Settled, "link" | "next">}
 */
export function settleRest(link, answer) {
  if (answer.type === "relist") return { link, next: "relist" };
  // Only a pull can be too old. What is written here goes out as ever; news is asked for again in a while.
  if (answer.type === "outdated")
    return { link: { ...healthy(link), problem: answer.problem }, next: "stop" };
  return { link: { ...link, phase: "stopped", problem: answer.problem }, next: "stop" };
}
