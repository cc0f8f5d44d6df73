// Pulling what changed, and listing everything again when the server or the person's scope is no longer the same.
import { getMeta } from "../data/meta.js";
import { person, serverId } from "../data/person.js";
import { acknowledged, askForRelist, beginRelist, position, sendAgain, storePage } from "../data/pulled.js";
import { emit } from "../lib/events.js";
import { uuid7 } from "../lib/ids.js";
import { read } from "./answer.js";
import { settlePull } from "./engine.js";
import { hear } from "./transport.js";

/** What this app speaks; only a pull may be told that it is too old for the server. */
const PROTOCOL = "1";
const PAGE = 500;
const CHECK = 500;

/** @typedef {import("./link.js").Link} Link */
/** @typedef {import("./engine.js").Settled} Settled */

/**
 * One page.
 * @param {Link} link
 * @param {AbortSignal} signal
 * @returns {Promise<Settled & {more: boolean}>}
 */
export async function pull(link, signal) {
  const { cursor, epoch, listing } = await position();
  const query = { protocol: PROTOCOL, limit: String(PAGE), ...(cursor ? { cursor } : {}) };
  const heard = await hear("GET", "/sync/pull", { query, signal });
  const answer = read(heard, { server_id: serverId(), epoch, person: person.value?.id });
  if (answer.type === "outdated") emit("outdated");
  const settled = settlePull(link, answer, Date.now(), Math.random());
  if (answer.type !== "ok" || settled.next === "relist") return { ...settled, more: false };
  const stored = await storePage(answer.body, { cursor, listing });
  return { ...settled, more: stored && Boolean(answer.body.more) };
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
  const client_id = (await getMeta("client_id")) ?? uuid7();
  const expect = { server_id: serverId(), epoch: null, person: person.value?.id };
  for (let at = 0; ; at += CHECK) {
    const body = { client_id, ops: ids.slice(at, at + CHECK) };
    const heard = await hear("POST", "/sync/ops:check", { body, signal });
    const answer = read(heard, expect);
    const settled = settlePull(link, answer, Date.now(), Math.random());
    if (answer.type !== "ok") return settled;
    await sendAgain(answer.body.unknown ?? []);
    if (at + CHECK < ids.length) continue;
    // Known from now on, so that nothing made on the old life of the server passes for the new one.
    await beginRelist(answer.body.epoch);
    return settled;
  }
}
