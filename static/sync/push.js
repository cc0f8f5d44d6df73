// One push: choose, write `sent`, send, store what came of it. Loaded when there is something to send.

import { allMarks, choosable, marksBeside } from "../data/choosing.js";
import { withDb } from "../data/db.js";
import { applyMoves, depart } from "../data/moves.js";
import { schemaOf } from "../data/ops.js";
import { person, serverId } from "../data/person.js";
import { reported, toReport } from "../data/report.js";
import { uuid7 } from "../lib/ids.js";
import { stamp } from "../lib/time.js";
import { read } from "./answer.js";
import { afterCrash, choose, chooseLate, departing } from "./batch.js";
import { settle } from "./engine.js";
import { restOf } from "./link.js";
import { hear } from "./transport.js";

/** What a crash left on the wire. @param {import("../types.js").Mark[]} marks */
export const putBack = (marks) => applyMoves(afterCrash(marks));

/**
 * @param {import("./link.js").Link} link
 * @param {AbortSignal} signal
 * @returns {Promise<import("./engine.js").Settled | null>} null when there is nothing to send
 */
export async function push(link, signal) {
  return send(link, signal, await next(link.limit), await toReport());
}

/** What times out even alone: only after all else, news included. @type {typeof push} */
export async function pushLate(link, signal) {
  if (restOf(link.late, Date.now()) > 0) return null;
  const marks = await allMarks();
  return send(link, signal, { batch: chooseLate(marks), pending: marks.length }, null);
}

/**
 * @param {import("./link.js").Link} link
 * @param {AbortSignal} signal
 * @param {{batch: string[], pending: number}} chosen
 * @param {Awaited<ReturnType<typeof toReport>>} report
 * @returns {ReturnType<typeof push>}
 */
async function send(link, signal, chosen, report) {
  if (!chosen.batch.length && !report) return null;
  const ops = await depart(departing(chosen.batch, stamp()));
  if (!ops.length && !report) return null;
  const batch = ops.map((op) => op.op_id);
  const envelope = await pack(ops, chosen.pending, report?.numbers ?? []);
  const began = performance.now();
  const heard = await hear("POST", "/sync/push", { body: envelope, signal });
  const took = performance.now() - began;
  const { batch_id, epoch } = envelope;
  const answer = read(heard, { server_id: serverId(), epoch, person: person.value?.id, batch_id });
  const marks = await marksBeside(ops.map((op) => ({ entry: op.id })));
  const settled = settle({ link, batch, marks, answer, now: Date.now(), random: Math.random(), took });
  await applyMoves(settled.moves, answer.type === "ok" ? answer.body.epoch : null);
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

/** @param {import("../types.js").Op[]} ops @param {number} pending @param {number[]} given_up */
async function pack(ops, pending, given_up) {
  const facts = await withDb(async (db) => {
    const { store, done } = db.transaction("meta", "readwrite");
    const known = /** @type {string | undefined} */ (await store.get("client_id"));
    const client_id = known ?? uuid7();
    if (!known) store.put(client_id, "client_id");
    const op_no_max = Number((await store.get("op_no")) ?? 0);
    // The revs that these ops stand on were given out on this life of the server.
    const epoch = /** @type {string | undefined} */ (await store.get("epoch")) ?? null;
    await done;
    return { client_id, op_no_max, epoch };
  });
  return {
    protocol: 1,
    schema: schemaOf(ops),
    ...facts,
    // Ops say whose they are; a report alone would pass for that of whoever's cookie it comes with.
    person: person.value?.id,
    batch_id: uuid7(),
    pending,
    given_up,
    ops,
  };
}
