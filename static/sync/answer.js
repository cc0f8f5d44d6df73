// What an answer means: our server's own, somebody else's, or none. Pure, as engine.js is.

/** @typedef {import("../types.js").Problem} Problem */

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
