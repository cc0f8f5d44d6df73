// Listing everything again, when the server or the person's scope is no longer the same. Loaded when that happens.
import { getMeta } from "../data/meta.js";
import { person, serverId } from "../data/person.js";
import { acknowledged, askForRelist, beginRelist, sendAgain } from "../data/relisting.js";
import { uuid7 } from "../lib/ids.js";
import { read } from "./answer.js";
import { settlePull } from "./engine-pull.js";
import { hear } from "./transport.js";

const CHECK = 500;

/** @typedef {import("./link.js").Link} Link */
/** @typedef {import("./engine.js").Settled} Settled */

/**
 * Ask which acknowledged ops the server no longer knows, put them back into the outbox, start a new listing. Another
 * tab may hear an answer of the life before meanwhile: what it acknowledges is asked about as well, before the listing.
 * @param {Link} link
 * @param {AbortSignal} signal
 * @returns {Promise<Settled>}
 */
export async function relist(link, signal) {
  await askForRelist();
  const client_id = (await getMeta("client_id")) ?? uuid7();
  /** @type {{server_id: string | null, epoch: string | null, person: string | undefined}} */
  const expect = { server_id: serverId(), epoch: null, person: person.value?.id };
  const known = new Set();
  for (let left = await acknowledged(Date.now()); ; ) {
    const ops = left.slice(0, CHECK);
    const heard = await hear("POST", "/sync/ops:check", { body: { client_id, ops }, signal });
    const answer = read(heard, expect);
    const settled = settlePull(link, answer, Date.now(), Math.random());
    // Restored once more: what was known before says nothing any more, and all is asked again.
    if (answer.type !== "ok" || answer.relist) return settled;
    const { epoch, unknown = [] } = answer.body;
    await sendAgain(unknown);
    for (const op_id of ops) if (!unknown.includes(op_id)) known.add(op_id);
    expect.epoch = epoch;
    left = left.length > CHECK ? left.slice(CHECK) : await beginRelist(epoch, known);
    if (!left.length) return settled;
  }
}
