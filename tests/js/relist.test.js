// What a phone asks a restored server before it lists everything again.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { someoneNew } from "./device.js";

const { withDb } = await import("../../static/data/db.js");
const { readEntry } = await import("../../static/data/entries.js");
const moves = await import("../../static/data/moves.js");
const outbox = await import("../../static/data/outbox.js");
const { digestLines } = await import("../../static/data/proof.js");
const pulled = await import("../../static/data/pulled.js");
const queue = await import("../../static/data/queue.js");
const { beginRelist } = await import("../../static/data/relisting.js");
const { newLink } = await import("../../static/sync/link.js");
const { relist } = await import("../../static/sync/relist.js");
const { uuid7 } = await import("../../static/lib/ids.js");

const FIELDS = { kind: "observation", barrier: "referral", text: "No letter.", visited_on: "2026-11-22" };
const OLD_LIFE = "e1";

/** What the server answers, one function for each time it is asked. @type {((ops: string[]) => Promise<object>)[]} */
let answers;
/** @type {string[][]} */
let asked;

beforeEach(async () => {
  const me = someoneNew();
  localStorage.setItem("pathnote.server", "s");
  asked = [];
  globalThis.fetch = async (_url, init) => {
    const { ops } = JSON.parse(init.body);
    asked.push(ops);
    const answer = await answers[asked.length - 1](ops);
    const body = { server_id: "s", person: me, epoch: "e2", unknown: [], ...answer };
    return new Response(JSON.stringify(body), {
      headers: { "content-type": "application/json" },
    });
  };
  await moves.applyMoves([], OLD_LIFE);
});

async function saved() {
  const intent = { op_id: uuid7(), id: uuid7(), kind: "create", fields: FIELDS };
  await outbox.save(intent);
  return intent.op_id;
}
const heardOfTheOldLife = (op_id) => moves.applyMoves([{ op_id, to: "ACKED" }], OLD_LIFE);
const ask = () => relist(newLink(), new AbortController().signal);
const waiting = async () => (await queue.unsent()).map((op) => op.op_id);
const life = async () => (await pulled.position()).epoch;

describe("before everything is listed again", () => {
  test("what was acknowledged meanwhile, by an answer of the life before, is asked about too", async () => {
    const op = await saved();
    answers = [() => heardOfTheOldLife(op).then(() => ({})), async (ops) => ({ unknown: ops })];
    await ask();
    assert.deepEqual(asked, [[], [op]]);
    assert.deepEqual(await waiting(), [op], "it goes to the restored server");
    assert.equal(await life(), "e2");
  });

  test("so is what had been put back into the outbox and was acknowledged once more", async () => {
    const op = await saved();
    await heardOfTheOldLife(op);
    await withDb(async (db) => {
      // More than one request asks for. Op ids grow, so these come after it.
      for (let more = 0; more < 500; more += 1)
        await db.put("acked", { op_id: `z${more}`, op: null, at: Date.now() });
    });
    answers = [
      async () => ({ unknown: [op] }),
      () => heardOfTheOldLife(op).then(() => ({})),
      async (ops) => ({ unknown: ops }),
    ];
    await ask();
    assert.deepEqual(asked[2], [op]);
    assert.deepEqual(await waiting(), [op]);
  });

  test("a server that is restored once more meanwhile is asked again from the first", async () => {
    await withDb(async (db) => {
      for (let one = 0; one < 501; one += 1)
        await db.put("acked", { op_id: `z${one}`, op: null, at: Date.now() });
    });
    answers = [async () => ({ epoch: "e2" }), async () => ({ epoch: "e3" })];
    await ask();
    assert.equal(await life(), OLD_LIFE, "no listing began");
    assert.equal((await pulled.position()).relist, true, "and it is still to be done");
  });

  test("what no key opens any more is asked about once, and not for ever", async () => {
    const op = await saved();
    await heardOfTheOldLife(op);
    await withDb((db) => db.delete("keys", "seal"));
    answers = [async (ops) => ({ unknown: ops }), async () => ({})];
    await ask();
    assert.deepEqual(asked, [[op]]);
    assert.equal(await life(), "e2");
  });
});

describe("an entry that the restored server forgot", () => {
  const [made, read] = [uuid7(), uuid7()];
  let me = "";
  const item = (id, rev, text) => {
    const data = { ...FIELDS, id, rev, text, author: { id: me, name: me } };
    return { kind: "entry", id, rev, seq: rev, deleted: false, data };
  };
  const list = async (items, epoch) =>
    pulled.storePage({ items, cursor: "c", more: false, epoch, scope_version: 1 }, await pulled.position());

  beforeEach(async () => {
    me = someoneNew();
    await list([item(made, 3, "Made."), item(read, 3, "Read.")], OLD_LIFE);
    await outbox.save({ op_id: uuid7(), id: made, kind: "update", fields: { text: "Changed." }, seen: 3 });
    await beginRelist("e2", new Set());
    await list([], "e2");
  });

  test("stays whole while a change of it waits here, and no other does", async () => {
    const view = await readEntry(made);
    assert.deepEqual(
      [view?.data.barrier, view?.data.visited_on, view?.data.text, view?.rev, view?.state],
      [FIELDS.barrier, FIELDS.visited_on, "Changed.", 0, "waiting"],
    );
    assert.equal(await readEntry(read), null, "what nobody changed is the server's to name");
    assert.equal(await digestLines(9), "", "which named neither");
  });

  const whole = { op_id: uuid7(), id: uuid7(), kind: "create", fields: FIELDS };
  const ways = {
    discarded: () => outbox.discard(made),
    "saved as another entry": () => outbox.save(whole, { insteadOf: made }),
  };
  for (const [how, way] of Object.entries(ways)) {
    test(`goes with the change that is ${how}`, async () => {
      const [{ op_id }] = await queue.unsent();
      await moves.applyMoves([{ op_id, to: "NEEDS_ATTENTION" }]);
      await way();
      assert.equal(await readEntry(made), null);
      assert.equal(await withDb((db) => db.count("shadow")), 0);
    });
  }

  test("is the server's again when another phone has brought it back", async () => {
    await list([item(made, 1, "Made.")], "e2");
    const view = await readEntry(made);
    assert.deepEqual([view?.rev, view?.data.text], [1, "Changed."]);
    assert.equal(await digestLines(9), `${made}:1\n`);
  });
});
