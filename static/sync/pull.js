// Pulling what changed. relist.js lists everything again when the server or the person's scope is no longer the same.
import { person, serverId } from "../data/person.js";
import { position, storePage } from "../data/pulled.js";
import { emit } from "../lib/events.js";
import { read } from "./answer.js";
import { settlePull } from "./engine-pull.js";
import { hear } from "./transport.js";

/** What this app speaks; only a pull may be told that it is too old for the server. */
const PROTOCOL = "1";
const PAGE = 500;

/** @typedef {import("./link.js").Link} Link */
/** @typedef {import("./engine.js").Settled} Settled */

/**
 * One page.
 * @param {Link} link
 * @param {AbortSignal} signal
 * @returns {Promise<Settled & {more: boolean}>}
 */
export async function pull(link, signal) {
  const { cursor, epoch, listing, key } = await position();
  const query = { protocol: PROTOCOL, limit: String(PAGE), ...(cursor ? { cursor } : {}) };
  const heard = await hear("GET", "/sync/pull", { query, signal });
  const answer = read(heard, { server_id: serverId(), epoch, person: person.value?.id });
  if (answer.type === "outdated") emit("outdated");
  const settled = settlePull(link, answer, Date.now(), Math.random());
  if (answer.type !== "ok" || settled.next === "relist") return { ...settled, more: false };
  const stored = await storePage(answer.body, { cursor, listing, key });
  return { ...settled, more: stored && Boolean(answer.body.more) };
}
