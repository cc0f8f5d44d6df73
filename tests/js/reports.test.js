// What the server hears besides ops, and what a phone proves to itself.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { beforeEach, describe, test } from "node:test";
import { someoneNew } from "./device.js";

const { useDatabaseOf, withDb } = await import("../../static/data/db.js");
const { schemaOf } = await import("../../static/data/ops.js");
const moves = await import("../../static/data/moves.js");
const outbox = await import("../../static/data/outbox.js");
const proof = await import("../../static/data/proof.js");
const pulled = await import("../../static/data/pulled.js");
const relisting = await import("../../static/data/relisting.js");
const queue = await import("../../static/data/queue.js");
const choosing = await import("../../static/data/choosing.js");
const { reported, toReport } = await import("../../static/data/report.js");
const { settle } = await import("../../static/sync/engine.js");
const { newLink } = await import("../../static/sync/link.js");
const { prove } = await import("../../static/sync/digest.js");
const { uuid7 } = await import("../../static/lib/ids.js");
const { person } = await import("../../static/data/person.js");
const { openDB } = await import("../../static/vendor/database.js");

const FIELDS = { kind: "observation", barrier: "referral", text: "No letter.", visited_on: "2026-11-22" };
const create = () => ({ op_id: uuid7(), id: uuid7(), kind: "create", fields: FIELDS });
const meta = (key) => withDb((db) => db.get("meta", key));
const problem = { type: "/problems/invalid", title: "No", status: 422 };

let me = "";
beforeEach(() => {
  me = someoneNew();
});

describe("numbers given up", () => {
  test("are those that the server never decided about", async () => {
    const [heard, unheard] = [create(), create()];
    await outbox.save(heard);
    await outbox.save(unheard);
    await moves.applyMoves([
      { op_id: heard.op_id, to: "NEEDS_ATTENTION", problem, heard: true },
      { op_id: unheard.op_id, to: "NEEDS_ATTENTION", problem },
    ]);
    await outbox.discard(heard.id);
    assert.deepEqual(await toReport(), { numbers: [] }, "it also hears that fewer wait");
    await outbox.discard(unheard.id);
    assert.deepEqual(await toReport(), { numbers: [2] });
  });

  test("are told until they were heard, and those of meanwhile after that", async () => {
    await withDb((db) => db.put("meta", [1, 2], "given_up"));
    const { numbers } = await toReport();
    await withDb((db) => db.put("meta", [1, 2, 7], "given_up"));
    await reported(numbers);
    assert.deepEqual(await toReport(), { numbers: [7] });
    await reported([7]);
    assert.equal(await toReport(), null);
  });

  test("go a thousand at a time", async () => {
    await withDb((db) =>
      db.put(
        "meta",
        Array.from({ length: 1500 }, (_, at) => at + 1),
        "given_up",
      ),
    );
    assert.equal((await toReport()).numbers.length, 1000);
  });

  test("an answer to nothing but numbers is a good one; a refusal never stands in the way", () => {
    const answered = { type: "ok", body: { results: [] }, relist: false };
    const at = { link: newLink(), batch: [], marks: [], now: 0, random: 0 };
    assert.equal(settle({ ...at, answer: answered }).next, "push");
    assert.equal(settle({ ...at, answer: { type: "refused", problem } }).link.limit, at.link.limit);
    assert.equal(settle({ ...at, answer: { type: "too_big", problem: null } }).next, "wait");
  });
});

describe("the push schema", () => {
  test("stands on each op, and the envelope speaks for those from before", () => {
    const old = { op_id: "1" };
    const fresh = { op_id: "2", schema: 2 };
    assert.deepEqual([schemaOf([fresh]), schemaOf([old, fresh]), schemaOf([])], [2, 1, 2]);
  });

  test("is written when the op is made", async () => {
    await outbox.save(create());
    assert.equal((await queue.unsent())[0].schema, 2);
  });
});

describe("what waits, with much of it", () => {
  test("is chosen in order without reading all, and counted in entries", async () => {
    for (let at = 0; at < 12; at += 1) await outbox.save(create());
    const { marks, all } = await choosing.choosable(2);
    assert.deepEqual([marks.map((mark) => mark.op_no), all], [[1, 2, 3, 4, 5, 6, 7, 8], 12]);
    const [first] = await queue.unsent();
    await outbox.save({ op_id: uuid7(), id: first.id, kind: "update", fields: { text: "More." } });
    assert.equal((await queue.counts()).waiting, 12);
    await moves.applyMoves([{ op_id: first.op_id, to: "NEEDS_ATTENTION", problem }]);
    const { waiting, needs } = await queue.counts();
    assert.deepEqual([waiting, needs], [11, 1]);
  });
});

