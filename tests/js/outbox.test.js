// The outbox on a real IndexedDB: what a save stores, what an answer removes, whose it is.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { signIn, someoneNew } from "./device.js";

const { withDb } = await import("../../static/data/db.js");
const drafts = await import("../../static/data/drafts.js");
const { listEntries, readEntry } = await import("../../static/data/entries.js");
const moves = await import("../../static/data/moves.js");
const outbox = await import("../../static/data/outbox.js");
const storedDrafts = await import("../../static/data/stored-drafts.js");
const queue = await import("../../static/data/queue.js");
const pulled = await import("../../static/data/pulled.js");
const relisting = await import("../../static/data/relisting.js");
const { uuid7 } = await import("../../static/lib/ids.js");

const FIELDS = {
  kind: "observation",
  barrier: "referral",
  text: "No letter came.",
  visited_on: "2026-11-22",
};
const create = (change = {}) => ({ op_id: uuid7(), id: uuid7(), kind: "create", fields: FIELDS, ...change });
const update = (id, fields) => ({ op_id: uuid7(), id, kind: "update", fields });
const ops = () => withDb((db) => db.getAllFromIndex("ops", "op_no"));
const item = (id, rev, data = {}, author = me) => ({
  kind: "entry",
  id,
  rev,
  seq: rev,
  deleted: false,
  data: { ...FIELDS, id, rev, author: { id: author, name: author }, ...data },
});
const page = (items, change = {}) => ({
  items,
  cursor: "c1",
  more: false,
  epoch: "e1",
  scope_version: 1,
  ...change,
});

/** A page that was asked for from where the phone stands. */
const arrive = async (page) => pulled.storePage(page, await pulled.position());

let me = "";
beforeEach(() => {
  me = someoneNew();
});

describe("a save", () => {
  test("stores the op and drops its draft, together", async () => {
    const draft = { ...drafts.newDraft("capture"), fields: { text: "No letter" }, updated_at: 1 };
    drafts.keep(draft);
    await storedDrafts.restore("capture");
    await outbox.save(create({ id: draft.entry }), { draft });
    assert.equal((await ops()).length, 1);
    assert.equal(await storedDrafts.restore("capture"), null);
  });

  test("numbers the ops without a gap and names their author", async () => {
    for (let at = 0; at < 3; at += 1) await outbox.save(create());
    assert.deepEqual(
      (await ops()).map((op) => [op.op_no, op.author]),
      [
        [1, me],
        [2, me],
        [3, me],
      ],
    );
  });

  test("run twice with one op id is stored once", async () => {
    const intent = create();
    await outbox.save(intent);
    assert.equal(await outbox.save(intent), intent.id);
    assert.equal((await ops()).length, 1);
  });

  test("of one draft in two tabs makes two entries, since two texts were typed", async () => {
    const id = uuid7();
    await outbox.save(create({ id }));
    const second = await outbox.save(create({ id, fields: { ...FIELDS, text: "Another text." } }));
    assert.notEqual(second, id);
    assert.equal((await listEntries()).length, 2);
  });

  test("stands on the lowest base still pending, else on the rev last pulled", async () => {
    const [pulledId, fresh] = [uuid7(), uuid7()];
    await arrive(page([item(pulledId, 4)]));
    await outbox.save(update(pulledId, { text: "b" }));
    await arrive(page([item(pulledId, 6)]));
    await outbox.save(update(pulledId, { text: "c" }));
    await outbox.save(create({ id: fresh }));
    await outbox.save(update(fresh, { text: "d" }));
    assert.deepEqual(
      (await ops()).map((op) => op.base),
      [4, 4, 0, 0],
    );
  });
});

describe("what a screen shows", () => {
  test("is the server's word with the unsent ops over it", async () => {
    const id = uuid7();
    await arrive(page([item(id, 1)]));
    assert.equal((await readEntry(id)).state, "sent");
    await outbox.save(update(id, { text: "Two letters came." }));
    const view = await readEntry(id);
    assert.deepEqual(
      [view.state, view.data.text, view.data.barrier],
      ["waiting", "Two letters came.", "referral"],
    );
  });

  test("leaves a retracted entry out, and an edit brings it back", async () => {
    const id = uuid7();
    await arrive(page([item(id, 1)]));
    await outbox.save({ op_id: uuid7(), id, kind: "delete", fields: {}, reason: "twice" });
    assert.deepEqual(await listEntries(), []);
    await outbox.save(update(id, { text: "After all." }));
    assert.equal((await listEntries()).length, 1);
  });
});

