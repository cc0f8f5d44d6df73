// One push: choose, write `sent`, send, store what came of it.

import { withDb } from "../data/db.js";
import { schemaOf } from "../data/ops.js";
import { applyMoves } from "../data/outbox.js";
import { serverId } from "../data/person.js";
import { allMarks, choosable, marksBeside } from "../data/queue.js";
import { reported, toReport } from "../data/report.js";
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
  const { batch, pending } = await next(link.limit);
  const report = await toReport();
  if (!batch.length && !report) return null;
  const envelope = await pack(batch, pending, report?.numbers ?? []);
  await applyMoves(departing(batch, stamp()));
  const heard = await hear("POST", "/sync/push", { body: envelope, signal });
  const expect = { server_id: serverId(), epoch: await epoch(), batch_id: envelope.batch_id };
  const answer = read(heard, expect);
  const marks = await marksBeside(envelope.ops.map((op) => ({ entry: op.id })));
  const settled = settle({ link, batch, marks, answer, now: Date.now(), random: Math.random() });
  await applyMoves(settled.moves);
  if (report && answer.type === "ok") await reported(report.numbers);
  // Alone it can only be wrong itself: it must not stand in the way of all pulls to come.
  if (report && !batch.length && answer.type === "refused") await reported(report.numbers, answer.problem);
  return settled;
}

/** @param {number} limit */
async function next(limit) {
  const { marks, all } = await choosable(limit);
  const batch = choose(marks, limit);
  if (batch.length || marks.length === all) return { batch, pending: all };
  return { batch: choose(await allMarks(), limit), pending: all };
}

/** @param {string[]} batch @param {number} pending @param {number[]} given_up */
async function pack(batch, pending, given_up) {
  const [ops, client_id, op_no_max] = await withDb(async (db) => {
    const tx = db.transaction(["ops", "meta"], "readwrite");
    const ops = await Promise.all(batch.map((op_id) => tx.objectStore("ops").get(op_id)));
    const known = /** @type {string | undefined} */ (await tx.objectStore("meta").get("client_id"));
    const client = known ?? uuid7();
    if (!known) tx.objectStore("meta").put(client, "client_id");
    const highest = Number((await tx.objectStore("meta").get("op_no")) ?? 0);
    await tx.done;
    return [ops.filter((op) => op !== undefined), client, highest];
  });
  const schema = schemaOf(ops);
  return { protocol: 1, schema, client_id, batch_id: uuid7(), pending, op_no_max, given_up, ops };
}

/** @returns {Promise<string | null>} */
const epoch = async () =>
  /** @type {string | undefined} */ (await withDb((db) => db.get("meta", "epoch"))) ?? null;
