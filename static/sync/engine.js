// The sending engine as pure transitions: what to send, what an answer means, what becomes of each op and
// of the link. No clock, no store, no network, no chance of its own: all come in as arguments, so that a
// simulation can drive it from one seed. The edges are push.js, pull.js and scheduler.js.

/** @typedef {import("../types.js").Mark} Mark */
/** @typedef {import("../types.js").Move} Move */
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

/**
 * What was heard: an answer of ours, something else with a status, or nothing.
 * @typedef {object} Heard
 * @property {number} status 0 when nothing came
 * @property {any} [body] parsed, only when it is our server's JSON
 * @property {number | null} [after] seconds of Retry-After
 * @property {"network" | "timeout" | "portal"} [reason]
 */

/**
 * @typedef {{type: "ok", body: any, relist: boolean}
 *   | {type: "none", timeout: boolean, after: number | null}
 *   | {type: "auth"} | {type: "forbidden", problem: Problem} | {type: "relist"}
 *   | {type: "too_big", problem: Problem | null} | {type: "refused", problem: Problem}
 *   | {type: "outdated", problem: Problem}} Answer
 */

/** @typedef {{link: Link, moves: Move[], next: "push" | "wait" | "relist" | "stop"}} Settled */

export const MAX_OPS = 100;
/** 256 KB, less room for the envelope. */
export const MAX_BYTES = 254 * 1024;
export const FIRST_WAIT = 1_000;
export const LONGEST_WAIT = 300_000;
/** Whoever names a later moment, a proxy with a day's Retry-After for one, is asked again after this. */
export const LONGEST_TOLD = 3_600_000;
const REST = 30_000;
/** So often an op times out alone before all others may pass it. */
export const ALONE = 2;

/** On a link that holds, and on one that is cut again and again. */
const BRISK = 300;
const BRISKEST = 100;
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
  limit: MAX_OPS,
  brisk: BRISK,
  problem: null,
  late: NO_REST,
});

// --- before a request -------------------------------------------------------------------------------

/** A crash left ops in flight: whether they arrived is unknown, so they go again under the same id.
 * @param {Mark[]} marks
 * @returns {Move[]}
 */
export const afterCrash = (marks) =>
  marks.filter((mark) => mark.state === "IN_FLIGHT").map(({ op_id }) => ({ op_id, to: "READY" }));

/** Whether all other entries may pass this op: it has timed out with nothing else beside it. @param {Mark} mark */
const isLate = (mark) => (mark.alone ?? 0) >= ALONE;

/** Of these entries nothing may leave: an op is under way, or the creation was refused. @param {Mark[]} marks */
function heldEntries(marks) {
  const held = new Set();
  for (const mark of marks) {
    const refused = mark.state === "NEEDS_ATTENTION" && mark.kind === "create";
    if (refused || mark.state === "IN_FLIGHT") held.add(mark.entry);
  }
  return held;
}

/**
 * The next batch: in the order in which they were made, at most one op of an entry, none of an entry whose
 * creation was refused, and none of one that begins with a late op.
 * @param {Mark[]} marks in order of op_no
 * @param {number} limit
 * @returns {string[]} op ids
 */
export function choose(marks, limit) {
  const held = heldEntries(marks);
  /** @type {string[]} */
  const batch = [];
  let bytes = 0;
  for (const mark of marks) {
    if (batch.length >= limit) break;
    if (mark.state !== "READY" || held.has(mark.entry)) continue;
    if (isLate(mark)) {
      held.add(mark.entry);
      continue;
    }
    if (batch.length && bytes + mark.bytes > MAX_BYTES) break;
    held.add(mark.entry);
    batch.push(mark.op_id);
    bytes += mark.bytes;
  }
  return batch;
}

/**
 * When there is nothing else to send: one late op, alone, the one tried least.
 * @param {Mark[]} marks in order of op_no
 * @returns {string[]} one op id, or none
 */
export function chooseLate(marks) {
  const held = heldEntries(marks);
  /** @type {Mark[]} */
  const late = [];
  for (const mark of marks) {
    if (mark.state !== "READY" || held.has(mark.entry)) continue;
    held.add(mark.entry);
    if (isLate(mark)) late.push(mark);
  }
  const [next] = late.toSorted((a, b) => (a.alone ?? 0) - (b.alone ?? 0));
  return next ? [next.op_id] : [];
}