describe("an answer", () => {
  test("removes an op only by its own result, and adopts the entry it brings", async () => {
    const [a, b] = [create(), create()];
    await outbox.save(a);
    await outbox.save(b);
    await moves.applyMoves([
      { op_id: a.op_id, to: "ACKED", entry: item(a.id, 1) },
      { op_id: b.op_id, to: "READY" },
    ]);
    assert.deepEqual(
      (await ops()).map((op) => op.op_id),
      [b.op_id],
    );
    assert.equal((await readEntry(a.id)).state, "sent");
    assert.deepEqual(await relisting.acknowledged(Date.now()), [a.op_id]);
  });

  test("with an older rev than the one known is not adopted", async () => {
    const id = uuid7();
    await arrive(page([item(id, 5, { text: "newer" })]));
    await arrive(page([item(id, 3, { text: "older" })]));
    assert.equal((await readEntry(id)).data.text, "newer");
  });

  test("that refuses keeps the text, and a fix takes the refused ops' place", async () => {
    const refused = create();
    await outbox.save(refused);
    await outbox.save(update(refused.id, { next_step: "Call." }));
    const problem = { type: "/problems/x", title: "No", status: 422, detail: "No such barrier." };
    await moves.applyMoves((await ops()).map((op) => ({ op_id: op.op_id, to: "NEEDS_ATTENTION", problem })));
    const view = await readEntry(refused.id);
    assert.deepEqual(
      [view.state, view.data.text, view.problem.detail],
      ["needs", FIELDS.text, "No such barrier."],
    );
    assert.deepEqual(await queue.counts(), { waiting: 0, needs: 1, oldest: null });
    await outbox.save(create({ id: refused.id, fields: view.data }), { replaces: true });
    assert.deepEqual(
      (await ops()).map((op) => [op.id, op.kind, op.op_no, op.base]),
      [[refused.id, "create", 3, 0]],
    );
    assert.equal((await readEntry(refused.id)).data.next_step, "Call.");
  });

  test("that refuses a retraction: made again, it stands on what the entry says now; a change does not", async () => {
    const id = uuid7();
    await arrive(page([item(id, 1)]));
    const retraction = { op_id: uuid7(), id, kind: "delete", fields: {} };
    await outbox.save(retraction);
    await arrive(page([item(id, 2, { text: "Changed elsewhere." })], { cursor: "c2" }));
    const refuse = async () =>
      moves.applyMoves((await ops()).map((op) => ({ op_id: op.op_id, to: "NEEDS_ATTENTION" })));
    await refuse();
    await outbox.save({ ...retraction, op_id: uuid7() }, { replaces: true });
    assert.deepEqual(
      (await ops()).map((op) => [op.kind, op.base]),
      [["delete", 2]],
    );
    await outbox.discard(id);
  });

  test("that refuses may be given up, and the log keeps what it was", async () => {
    const refused = create();
    await outbox.save(refused);
    await moves.applyMoves([{ op_id: refused.op_id, to: "NEEDS_ATTENTION" }]);
    await outbox.discard(refused.id);
    assert.equal(await readEntry(refused.id), null);
    const log = await withDb((db) => db.getAll("log"));
    assert.deepEqual(
      log.map((line) => [line.what, line.op.fields.text]),
      [["discarded", FIELDS.text]],
    );
  });

  test("of an entry that can't be sent lets its words live on as another, once, however often it is tapped", async () => {
    const refused = create();
    await outbox.save(refused);
    await moves.applyMoves([{ op_id: refused.op_id, to: "NEEDS_ATTENTION" }]);
    const tap = () => outbox.save(create(), { insteadOf: refused.id });
    const taps = await Promise.all([tap(), tap()]);
    assert.deepEqual(taps.map(Boolean), [true, false]);
    assert.deepEqual(
      (await ops()).map((op) => [op.id === taps[0], op.kind, op.fields.text]),
      [[true, "create", FIELDS.text]],
    );
    const log = await withDb((db) => db.getAll("log"));
    assert.deepEqual(
      log.map((line) => line.what),
      ["copied"],
    );
  });

  test("becomes an entry of its own in one transaction: no death of the phone leaves it twice, or not at all", async () => {
    const refused = create();
    await outbox.save(refused);
    await moves.applyMoves([{ op_id: refused.op_id, to: "NEEDS_ATTENTION" }]);
    const { transaction } = IDBDatabase.prototype;
    const writing = [];
    IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
      if (mode === "readwrite") writing.push(stores);
      return transaction.call(this, stores, mode, ...rest);
    };
    await outbox.save(create(), { insteadOf: refused.id });
    IDBDatabase.prototype.transaction = transaction;
    assert.equal(writing.length, 1);
    assert.equal((await ops()).length, 1);
  });

  test("of a creation takes along what was to change it", async () => {
    const refused = create();
    await outbox.save(refused);
    await outbox.save({ op_id: uuid7(), id: refused.id, kind: "update", fields: { so_what: "So." } });
    await moves.applyMoves([{ op_id: refused.op_id, to: "NEEDS_ATTENTION" }]);
    await outbox.discard(refused.id);
    assert.deepEqual([await ops(), await readEntry(refused.id)], [[], null]);
    const log = await withDb((db) => db.getAll("log"));
    assert.deepEqual(
      log.map(({ what, op }) => [what, op.kind]),
      [
        ["discarded", "create"],
        ["discarded", "update"],
      ],
    );
  });

  test("of a change leaves the next one", async () => {
    const [first, id] = [uuid7(), uuid7()];
    await arrive(page([item(id, 1)]));
    await outbox.save({ op_id: first, id, kind: "update", fields: { text: "x".repeat(2_000) } });
    await outbox.save({ op_id: uuid7(), id, kind: "update", fields: { so_what: "So." } });
    await moves.applyMoves([{ op_id: first, to: "NEEDS_ATTENTION" }]);
    await outbox.discard(id);
    assert.deepEqual(
      (await ops()).map((op) => op.fields),
      [{ so_what: "So." }],
    );
  });

  test("never discards what was not refused", async () => {
    const waiting = create();
    await outbox.save(waiting);
    await outbox.discard(waiting.id);
    assert.equal((await ops()).length, 1);
  });
});

