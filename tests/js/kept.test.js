// Cards and journeys on a real IndexedDB: stored as they come, listed anew once after an update, swept, nobody else's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn, someoneNew } from "./device.js";

const { allCards } = await import("../../static/data/cards.js");
const { close, useDatabaseOf, withDb } = await import("../../static/data/db.js");
const { save } = await import("../../static/data/outbox.js");
const pulled = await import("../../static/data/pulled.js");
const relisting = await import("../../static/data/relisting.js");
const { uuid7 } = await import("../../static/lib/ids.js");
const { openDB } = await import("../../static/vendor/database.js");

const ago = (/** @type {number} */ days) => new Date(Date.now() - days * 24 * 3600 * 1000).toISOString();
const theme = (id, conclusion) => ({
  kind: "theme",
  id,
  rev: 1,
  seq: 1,
  deleted: conclusion === null,
  data: conclusion && { id, conclusion },
});
const journey = (id, moved_at) => ({
  kind: "journey",
  id,
  rev: 1,
  seq: 2,
  deleted: false,
  data: { entry_id: id, moved_at },
});

async function pull(items, cursor = "c") {
  const page = { items, cursor, more: false, epoch: "e", scope_version: 1 };
  return pulled.storePage(page, await pulled.position());
}
const conclusions = async () => (await allCards()).map(({ conclusion }) => conclusion);
const news = () => withDb((db) => db.countFromIndex("journeys", "news"));

test("what comes last is what a card says, whatever its rev, and a tombstone takes it away", async () => {
  someoneNew();
  await pull([theme("a", "First."), theme("b", "Other.")]);
  await pull([{ ...theme("a", "Second."), rev: 0 }]);
  assert.deepEqual(await conclusions(), ["Second.", "Other."]);
  await pull([theme("a", null)]);
  assert.deepEqual(await conclusions(), ["Other."]);
});

test("a finished new listing sweeps what it did not name", async () => {
  someoneNew();
  await pull([theme("a", "A."), theme("b", "B."), journey("e1", ago(1)), journey("e2", ago(1))]);
  await relisting.beginRelist("e", new Set());
  assert.equal((await pulled.position()).relist, false, "it has begun");
  await pull([theme("b", "B."), journey("e2", ago(1))]);
  assert.deepEqual(await conclusions(), ["B."]);
  assert.deepEqual(await withDb((db) => db.getAllKeys("journeys")), ["e2"]);
});

test("a journey is news when it moves, not when it is listed again, nor when it is old", async () => {
  someoneNew();
  const moved = ago(1);
  await pull([journey("old", ago(100)), journey("new", moved)]);
  assert.equal(await news(), 1);
  await withDb(async (db) => db.put("journeys", { id: "new", data: { moved_at: moved }, seen: "" }));
  await pull([journey("new", moved)]);
  assert.equal(await news(), 0, "it was looked at");
  await pull([journey("old", ago(0))]);
  assert.equal(await news(), 1);
  await pull([journey("old", ago(0))]);
  assert.equal(await news(), 1, "and stays so until it is");
});

test("a colleague on the same phone sees none of it", async () => {
  const first = someoneNew();
  await pull([theme("a", "A."), journey("e", ago(1))]);
  someoneNew();
  assert.deepEqual(await conclusions(), []);
  assert.equal(await news(), 0);
  signIn(first);
  assert.deepEqual(await conclusions(), ["A."]);
});

/** A phone as the version before left it: no such stores, and the cursor past cards that it did not know. */
async function older(id) {
  const db = await openDB(`pathnote-${id}`, 2, {
    upgrade(db, _from, _to, tx) {
      db.createObjectStore("shadow", { keyPath: "id" }).createIndex("copy_of", "data.copy_of");
      const ops = db.createObjectStore("ops", { keyPath: "op_id" });
      ops.createIndex("entry", "id");
      ops.createIndex("op_no", "op_no");
      const marks = db.createObjectStore("marks", { keyPath: "op_id" });
      for (const name of ["op_no", "entry", "kind"]) marks.createIndex(name, name);
      marks.createIndex("state", ["state", "op_no"]);
      db.createObjectStore("acked", { keyPath: "op_id" }).createIndex("at", "at");
      for (const name of ["drafts", "vocabulary"]) db.createObjectStore(name, { keyPath: "id" });
      db.createObjectStore("log", { autoIncrement: true });
      db.createObjectStore("meta");
      tx.objectStore("meta").put("c7", "cursor");
      tx.objectStore("meta").put(true, "begun");
      tx.objectStore("ops").put({
        op_id: "o1",
        id: "e1",
        op_no: 1,
        kind: "create",
        fields: { text: "Unsent." },
      });
    },
  });
  db.close();
}

test("an update leaves the outbox as it is, and all is listed again, once", async () => {
  const id = `older-${uuid7()}`;
  await older(id);
  signIn(id);
  assert.deepEqual(
    (await withDb((db) => db.getAll("ops"))).map((op) => op.fields.text),
    ["Unsent."],
  );
  assert.equal((await pulled.position()).relist, true);
  await relisting.beginRelist("e", new Set());
  assert.equal((await pulled.position()).relist, false, "it has begun");
  await pull([theme("a", "A.")], "c8");
  await pull([], "c9");
  assert.equal((await pulled.position()).relist, false);
});

test("so it is after a version that knew no cards came back and moved on", async () => {
  someoneNew();
  await pull([theme("a", "A.")], "c1");
  await withDb((db) => db.put("meta", "c2", "cursor"));
  assert.equal((await pulled.position()).relist, true);
});

test("a phone that begins lists only once", async () => {
  useDatabaseOf(someoneNew());
  assert.equal((await pulled.position()).relist, false);
  await save({ op_id: uuid7(), id: uuid7(), kind: "create", fields: { text: "x" } });
  await pull([], "c1");
  assert.equal((await pulled.position()).relist, false);
  await close();
});
