// What is typed before the database has been read, beside another tab, or while a save is under way.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { someoneNew } from "./device.js";

const { withDb } = await import("../../static/data/db.js");
const drafts = await import("../../static/data/drafts.js");
const outbox = await import("../../static/data/outbox.js");
const storedDrafts = await import("../../static/data/stored-drafts.js");
const { uuid7 } = await import("../../static/lib/ids.js");

/** @type {Set<string>} drafts on another tab's screen */
const elsewhere = new Set();
const request = (name, _options, kept) =>
  elsewhere.has(name.replace("pathnote-draft-", ""))
    ? Promise.reject(new Error("waited long enough"))
    : Promise.resolve(kept());
Object.defineProperty(globalThis, "navigator", { value: { locks: { request } }, configurable: true });

const fresh = () => drafts.newDraft("capture");
/** Each page has its own modules, and holds its own drafts. */
let pages = 0;
let openDraft;
async function newPage() {
  pages += 1;
  ({ openDraft } = await import(`../../static/data/open-draft.js?${pages}`));
}
const open = () => openDraft("capture", fresh);
const nothingShown = (draft) => assert.fail(`shown: ${draft.fields.text}`);
const settled = () => new Promise((resume) => setTimeout(resume, 50));
const saved = (draft) => {
  const fields = { text: draft.fields.text };
  return outbox.save({ op_id: uuid7(), id: draft.entry, kind: "create", fields }, { draft });
};
/** A page that is gone before its last keystrokes are in the database; its mirror stays. */
async function diedWith(text) {
  const page = open();
  const draft = page.change({ text });
  await settled();
  return draft;
}
/** A save whose page died before the mirror was cleared. */
async function diedSaving(text) {
  const draft = await diedWith(text);
  await saved(draft);
  localStorage.setItem(`pathnote.draft.${who}.${draft.id}`, JSON.stringify(draft));
  return draft;
}
let who = "";

beforeEach(async () => {
  await newPage();
  who = someoneNew();
  elsewhere.clear();
});

describe("a page that opens again", () => {
  test("shows its draft at once and goes on in it", async () => {
    const before = await diedWith("No letter");
    const page = open();
    assert.equal(page.now.fields.text, "No letter");
    await page.read(nothingShown);
    assert.equal(page.change({ text: "No letter came." }).id, before.id);
  });

  test("takes saved words off the screen, where a mirror outlived the save", async () => {
    await diedSaving("No letter came.");
    const page = open();
    assert.equal(page.now.fields.text, "No letter came.");
    const shown = [];
    await page.read((draft) => shown.push(draft.fields.text));
    assert.deepEqual(shown, [undefined]);
  });

  test("keeps what is typed at once over saved words, though it dies again before it has read anything", async () => {
    await diedSaving("No letter came.");
    open().change({ text: "No letter came. And nobody calls." });
    await settled();

    const again = open();
    await again.read(nothingShown);
    assert.equal(again.now.fields.text, "No letter came. And nobody calls.");
    await saved(again.now);
    assert.equal(await storedDrafts.restore("capture"), null);
  });

  test("has one draft, not two, of words that are typed on at once", async () => {
    await diedWith("No letter");
    const page = open();
    const reading = page.read(nothingShown);
    page.change({ text: "No letter came." });
    await reading;
    await settled();
    assert.equal((await withDb((db) => db.getAll("drafts"))).length, 1);
    await saved(page.now);
    assert.equal(await storedDrafts.restore("capture"), null);
  });
});

test("words that were put away stay away, though their mirror outlives that", async () => {
  const draft = await diedWith("No letter came.");
  await storedDrafts.drop(draft.id);
  localStorage.setItem(`pathnote.draft.${who}.${draft.id}`, JSON.stringify(draft));
  assert.equal(await storedDrafts.restore("capture"), null);
});

test("the newest words are shown, whichever copy has them", async () => {
  const first = await diedWith("The first.");
  const second = openDraft("capture", fresh);
  second.begin(fresh());
  second.change({ text: "The second." });
  await settled();
  // As typed later than both, and mirrored alone.
  const later = { ...first, fields: { text: "The first, gone on with." }, updated_at: Date.now() + 5 };
  localStorage.setItem(`pathnote.draft.${who}.${first.id}`, JSON.stringify(later));
  assert.equal((await storedDrafts.restore("capture")).fields.text, "The first, gone on with.");
});

describe("two tabs with the same words", () => {
  test("each keep their own: what the second typed outlives the save of the first", async () => {
    const first = await diedWith("No letter");
    elsewhere.add(first.id);
    await newPage();
    const second = open();
    await second.read(nothingShown);
    second.change({ text: "No letter, says the practice." });
    await saved(first);
    await settled();

    elsewhere.clear();
    const again = open();
    await again.read(nothingShown);
    assert.equal(again.now.fields.text, "No letter, says the practice.");
  });

  test("nor does the second take along what the first goes on typing", async () => {
    const first = await diedWith("No letter");
    elsewhere.add(first.id);
    await newPage();
    const second = open();
    const reading = second.read(nothingShown);
    second.change({ text: "No letter, says the practice." });
    await reading;
    await saved(second.now);
    assert.equal((await storedDrafts.restore("capture")).fields.text, "No letter");
  });
});

test("what is typed while a save is under way belongs to the next entry", async () => {
  const page = open();
  const draft = page.change({ text: "No letter came." });
  const saving = saved(draft);
  page.leave();
  page.change({ text: "No letter came. Next" });
  await saving;
  await settled();
  assert.equal((await storedDrafts.restore("capture")).fields.text, "No letter came. Next");
});
