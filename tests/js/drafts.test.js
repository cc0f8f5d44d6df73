// A draft and its save, on a disk that is slower than fingers.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { someoneNew } from "./device.js";

const { withDb } = await import("../../static/data/db.js");
const drafts = await import("../../static/data/drafts.js");
const outbox = await import("../../static/data/outbox.js");
const storedDrafts = await import("../../static/data/stored-drafts.js");
const { uuid7 } = await import("../../static/lib/ids.js");

const stored = (id) => withDb((db) => db.get("drafts", id));
/** Long enough for all writes that were on their way. */
const settled = () => new Promise((resume) => setTimeout(resume, 50));
const intent = (id, kind, fields) => ({ op_id: uuid7(), id, kind, fields });
/** Keystroke by keystroke, each before the one before it is on disk. */
function type(draft, ...texts) {
  for (const text of texts) {
    drafts.keep({ ...draft, fields: { text }, updated_at: Date.now() });
  }
}

beforeEach(() => {
  someoneNew();
});

describe("a draft that is saved while its last keystrokes are still being written", () => {
  test("is not written after its save: a new entry", async () => {
    const draft = drafts.newDraft("capture");
    type(draft, "No", "No letter", "No letter came.");
    await outbox.save(intent(draft.entry, "create", { text: "No letter came." }), { draft });
    await settled();
    assert.equal(await stored(draft.id), undefined);
  });

  test("is not written after its save: an edit, which would open with words from before", async () => {
    const entry = uuid7();
    const draft = drafts.newDraft(`edit-${entry}`, entry);
    await outbox.save(intent(entry, "create", { text: "One letter came." }));
    type(draft, "Two", "Two letters", "Two letters came.");
    const saving = outbox.save(intent(entry, "update", { text: "Two letters came." }), { draft });
    // A keyboard that ends its composition with the tap on Save.
    type(draft, "Two letters came. ");
    await saving;
    await settled();
    assert.equal(await storedDrafts.restore(`edit-${entry}`), null);
  });

  test("is written in full when the save fails", async () => {
    const draft = drafts.newDraft("capture");
    type(draft, "No", "No letter");
    // What no database takes.
    const bad = intent(draft.entry, "create", { text: () => {} });
    const saving = assert.rejects(outbox.save(bad, { draft }));
    type(draft, "No letter came.");
    await saving;
    await settled();
    assert.equal((await stored(draft.id)).fields.text, "No letter came.");
    assert.equal((await storedDrafts.restore("capture")).fields.text, "No letter came.", "and is not over");
  });

  test("makes room for the next one, which is written as ever", async () => {
    const [first, second] = [drafts.newDraft("capture"), drafts.newDraft("capture")];
    type(first, "No letter came.");
    await outbox.save(intent(first.entry, "create", { text: "No letter came." }), { draft: first });
    type(second, "Next", "Next one");
    await settled();
    assert.equal((await stored(second.id)).fields.text, "Next one");
  });
});