describe("undo", () => {
  test("of what was never on the wire leaves no hole in the numbers", async () => {
    const intent = create();
    await outbox.save(intent);
    await outbox.undo(intent.id, null);
    await outbox.save(create());
    assert.deepEqual(
      (await ops()).map((op) => op.op_no),
      [1],
    );
  });

  test("of what may have arrived is a retraction", async () => {
    const intent = create();
    await outbox.save(intent);
    await moves.applyMoves([{ op_id: intent.op_id, to: "IN_FLIGHT", sent: "now" }]);
    await outbox.undo(intent.id, null);
    assert.deepEqual(
      (await ops()).map((op) => op.kind),
      ["create", "delete"],
    );
  });

  test("in one tab leaves whole what another tab has open to edit: saved there, it is an entry again", async () => {
    const intent = create();
    await outbox.save(intent);
    await outbox.undo(intent.id, null);
    const fields = { text: "Two letters came." };
    const whole = { ...FIELDS, ...fields };
    await outbox.save({ op_id: uuid7(), id: intent.id, kind: "update", fields, whole });
    const [op, ...more] = await ops();
    assert.deepEqual([op.kind, op.base, op.fields, more], ["create", 0, whole, []]);
  });

  test("in one tab leaves another tab nothing to retract", async () => {
    const intent = create();
    await outbox.save(intent);
    await outbox.undo(intent.id, null);
    await outbox.save({ op_id: uuid7(), id: intent.id, kind: "delete", fields: {}, reason: "gone" });
    assert.deepEqual(await ops(), []);
  });

  test("gives the draft back", async () => {
    const intent = create();
    await outbox.save(intent);
    await outbox.undo(intent.id, { ...drafts.newDraft("capture"), fields: FIELDS, updated_at: 5 });
    assert.equal((await storedDrafts.restore("capture")).fields.text, FIELDS.text);
  });
});

/** As a keystroke leaves it when the page dies before the database has heard of it. */
const mirror = (draft) => localStorage.setItem(`pathnote.draft.${me}.${draft.id}`, JSON.stringify(draft));

describe("a draft", () => {
  test("is there in full when only its mirror was written", async () => {
    mirror({ ...drafts.newDraft("capture"), fields: { text: "half a sen" }, updated_at: 9 });
    assert.equal((await storedDrafts.restore("capture")).fields.text, "half a sen");
  });

  test("left in the mirror by a death just after the save is not there twice", async () => {
    const draft = { ...drafts.newDraft("capture"), fields: { text: FIELDS.text }, updated_at: 9 };
    await outbox.save(create({ id: draft.entry }), { draft });
    mirror(draft);
    assert.equal(await storedDrafts.restore("capture"), null);
    assert.equal((await listEntries()).length, 1);
  });
});

