// The sending engine as pure transitions: what becomes of each op and of the link after an answer (answer.js), for
// the next batch (batch.js) and the next attempt (link.js). No clock, no store, no network, no chance of its own: all
// come in as arguments, so that a simulation can drive it from one seed. The edges are push.js, pull.js and scheduler.js.
import { isLate } from "./batch.js";
import { settleRest } from "./engine-pull.js";
import { answered, backoff, cutShort, healthy, waiting } from "./link.js";

/** @typedef {import("../types.js").Mark} Mark */
/** @typedef {import("../types.js").Move} Move */
/** @typedef {import("../types.js").Problem} Problem */
/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./link.js").Link} Link */

/** @typedef {{link: Link, moves: Move[], next: "push" | "wait" | "relist" | "stop"}} Settled */

/**
 * @param {{link: Link, batch: string[], marks: Mark[], answer: Answer, now: number, random: number, took?: number}} at
 *   `random` in [0, 1), for the jitter; `took` milliseconds from the request to this answer, or to its end
 * @returns {Settled}
 */
export function settle({ link, batch, marks, answer, now, random, took = 0 }) {
  const back = batch.map((op_id) => /** @type {Move} */ ({ op_id, to: "READY" }));
  switch (answer.type) {
    case "ok":
      return settleResults(link, batch, marks, answer, now, random, took);
    case "none":
      return settleNone(cutShort(link, batch.length, took), batch, marks, answer, now, random);
    case "too_big":
    case "refused":
      if (!batch.length) return settleReport(link, answer.type, now, random);
      return halve(link, batch, marks, answer.problem);
    case "auth":
      return { link: { ...link, phase: "blocked_auth" }, moves: back, next: "stop" };
    default:
      return { ...settleRest(link, answer), moves: back };
  }
}

/**
 * An op leaves only on its own result; one that the answer does not name goes again.
 * @param {Link} link
 * @param {string[]} batch
 * @param {Mark[]} marks
 * @param {{body: any, relist: boolean}} answer
 * @param {number} now
 * @param {number} random
 * @param {number} took
 * @returns {Settled}
 */
function settleResults(link, batch, marks, { body, relist }, now, random, took) {
  const results = new Map((body.results ?? []).map((/** @type {any} */ result) => [result.op_id, result]));
  const moves = batch.flatMap((op_id) => settleOp(op_id, results.get(op_id), marks));
  // A batch without ops only reports numbers given up: its answer is the whole of it.
  const done = !batch.length || moves.some((move) => move.to !== "READY");
  const next = relist ? "relist" : done ? "push" : "wait";
  const none = { timeout: false, after: null };
  return {
    link: done ? answered(link, batch.length, took) : waiting(link, none, batch.length, now, random),
    moves,
    next,
  };
}

/**
 * Back to where they were. One that was alone in a batch that timed out is counted: the link's fault or its own, nobody
 * can tell, so it is never blamed, but from a number on it goes after all others, at its own pace. A late one was tried
 * on a link that had just answered, which therefore stays as it is.
 * @param {Link} link
 * @param {string[]} batch
 * @param {Mark[]} marks
 * @param {{timeout: boolean, after: number | null}} none
 * @param {number} now
 * @param {number} random
 * @returns {Settled}
 */
function settleNone(link, batch, marks, none, now, random) {
  const lone = none.timeout && batch.length === 1 ? marks.find((mark) => mark.op_id === batch[0]) : undefined;
  const alone = (lone?.alone ?? 0) + 1;
  const moves = batch.map(
    (op_id) => /** @type {Move} */ ({ op_id, to: "READY", ...(lone ? { alone } : {}) }),
  );
  if (!lone || !isLate(lone)) {
    return { link: waiting(link, none, batch.length, now, random), moves, next: "wait" };
  }
  const late = { since: now, until: now + backoff(alone, random) };
  return { link: { ...link, late }, moves, next: "stop" };
}

/**
 * @param {string} op_id
 * @param {any} result
 * @param {Mark[]} marks
 * @returns {Move[]}
 */
function settleOp(op_id, result, marks) {
  switch (result?.status) {
    case "applied":
      return [{ op_id, to: "ACKED", entry: result.entry }];
    case "conflict_copy":
      return [{ op_id, to: "ACKED", entry: result.entry, copy_id: result.copy_id }];
    case "rejected":
      // Of an op refused under somebody else's session the server keeps nothing, not even its number.
      return refuse(op_id, marks, result.problem ?? null, !/\/not-yours$/.test(result.problem?.type ?? ""));
    default:
      return [{ op_id, to: "READY" }];
  }
}

/**
 * A refused creation takes the ops that stand on it along: alone they could only fail, one by one.
 * @param {string} op_id
 * @param {Mark[]} marks
 * @param {Problem | null} problem
 * @param {boolean} heard whether the server decided about this very op, and so knows its number
 * @returns {Move[]}
 */
function refuse(op_id, marks, problem, heard) {
  const refused = marks.find((mark) => mark.op_id === op_id);
  const along = refused?.kind === "create" ? marks.filter((mark) => mark.entry === refused.entry) : [];
  const ids = new Set([op_id, ...along.map((mark) => mark.op_id)]);
  return [...ids].map((id) => ({
    op_id: id,
    to: "NEEDS_ATTENTION",
    problem: problem ?? undefined,
    heard: heard && id === op_id,
  }));
}

/**
 * Too big, or one bad op in it: half as many next time, until a single one is found guilty.
 * @param {Link} link
 * @param {string[]} batch
 * @param {Mark[]} marks
 * @param {Problem | null} problem
 * @returns {Settled}
 */
function halve(link, batch, marks, problem) {
  const [only] = batch;
  if (batch.length === 1 && only) {
    return { link: healthy(link), moves: refuse(only, marks, problem, false), next: "push" };
  }
  const moves = batch.map((op_id) => /** @type {Move} */ ({ op_id, to: "READY" }));
  return { link: { ...healthy(link), limit: Math.ceil(batch.length / 2) }, moves, next: "push" };
}

/**
 * A push without ops, which only reports numbers given up. Refused by the server itself, push.js lets go of it; a body
 * this small is too big for nobody but a portal.
 * @param {Link} link
 * @param {"too_big" | "refused"} type
 * @param {number} now
 * @param {number} random
 * @returns {Settled}
 */
function settleReport(link, type, now, random) {
  if (type === "refused") return { link: healthy(link), moves: [], next: "push" };
  return { link: waiting(link, { timeout: false, after: null }, 0, now, random), moves: [], next: "wait" };
}
