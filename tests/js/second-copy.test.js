// The browser throws the whole database away, as Chromium does when a kill tore its log.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { cached, someoneNew } from "./device.js";

const { close, useDatabaseOf, withDb } = await import("../../static/data/db.js");
const drafts = await import("../../static/data/drafts.js");
const { setMeta } = await import("../../static/data/meta.js");
const moves = await import("../../static/data/moves.js");
const outbox = await import("../../static/data/outbox.js");
const { followWith, writeWith } = await import("../../static/data/second-copy.js");
const { uuid7 } = await import("../../static/lib/ids.js");

globalThis.window ??= globalThis;
globalThis.Response = class {
  constructor(body) {
    this.body = body;
  }
};

const FIELDS = { kind: "observation", barrier: "referral", text: "No letter.", visited_on: "2026-11-22" };
const create = () => ({ op_id: uuid7(), id: uuid7(), kind: "create", fields: FIELDS });
const ops = () => withDb((db) => db.getAllFromIndex("ops", "op_no"));
const inCopy = () => String(cached.get(`outbox-copy/outbox-copy/${me}`));
const settled = () => new Promise((resume) => setTimeout(resume, 250));
let me = "";

async function throwAway() {
  await close();
  await new Promise((resume, fail) => {
    const request = indexedDB.deleteDatabase(`pathnote-${me}`);
    request.onsuccess = resume;
    request.onerror = fail;
  });
}

beforeEach(() => {
  me = someoneNew();
  followWith(me);
});

test("what was said to be saved is there again, as it was, and the numbers go on", async () => {
  await outbox.save(create());
  await setMeta("client_id", "this-phone");
  await outbox.save(create());
  const before = await ops();
  await throwAway();

  assert.deepEqual(await ops(), before);
  const marks = await withDb((db) => db.getAll("marks"));
  assert.deepEqual(
    marks.map(({ state, sent }) => [state, Boolean(sent)]),
    [
      ["READY", true],
      ["READY", true],
    ],
  );
  assert.equal(await withDb((db) => db.get("meta", "client_id")), "this-phone");
  await outbox.save(create());
  assert.deepEqual(
    (await ops()).map((op) => op.op_no),
    [1, 2, 3],
  );
});

test("so is a draft, and one that was saved is not", async () => {
  const [saved, open] = [drafts.newDraft("capture"), drafts.newDraft("capture")];
  drafts.keep({ ...saved, fields: { text: "Saved." }, updated_at: 1 });
  await settled();
  await outbox.save({ ...create(), id: saved.entry }, { draft: saved });
  drafts.keep({ ...open, fields: { text: "Half a sen" }, updated_at: 2 });
  await settled();
  localStorage.removeItem(`pathnote.draft.${me}.${open.id}`);
  await throwAway();
  const found = await withDb((db) => db.getAll("drafts"));
  assert.deepEqual(
    found.map((draft) => draft.fields.text),
    ["Half a sen"],
  );
});

test("what was sent, or taken back, does not come again", async () => {
  const [sent, undone] = [create(), create()];
  await outbox.save(sent);
  await moves.applyMoves([
    { op_id: sent.op_id, to: "IN_FLIGHT", sent: "now" },
    { op_id: sent.op_id, to: "ACKED" },
  ]);
  await outbox.save(undone);
  await outbox.undo(undone.id, null);
  await settled();
  await throwAway();
  assert.deepEqual(await ops(), []);
});

test("a save that fails is soon gone from the copy, and the next change is not missed", async () => {
  await outbox.save(create());
  const db = await withDb(async (db) => db);
  const failing = db.transaction(["ops", "drafts", "meta"], "readwrite");
  failing.objectStore("drafts").put({ ...drafts.newDraft("capture"), fields: { text: "Never stored." } });
  const copied = writeWith(failing);
  // Asked for last: everything that goes into the copy was read by then.
  await failing.objectStore("drafts").count();
  failing.abort();
  await assert.rejects(failing.done);
  await copied;
  assert.match(inCopy(), /Never stored/, "the control: it was in the copy");
  await settled();
  assert.doesNotMatch(inCopy(), /Never stored/);
  await outbox.undo((await ops())[0].id, null);
  await settled();
  await throwAway();
  assert.deepEqual([await ops(), await withDb((db) => db.getAll("drafts"))], [[], []]);
});

test("another person's copy stays another person's", async () => {
  const first = me;
  await outbox.save(create());
  me = someoneNew();
  followWith(me);
  assert.deepEqual(await ops(), []);
  await settled();
  useDatabaseOf(first);
  me = first;
  await throwAway();
  assert.equal((await ops()).length, 1);
});