describe("two people on one phone", () => {
  test("see and send their own, and find it again", async () => {
    const first = me;
    drafts.keep({ ...drafts.newDraft("capture"), fields: { text: "of the first" }, updated_at: 1 });
    await outbox.save(create());
    const second = someoneNew();
    assert.deepEqual(
      [await ops(), await listEntries(), await storedDrafts.restore("capture")],
      [[], [], null],
    );
    await outbox.save(create());
    assert.deepEqual(
      (await ops()).map((op) => op.author),
      [second],
    );
    signIn(first);
    assert.deepEqual(
      (await ops()).map((op) => op.author),
      [first],
    );
    assert.equal((await storedDrafts.restore("capture")).fields.text, "of the first");
  });

  test("keep no entry of anybody else, whatever a pull brings", async () => {
    await arrive(page([item(uuid7(), 1, {}, "somebody-else")]));
    assert.deepEqual(await listEntries(), []);
  });
});

describe("a new listing", () => {
  test("drops what is no longer to be seen, adopts lower revs, and leaves the outbox alone", async () => {
    const [kept, gone] = [uuid7(), uuid7()];
    await arrive(page([item(kept, 8), item(gone, 2)]));
    await outbox.save(update(kept, { text: "mine" }));
    await relisting.beginRelist("e2", new Set());
    assert.equal((await pulled.position()).cursor, null);
    await arrive(page([item(kept, 3)], { epoch: "e2", cursor: "c2" }));
    assert.deepEqual(
      (await listEntries()).map((view) => [view.id, view.rev, view.data.text]),
      [[kept, 3, "mine"]],
    );
    assert.equal((await ops()).length, 1);
  });

  test("is asked for when the scope has changed, in the transaction that saw it", async () => {
    await arrive(page([]));
    assert.equal((await pulled.position()).relist, false);
    await arrive(page([], { scope_version: 2 }));
    assert.equal((await pulled.position()).relist, true);
  });

  test("sends again what a restored server has forgotten, under the old ids and numbers", async () => {
    const intent = create();
    await outbox.save(intent);
    await moves.applyMoves([{ op_id: intent.op_id, to: "ACKED", entry: item(intent.id, 1) }]);
    await relisting.sendAgain([intent.op_id, "never-heard-of"]);
    assert.deepEqual(
      (await ops()).map((op) => [op.op_id, op.op_no]),
      [[intent.op_id, 1]],
    );
    assert.equal((await readEntry(intent.id)).state, "waiting");
  });
});

describe("two tabs, or a crash, between asking and storing", () => {
  const departing = (op_id) => [{ op_id, to: "IN_FLIGHT", sent: "2026-11-22T10:00:00.000+01:00" }];
  const marks = () => withDb((db) => db.getAllFromIndex("marks", "op_no"));

  test("an op taken back does not leave any more, and one that left is not taken back", async () => {
    const [first, second] = [create(), create()];
    await outbox.save(first);
    await outbox.undo(first.id, null);
    assert.deepEqual(await moves.depart(departing(first.op_id)), []);
    await outbox.save(second);
    assert.equal((await moves.depart(departing(second.op_id))).length, 1);
    assert.deepEqual(await moves.depart(departing(second.op_id)), []);
    await outbox.undo(second.id, null);
    assert.deepEqual(
      (await ops()).map((op) => op.kind),
      ["create", "delete"],
    );
  });

  test("'no answer' does not bring back what another tab heard was refused", async () => {
    const op = create();
    await outbox.save(op);
    await moves.applyMoves([{ op_id: op.op_id, to: "NEEDS_ATTENTION" }]);
    await moves.applyMoves([{ op_id: op.op_id, to: "READY" }]);
    assert.equal((await marks())[0].state, "NEEDS_ATTENTION");
  });

  test("a page asked for before another tab moved on is let go, with its cursor", async () => {
    const asked = await pulled.position();
    await arrive(page([item(uuid7(), 1)], { cursor: "c9" }));
    assert.equal(await pulled.storePage(page([], { cursor: "c1" }), asked), false);
    assert.equal((await pulled.position()).cursor, "c9");
    await relisting.beginRelist("e1", new Set());
    assert.equal(await pulled.storePage(page([], { cursor: "c1" }), asked), false);
    assert.equal((await pulled.position()).cursor, null);
  });
});

