// Pulling what changed, and listing everything again when the server or the person's scope is no longer the same.
import { getMeta } from "../data/meta.js";
import { serverId } from "../data/person.js";
import { acknowledged, askForRelist, beginRelist, position, sendAgain, storePage } from "../data/pulled.js";
import { emit } from "../lib/events.js";
import { read, settlePull } from "./engine.js";
import { hear } from "./transport.js";

/** What this app speaks; only a pull may be told that it is too old for the server. */
const PROTOCOL = "1";
const PAGE = 500;
const CHECK = 500;
const NOBODY = { server_id: null, epoch: null };

/** @typedef {import("./engine.js").Link} Link */
/** @typedef {import("./engine.js").Settled} Settled */

/**
 * One page.
 * @param {Link} link
 * @param {AbortSignal} signal
 * @returns {Promise<Settled & {more: boolean}>}
 */
export async function pull(link, signal) {
  const { cursor, epoch } = await position();
  const query = { protocol: PROTOCOL, limit: String(PAGE), ...(cursor ? { cursor } : {}) };
  const heard = await hear("GET", "/sync/pull", { query, signal });
  const answer = read(heard, { server_id: serverId(), epoch });
  if (answer.type === "outdated") emit("outdated");
  const settled = settlePull(link, answer, Date.now(), Math.random());
  if (answer.type !== "ok" || settled.next === "relist") return { ...settled, more: false };
  await storePage(answer.body);
  return { ...settled, more: Boolean(answer.body.more) };
}

/**
 * Ask which acknowledged ops the server no longer knows, put them back into the outbox, start a new listing.
 * @param {Link} link
 * @param {AbortSignal} signal
 * @returns {Promise<Settled>}
 */
export async function relist(link, signal) {
  await askForRelist();
  const ids = await acknowledged(Date.now());
  const client_id = await getMeta("client_id");
  let settled = settlePull(link, { type: "ok", body: {}, relist: false }, 0, 0);
  for (let at = 0; at < ids.length; at += CHECK) {
    const body = { client_id, ops: ids.slice(at, at + CHECK) };
    const heard = await hear("POST", "/sync/ops:check", { body, signal });
    const answer = Array.isArray(heard.body?.unknown) ? checked(heard.body) : read(heard, NOBODY);
    settled = settlePull(link, answer, Date.now(), Math.random());
    if (answer.type !== "ok") return settled;
    await sendAgain(answer.body.unknown);
  }
  await beginRelist();
  return settled;
}

/** The answer to a check names no server; it is known by its shape. @param {any} body */
const checked = (body) => /** @type {const} */ ({ type: "ok", body, relist: false });
