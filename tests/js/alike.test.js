// What the phone compares a text with: this person's own entries as they are now, and what else they may see here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn, someoneNew } from "./device.js";

const { save } = await import("../../static/data/outbox.js");
const { emit } = await import("../../static/lib/events.js");
const { uuid7 } = await import("../../static/lib/ids.js");
const { alikeIndex, join } = await import("../../static/elements/alike-index.js");

const BEFORE = "Elastography is only at the university hospital and GPs may not order it.";
const NOW = { text: "To order elastography you must go through the university hospital." };
const OTHER = "Letters come back with no plan.";

/** @param {string} text */
async function note(text) {
  const fields = { kind: "observation", text, visited_on: "2026-11-03", barrier: "referral" };
  return save({ op_id: uuid7(), id: uuid7(), kind: "create", fields });
}

async function best(but = "") {
  const index = await alikeIndex();
  await index.ready();
  return index.best(NOW, but)?.thing ?? null;
}

test("an own entry is found while it is there, with the words it has now", async () => {
  someoneNew();
  const id = await note(BEFORE);
  await note(OTHER);
  const found = await best();
  assert.equal(found.key, id);
  assert.equal(found.day, "2026-11-03");
  assert.equal(found.place, `/entries/${id}`);
  assert.equal(await best(id), null, "an entry is not like itself");

  await save({ op_id: uuid7(), id, kind: "update", fields: { text: OTHER } });
  assert.equal(await best(), null);
  await save({ op_id: uuid7(), id, kind: "update", fields: { text: BEFORE } });
  assert.equal((await best()).text, BEFORE);
  await save({ op_id: uuid7(), id, kind: "delete", fields: {}, reason: "wrong" });
  assert.equal(await best(), null);
});

test("nobody is told of another person's entries, and the first one's are there again when they come back", async () => {
  const first = someoneNew();
  const id = await note(BEFORE);
  const theirs = await alikeIndex();
  assert.equal((await best()).key, id);

  someoneNew();
  assert.equal(theirs.best(NOW, ""), null, "not even by an index that is still held");
  assert.equal(await best(), null);
  signIn(first);
  assert.equal((await best()).key, id);
});

test("another source joins: what it holds is found, and looked at again when it says so", async () => {
  const held = new Map([["t1", BEFORE]]);
  join({
    ids: async () => [...held.keys()],
    read: async (ids) =>
      new Map(
        ids.map((id) => [
          id,
          held.has(id)
            ? { key: id, kind: "theme", place: `/themes/${id}`, day: "", barrier: null, text: held.get(id) }
            : null,
        ]),
      ),
    news: ["themes"],
  });
  someoneNew();
  await note(OTHER);
  assert.equal((await best()).kind, "theme");
  held.delete("t1");
  emit("themes", ["t1"]);
  assert.equal(await best(), null);
  held.set("t2", BEFORE);
  emit("themes");
  assert.equal((await best()).key, "t2");
});