describe("the digest", () => {
  const item = (id, rev) => ({
    kind: "entry",
    id,
    rev,
    seq: rev,
    deleted: false,
    data: { ...FIELDS, id, rev, author: { id: me, name: me } },
  });
  const lines = "a:1\nb:3\n";
  const hash = createHash("sha256").update(lines).digest("hex");
  let answer = {};
  let asked = 0;

  beforeEach(async () => {
    person.value = { ...person.value, roles: ["msl"] };
    localStorage.setItem("pathnote.server", "s");
    const items = [item("b", 3), item("a", 1)];
    await pulled.storePage(
      { items, cursor: "c", more: false, epoch: "e", scope_version: 1 },
      await pulled.position(),
    );
    answer = { server_id: "s", epoch: "e", person: me, upto: 5, head: 5, count: 2, hash };
    asked = 0;
    globalThis.fetch = async () => {
      asked += 1;
      return new Response(JSON.stringify(answer), { headers: { "content-type": "application/json" } });
    };
  });
  const ask = async () => (await pulled.isProofDue(Date.now())) && prove(new AbortController().signal);

  test("that agrees is asked for once a day", async () => {
    assert.deepEqual([await ask(), await ask(), asked], [false, false, 1]);
    assert.equal(await pulled.isProofDue(Date.now() + 25 * 3600_000), true);
  });

  test("that differs lists again once, keeps the outbox and says so in the log", async () => {
    await outbox.save(create());
    answer.hash = "other";
    assert.equal(await ask(), true);
    assert.equal(await meta("relist"), true);
    assert.equal((await queue.unsent()).length, 1);
    await relisting.beginRelist("e", new Set());
    await withDb((db) => db.put("meta", "c", "cursor"));
    await withDb((db) => db.put("meta", "e", "epoch"));
    assert.equal(await ask(), false, "after a new listing it is proved again, but listed no second time");
    const log = await withDb((db) => db.getAll("log"));
    assert.deepEqual(
      log.map((line) => line.what),
      ["digest_differs", "digest_still_differs"],
    );
  });

  test("of a moment that is over proves nothing", async () => {
    Object.assign(answer, { head: 6, hash: "other" });
    assert.equal(await ask(), false);
    assert.equal(await pulled.isProofDue(Date.now()), true);
  });

  test("counts tombstones of entries this phone never held", async () => {
    const gone = { kind: "entry", id: "c", rev: 2, seq: 9, deleted: true, data: null };
    await pulled.storePage(
      { items: [gone], cursor: "d", more: false, epoch: "e", scope_version: 1 },
      await pulled.position(),
    );
    assert.equal(await proof.digestLines(9), `${lines}c:2\n`);
  });

  test("of a moment before another tab's push proves nothing", async () => {
    Object.assign(answer, { upto: 2, head: 2, hash: "other" });
    assert.equal(await ask(), false);
    assert.equal(await meta("relist"), undefined);
  });
});

describe("a database", () => {
  test("of the version before is brought up, and keeps what waits in it", async () => {
    const before = await openDB(`pathnote-${me}-old`, 1, {
      upgrade: (db) => {
        for (const name of ["shadow", "meta", "log", "ops", "acked"]) db.createObjectStore(name);
        db.createObjectStore("marks", { keyPath: "op_id" }).createIndex("op_no", "op_no");
      },
    });
    await before.put("marks", { op_id: "1", op_no: 1, state: "READY", kind: "create", entry: "a" });
    before.close();
    useDatabaseOf(`${me}-old`);
    const ready = IDBKeyRange.bound(["READY"], ["READY", []]);
    assert.equal((await withDb((db) => db.getAllFromIndex("marks", "state", ready))).length, 1);
  });

  test("newer than the app, which was rolled back, is worked on as it stands", async () => {
    const ahead = await openDB(`pathnote-${me}-ahead`, 9, {
      upgrade: (db) => {
        for (const name of ["meta", "something_new"]) db.createObjectStore(name);
      },
    });
    ahead.close();
    useDatabaseOf(`${me}-ahead`);
    await withDb((db) => db.put("meta", 1, "op_no"));
    assert.equal(await meta("op_no"), 1);
  });
});