describe("lives of the server", () => {
  test("the first acknowledgement remembers its own; one of another lists again", async () => {
    await moves.applyMoves([], "e1");
    assert.deepEqual(await pulled.position(), { cursor: null, epoch: "e1", listing: "", relist: false });
    await moves.applyMoves([], "e2");
    assert.equal((await pulled.position()).relist, true);
  });

  test("a first page of another life than the acknowledgements lists again", async () => {
    await moves.applyMoves([], "e1");
    await arrive(page([], { epoch: "e2" }));
    assert.equal((await pulled.position()).relist, true);
  });

  test("acknowledged ops survive a clock that leaps ahead", async () => {
    const op = create();
    await outbox.save(op);
    await moves.applyMoves([{ op_id: op.op_id, to: "ACKED" }]);
    assert.deepEqual(await relisting.acknowledged(Date.now() + 400 * 24 * 3_600_000), [op.op_id]);
  });
});

describe("the base of an edit", () => {
  test("is the rev on the screen where it was typed, though a pull brought a newer one since", async () => {
    const id = uuid7();
    await arrive(page([item(id, 4)]));
    await arrive(page([item(id, 6)]));
    await outbox.save({ ...update(id, { text: "typed on rev 4" }), seen: 4 });
    assert.equal((await ops())[0].base, 4);
  });

  test("of an entry known by its tombstone alone is nothing", async () => {
    const id = uuid7();
    await arrive(page([{ ...item(id, 2), deleted: true, data: null }]));
    await outbox.save(update(id, { text: "back" }));
    assert.equal((await ops())[0].base, 0);
  });
});

describe("a tombstone", () => {
  test("brings no words, so an edit that revives stands on the rev of those on the screen", async () => {
    const id = uuid7();
    await arrive(page([item(id, 1)]));
    await arrive(page([{ kind: "entry", id, rev: 3, seq: 3, deleted: true, data: null }], { cursor: "c2" }));
    const view = await readEntry(id);
    assert.equal(view.data.text, FIELDS.text);
    await outbox.save({ ...update(id, { text: "It was a visit after all." }), seen: view.rev });
    assert.deepEqual(
      (await ops()).map(({ base }) => base),
      [1],
    );
  });
});

describe("an edit begun over unsent words", () => {
  test("stands on what they stand on: the server may have kept another's in their place", async () => {
    const id = uuid7();
    await arrive(page([item(id, 1)]));
    const before = await readEntry(id);
    await arrive(page([item(id, 3, { so_what: "Typed on the other phone." })], { cursor: "c2" }));
    await outbox.save({ ...update(id, { so_what: "Typed here, unseeing." }), seen: before.seen });
    const opened = await readEntry(id);
    assert.equal(opened.rev, 3);
    assert.equal(opened.seen, 1);
  });
});

describe("a refused change, and a later one that was taken", () => {
  const problem = { type: "/problems/payload-too-large", title: "Too large for the way", status: 413 };
  /** @param {(entry: string) => object} answer to the later one */
  async function bothOf(answer) {
    const entry = uuid7();
    const [refused, later] = [
      update(entry, { so_what: "First.", next_step: "Call." }),
      update(entry, { so_what: "Then." }),
    ];
    await arrive(page([item(entry, 1)]));
    await outbox.save(refused);
    await moves.applyMoves([{ op_id: refused.op_id, to: "NEEDS_ATTENTION", problem }]);
    await outbox.save(later);
    await moves.applyMoves([{ op_id: later.op_id, to: "ACKED", ...answer(entry) }]);
    return readEntry(entry);
  }

  test("the older words don't come back over the newer ones", async () => {
    const view = await bothOf((id) => ({ entry: item(id, 2, { so_what: "Then." }) }));
    assert.deepEqual(
      [view.state, view.data.so_what, view.data.next_step],
      ["needs", "Then.", "Call."],
      "what nobody wrote anew is still to be put right",
    );
  });

  test("they do where the newer ones went into a copy", async () => {
    const theirs = { so_what: "Of another phone." };
    const view = await bothOf((id) => ({ entry: item(id, 2, theirs), copy_id: uuid7() }));
    assert.equal(view.data.so_what, "First.");
  });
});
