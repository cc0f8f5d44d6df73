// Two versions of an entry, on a real IndexedDB: who shows them, and what each of the three ways makes of them.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { someoneNew } from "./device.js";

const { withDb } = await import("../../static/data/db.js");
const { listEntries, readEntry } = await import("../../static/data/entries.js");
const moves = await import("../../static/data/moves.js");
const outbox = await import("../../static/data/outbox.js");
const pulled = await import("../../static/data/pulled.js");
const { awaitsCopy, keepBoth, keepMine, keepTheirs, openPairs } = await import(
  "../../static/data/versions.js"
);
const { uuid7 } = await import("../../static/lib/ids.js");

let me = "";
let original = "";
let copy = "";

const item = (id, rev, data) => ({
  kind: "entry",
  id,
  rev,
  seq: rev,
  deleted: data === null,
  data: data && {
    kind: "observation",
    barrier: "referral",
    visited_on: "2026-11-22",
    id,
    rev,
    author: { id: me, name: me },
    ...data,
  },
});
const store = async (...items) =>
  pulled.storePage(
    { items, cursor: "c", more: false, epoch: "e", scope_version: 1 },
    await pulled.position(),
  );
const ops = () => withDb((db) => db.getAllFromIndex("ops", "op_no"));
const pair = async () => (await openPairs(await readEntry(original)))[0];

beforeEach(async () => {
  me = someoneNew();
  [original, copy] = [uuid7(), uuid7()];
  await store(
    item(original, 2, { text: "Theirs.", next_step: "Call." }),
    item(copy, 1, { text: "Mine.", next_step: "Call.", copy_of: original }),
  );
});

test("both rows say so, and either of them shows both", async () => {
  assert.deepEqual(
    (await listEntries()).map((view) => view.two),
    [true, true],
  );
  const fromCopy = await openPairs(await readEntry(copy));
  assert.deepEqual([fromCopy[0].original.id, fromCopy[0].copy.id], [original, copy]);
  assert.deepEqual((await pair()).fields, { text: "Mine." });
});

test("'keep mine' writes what differs into the original and retracts the copy, offline, in one go", async () => {
  await keepMine(await pair(), "why");
  assert.deepEqual(
    (await ops()).map((op) => [op.id, op.kind, op.base, op.fields, op.reason]),
    [
      [original, "update", 2, { text: "Mine." }, "why"],
      [copy, "delete", 1, {}, "why"],
    ],
  );
  assert.equal((await readEntry(original)).data.text, "Mine.");
  assert.deepEqual(
    (await listEntries()).map((view) => [view.id, view.two]),
    [[original, false]],
  );
});

test("'keep theirs' retracts the copy and touches nothing else", async () => {
  await keepTheirs(await pair(), "why");
  assert.deepEqual(
    (await ops()).map((op) => [op.id, op.kind]),
    [[copy, "delete"]],
  );
  assert.equal(await pair(), undefined);
});

test("'keep both' is a word on the copy, which the person's other devices read", async () => {
  await keepBoth(await pair(), "why");
  assert.equal(await pair(), undefined);
  const [op] = await ops();
  assert.deepEqual([op.id, op.fields], [copy, { kept_apart: original }]);

  someoneNew();
  me = (await import("../../static/data/person.js")).person.value.id;
  await store(
    item(original, 2, { text: "Theirs." }),
    item(copy, 2, { text: "Mine.", copy_of: original, kept_apart: original }),
  );
  assert.deepEqual(
    (await listEntries()).map((view) => view.two),
    [false, false],
  );
});

test("a copy of a copy that was kept is open again", async () => {
  const third = uuid7();
  await store(
    item(copy, 2, { text: "Mine.", copy_of: original, kept_apart: original }),
    item(third, 1, { text: "Third.", copy_of: copy, kept_apart: original }),
  );
  const [open] = await openPairs(await readEntry(third));
  assert.deepEqual([open.original.id, open.copy.id], [copy, third]);
});

test("once either is retracted, nothing is left to settle", async () => {
  await store(item(original, 3, null));
  assert.equal((await openPairs(await readEntry(copy))).length, 0);
});

describe("a copy the server made", () => {
  test("is awaited until it has come", async () => {
    const id = uuid7();
    const later = uuid7();
    const op = { op_id: uuid7(), id, kind: "update", fields: { text: "Mine." } };
    await store(item(id, 1, { text: "First." }));
    await outbox.save(op);
    await moves.applyMoves([{ op_id: op.op_id, to: "ACKED", copy_id: later }]);
    assert.equal(await awaitsCopy(id), true);
    await store(item(later, 1, { text: "Mine.", copy_of: id }));
    assert.equal(await awaitsCopy(id), false);
  });
});