/** Written before the request leaves. @param {string[]} batch @param {string} now @returns {Move[]} */
export const departing = (batch, now) => batch.map((op_id) => ({ op_id, to: "IN_FLIGHT", sent: now }));

// --- what an answer means ---------------------------------------------------------------------------

/**
 * What an answer has to be. An `epoch` that is not known yet can't be another one.
 * @typedef {object} Expected
 * @property {string | null} server_id
 * @property {string | null} epoch
 * @property {string | null} [person] whose outbox and entries these are
 * @property {string} [batch_id]
 */

/** A proxy refuses what is too large without a word that a person could act on. @type {Problem} */
const TOO_LARGE = {
  type: "/problems/payload-too-large",
  title: "This is too large for the way to the server. Shorten the text, or save a copy.",
  status: 413,
};

/**
 * @param {Heard} heard
 * @param {Expected} expect
 * @returns {Answer}
 */
export function read(heard, expect) {
  const { status, body, after = null } = heard;
  const problem = body ?? null;
  if (status === 413) return { type: "too_big", problem: problem ?? TOO_LARGE };
  if (status === 429 || status === 503) return { type: "none", timeout: false, after };
  // Whatever is not our own JSON is nobody's answer: a portal's page, a proxy's, a dead link.
  if (!body || status === 408 || status >= 500) {
    return { type: "none", timeout: heard.reason === "timeout" || status === 408, after };
  }
  if (status === 200) return readOk(body, expect);
  if (status === 401) return { type: "auth" };
  if (status === 403) return { type: "forbidden", problem };
  if (status === 409) return { type: "relist" };
  if (status === 400 || status === 422) return { type: "refused", problem };
  if (status === 426) return { type: "outdated", problem };
  return { type: "none", timeout: false, after };
}

/**
 * @param {any} body
 * @param {Expected} expect
 * @returns {Answer}
 */
function readOk(body, expect) {
  const server =
    typeof body.server_id === "string" && (!expect.server_id || body.server_id === expect.server_id);
  const batch = expect.batch_id === undefined || body.batch_id === expect.batch_id;
  if (!server || !batch) return { type: "none", timeout: false, after: null };
  // The cookie changed hands while the request was on its way: what came is for somebody else, and nothing of it is
  // stored. A page of theirs would carry a cursor past changes that this person never saw.
  if (expect.person && body.person && body.person !== expect.person) return { type: "auth" };
  const relist = expect.epoch !== null && body.epoch !== undefined && body.epoch !== expect.epoch;
  return { type: "ok", body, relist };
}

// --- what becomes of the ops and the link -----------------------------------------------------------

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
    case "relist":
      return { link, moves: back, next: "relist" };
    case "outdated":
      // Only a pull can be too old. What is written here goes out as ever; news is asked for again in a while.
      return { link: { ...healthy(link), problem: answer.problem }, moves: back, next: "stop" };
    default:
      return { link: { ...link, phase: "stopped", problem: answer.problem }, moves: back, next: "stop" };
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
  const answered = {
    ...healthy(link),
    limit: fitting(link, batch.length, took),
    brisk: Math.min(BRISK, link.brisk + 2),
  };
  const none = { timeout: false, after: null };
  return { link: done ? answered : waiting(link, none, batch.length, now, random), moves, next };
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

/** Cut while it was under way, not refused at once: the next one is smaller. @param {Link} link @param {number} size @param {number} took @returns {Link} */
function cutShort(link, size, took) {
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
function waiting(link, { timeout, after }, size, now, random) {
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
const healthy = (link) => ({
  ...link,
  phase: "ready",
  attempts: 0,
  timeouts: 0,
  since: 0,
  until: 0,
  told: false,
  problem: null,
});

/**
 * An answer to a pull or a check: the same meaning, no ops in hand.
 * @param {Link} link
 * @param {Answer} answer
 * @param {number} now
 * @param {number} random
 * @returns {Settled}
 */
export function settlePull(link, answer, now, random) {
  if (answer.type === "ok")
    return { link: healthy({ ...link }), moves: [], next: answer.relist ? "relist" : "push" };
  // Nothing to halve here: a pull that is refused as it stands is started again from the beginning.
  if (answer.type === "refused") return { link, moves: [], next: "relist" };
  if (answer.type === "too_big")
    return settlePull(link, { type: "none", timeout: false, after: null }, now, random);
  return settle({ link, batch: [], marks: [], answer, now, random });
}

// --- when to try again ------------------------------------------------------------------------------

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
