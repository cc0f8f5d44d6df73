// One push: choose, write `sent`, send, store what came of it.

import { withDb } from "../data/db.js";
import { applyMoves } from "../data/outbox.js";
import { serverId } from "../data/person.js";
import { uuid7 } from "../lib/ids.js";
import { stamp } from "../lib/time.js";
import { choose, departing, read, settle } from "./engine.js";
import { hear } from "./transport.js";

/**
 * @param {import("./engine.js").Link} link
 * @param {AbortSignal} signal
 * @returns {Promise<import("./engine.js").Settled | null>} null when there is nothing to send
 */
export async function push(link, signal) {
  const marks = await withDb((db) => db.getAllFromIndex("marks", "op_no"));
  const batch = choose(marks, link.limit);
  if (!batch.length) return null;
  const envelope = await pack(batch, marks.length);
  await applyMoves(departing(batch, stamp()));
  const heard = await hear("POST", "/sync/push", { body: envelope, signal });
  const expect = { server_id: serverId(), epoch: await epoch(), batch_id: envelope.batch_id };
  const answer = read(heard, expect);
  const settled = settle({ link, batch, marks, answer, now: Date.now(), random: Math.random() });
  await applyMoves(settled.moves);
  return settled;
}

/** @param {string[]} batch @param {number} pending */
async function pack(batch, pending) {
  const [ops, client_id, op_no_max] = await withDb(async (db) => {
    const tx = db.transaction(["ops", "meta"], "readwrite");
    const ops = await Promise.all(batch.map((op_id) => tx.objectStore("ops").get(op_id)));
    const known = /** @type {string | undefined} */ (await tx.objectStore("meta").get("client_id"));
    const client = known ?? uuid7();
    if (!known) tx.objectStore("meta").put(client, "client_id");
    const highest = Number(await tx.objectStore("meta").get("op_no"));
    await tx.done;
    return [ops.filter((op) => op !== undefined), client, highest];
  });
  return { protocol: 1, schema: 1, client_id, batch_id: uuid7(), pending, op_no_max, ops };
}

/** @returns {Promise<string | null>} */
const epoch = async () =>
  /** @type {string | undefined} */ (await withDb((db) => db.get("meta", "epoch"))) ?? null;
