// What the server has too lies under a key: written, read, lost, broken, and taken over from before there was one.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { signIn, someoneNew } from "./device.js";

const { allCards } = await import("../../static/data/cards.js");
const { withDb } = await import("../../static/data/db.js");
const { listEntries, readEntry } = await import("../../static/data/entries.js");
const { readJourney } = await import("../../static/data/journeys.js");
const moves = await import("../../static/data/moves.js");
const outbox = await import("../../static/data/outbox.js");
const { person } = await import("../../static/data/person.js");
const pulled = await import("../../static/data/pulled.js");
const relisting = await import("../../static/data/relisting.js");
const { breakSeal } = await import("../../static/data/seal-end.js");
const { sealLeft } = await import("../../static/data/seal-left.js");
const { uuid7 } = await import("../../static/lib/ids.js");
const { openDB } = await import("../../static/vendor/database.js");

globalThis.window ??= globalThis;
const STORES = ["shadow", "cards", "journeys", "acked", "log"];
let me = "";

/** Everything that lies in these stores, as somebody with the files would read it. */
async function lies() {
  const rows = await withDb((db) => Promise.all(STORES.map((name) => db.getAll(name))));
  return rows.flat().map((row) => JSON.stringify({ ...row, sealed: new TextDecoder().decode(row.sealed) }));
}
const readable = async (word) => (await lies()).filter((row) => row.includes(word)).length;

const entry = (id, text, rev = 1, more = {}) => ({
  kind: "entry",
  id,
  rev,
  seq: rev,
  deleted: false,
  data: { id, text, visited_on: "2026-11-22", author: { id: me, name: "" }, rev, ...more },
});
const card = (id) => ({
  kind: "theme",
  id,
  rev: 1,
  seq: 1,
  deleted: false,
  data: { id, conclusion: "Pelican." },
});
const journey = (id) => ({
  kind: "journey",
  id,
  rev: 1,
  seq: 1,
  deleted: false,
  data: { entry_id: id, moved_at: new Date().toISOString(), themes: [{ conclusion: "Pelican." }] },
});
const PAGE = { cursor: "c", more: false, epoch: "e", scope_version: 1 };
const pull = async (...items) => pulled.storePage({ ...PAGE, items }, await pulled.position());
const texts = async () => (await listEntries()).map(({ data }) => data.text);
const isLeftOpen = async () => (await withDb((db) => db.countFromIndex("shadow", "clear"))) > 0;
const loseKey = () => withDb((db) => db.clear("keys"));

/** @param {string} text */
async function saved(text) {
  const [op_id, id] = [uuid7(), uuid7()];
  await outbox.save({ op_id, id, kind: "create", fields: { text, visited_on: "2026-11-23" } });
  return { op_id, id };
}
const acknowledge = ({ op_id, id }, text) =>
  moves.applyMoves([
    { op_id, to: "IN_FLIGHT", sent: "now" },
    { op_id, to: "ACKED", entry: entry(id, text) },
  ]);

beforeEach(() => {
  me = someoneNew();
});

test("what a pull brings is read by screens, and by nobody who has the files", async () => {
  await pull(entry("a", "Heron."), entry("b", "Heron, too.", 1, { copy_of: "a" }), card("t"), journey("a"));
  assert.deepEqual(await texts(), ["Heron.", "Heron, too."]);
  assert.equal((await readEntry("a")).data.text, "Heron.");
  assert.equal((await allCards())[0].conclusion, "Pelican.");
  assert.equal((await readJourney("a")).themes[0].conclusion, "Pelican.");
  assert.deepEqual([await readable("Heron"), await readable("Pelican")], [0, 0]);
  assert.deepEqual(await withDb((db) => db.getAllKeysFromIndex("shadow", "copy_of", "a")), ["b"]);
  const { key } = await withDb((db) => db.get("keys", "seal"));
  assert.equal(key.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", key));
});

test("a retraction leaves the words that were known, and a change that stands on them", async () => {
  await pull(entry("a", "Heron."));
  await pull({ ...entry("a", "", 2), deleted: true, data: null });
  const view = await readEntry("a");
  assert.deepEqual([view.deleted, view.data.text, view.seen], [true, "Heron.", 1]);
});

test("an op is readable until the server has it, and can go again after that", async () => {
  const op = await saved("Heron.");
  assert.equal((await withDb((db) => db.get("ops", op.op_id))).fields.text, "Heron.");
  await acknowledge(op, "Heron.");
  assert.equal(await readable("Heron"), 0);
  assert.deepEqual(await texts(), ["Heron."]);
  await relisting.sendAgain([op.op_id]);
  assert.equal((await withDb((db) => db.get("ops", op.op_id))).fields.text, "Heron.");
  assert.equal(await readable("Heron"), 0, "it stands in the outbox and nowhere beside it");
});

test("a browser that lost the key lists anew, and keeps the outbox", async () => {
  await pull(entry("a", "Heron."), card("t"));
  const sent = await saved("Sent.");
  await acknowledge(sent, "Sent.");
  await saved("Unsent.");
  await loseKey();
  assert.deepEqual(await texts(), ["Unsent."]);
  assert.equal((await pulled.position()).relist, true);
  await relisting.beginRelist("e", new Set([sent.op_id]));
  assert.equal((await pulled.position()).relist, false);
  await pulled.storePage({ ...PAGE, more: true, items: [entry("a", "Heron.")] }, await pulled.position());
  assert.deepEqual([await texts(), await allCards()], [["Unsent.", "Heron."], []]);
  assert.equal((await pulled.position()).relist, false, "nothing is left that the new key can't open");
  await pull(entry("a", "Heron."));
  assert.deepEqual(await texts(), ["Unsent.", "Heron."]);
  assert.deepEqual(await withDb((db) => db.getAllKeys("cards")), []);
  assert.deepEqual(await withDb((db) => db.getAllKeys("acked")), [sent.op_id], "still known to have arrived");
});

test("an answer that comes first makes the next key, and all is listed anew all the same", async () => {
  await pull(entry("a", "Heron."));
  const op = await saved("Sent.");
  await loseKey();
  await acknowledge(op, "Sent.");
  assert.deepEqual(await texts(), ["Sent."]);
  assert.equal((await pulled.position()).relist, true);
});

test("rows of another key are asked for once more", async () => {
  await pull(entry("a", "Heron."));
  const row = await withDb((db) => db.get("shadow", "a"));
  await withDb((db) => db.put("shadow", { ...row, sealed: row.sealed.map((byte) => byte ^ 1) }));
  assert.deepEqual(await texts(), []);
  assert.equal((await pulled.position()).relist, true);
});

test("a session that was ended takes the key and what lay under it, and nothing unsent", async () => {
  await pull(entry("a", "Heron."), card("t"), journey("a"));
  await acknowledge(await saved("Sent."), "Sent.");
  await saved("Unsent.");
  await withDb((db) =>
    db.put("drafts", { id: "capture-1", entry: "x", fields: { text: "Half" }, updated_at: 1 }),
  );
  await breakSeal(me, "e");
  assert.deepEqual(await withDb((db) => db.getAll("keys")), []);
  for (const name of ["shadow", "cards", "journeys"])
    assert.deepEqual(await withDb((db) => db.getAll(name)), [], name);
  assert.deepEqual(await texts(), ["Unsent."]);
  assert.equal((await withDb((db) => db.getAll("drafts"))).length, 1);
  assert.equal((await pulled.position()).relist, true);
});

test("a page that was asked for before is let go, and what was acknowledged leaves all the same", async () => {
  await pull(entry("a", "Heron."));
  const op = await saved("Sent.");
  const before = await pulled.position();
  await breakSeal(me);
  assert.equal(await pulled.storePage({ ...PAGE, items: [entry("b", "Late.")] }, before), false);
  person.value = null;
  await acknowledge(op, "Sent.");
  assert.deepEqual(
    await withDb((db) => Promise.all([db.count("ops"), db.count("acked"), db.count("keys")])),
    [0, 1, 0],
  );
});

test("a server put back from a backup may not know the session: then nothing goes", async () => {
  await pull(entry("a", "Heron."));
  await breakSeal(me, "another life");
  assert.deepEqual(await texts(), ["Heron."]);
});

/** A phone of the version before, as it lies on disk. @param {string} id @param {number} many */
async function older(id, many) {
  const db = await openDB(`pathnote-${id}`, 3, {
    upgrade(db) {
      db.createObjectStore("shadow", { keyPath: "id" }).createIndex("copy_of", "data.copy_of");
      const ops = db.createObjectStore("ops", { keyPath: "op_id" });
      for (const [name, path] of Object.entries({ entry: "id", op_no: "op_no" })) ops.createIndex(name, path);
      const marks = db.createObjectStore("marks", { keyPath: "op_id" });
      for (const name of ["op_no", "entry", "kind"]) marks.createIndex(name, name);
      marks.createIndex("state", ["state", "op_no"]);
      db.createObjectStore("acked", { keyPath: "op_id" }).createIndex("at", "at");
      db.createObjectStore("drafts", { keyPath: "id" });
      db.createObjectStore("vocabulary", { keyPath: "name" });
      db.createObjectStore("log", { autoIncrement: true });
      db.createObjectStore("meta");
      db.createObjectStore("cards", { keyPath: "id" });
      db.createObjectStore("journeys", { keyPath: "id" }).createIndex("news", "news");
    },
  });
  const put = (name, value, key) => db.put(name, value, key);
  for (let at = 0; at < many; at += 1) {
    const { kind: _, ...said } = entry(`e${String(at).padStart(3, "0")}`, `Heron ${at}.`);
    await put("shadow", { ...said, shows: 1, seen: "" });
  }
  await put("shadow", { id: "gone", rev: 2, seq: 2, deleted: true, data: null, shows: 0, seen: "" });
  await put("cards", { id: "t", data: card("t").data, seen: "" });
  await put("journeys", { id: "e000", data: journey("e000").data, seen: "", news: 1 });
  const op = { op_id: "o1", op_no: 1, id: "e000", kind: "create", base: 0, fields: { text: "Heron 0." } };
  await put("acked", { op_id: "o1", op, at: Date.now() });
  await put("log", { at: "", what: "conflict_copy", op, copy_id: "x" });
  await put("log", { at: "", what: "discarded", op: { ...op, fields: { text: "Given up." } } });
  await put("ops", { ...op, op_id: "o2", op_no: 2, id: "new", fields: { text: "Unsent." } });
  await put("marks", { op_id: "o2", op_no: 2, entry: "new", kind: "create", state: "READY" });
  for (const name of ["cursor", "cards_cursor"]) await put("meta", "c7", name);
  await put("meta", true, "begun");
  db.close();
}

test("a phone of the version before is read at once, and sealed in the background, in pieces", async () => {
  me = `older-${uuid7()}`;
  await older(me, 130);
  signIn(me);
  const before = (await texts()).toSorted();
  assert.equal(before.length, 131);
  assert.equal((await pulled.position()).relist, false);
  assert.equal(await isLeftOpen(), true);

  await sealLeft();
  assert.equal(await isLeftOpen(), false);
  assert.deepEqual([await readable("Heron"), await readable("Pelican")], [0, 0]);
  assert.deepEqual((await texts()).toSorted(), before);
  assert.equal((await withDb((db) => db.get("ops", "o2"))).fields.text, "Unsent.");
  assert.equal(await readable("Given up."), 1, "that nobody else has");
  assert.equal(await withDb((db) => db.countFromIndex("journeys", "news")), 1);
  assert.equal((await withDb((db) => db.get("shadow", "gone"))).rev, 2);
  await relisting.sendAgain(["o1"]);
  assert.equal((await withDb((db) => db.get("ops", "o1"))).fields.text, "Heron 0.");
});

test("killed in the middle it goes on, and what came meanwhile stays as it came", async () => {
  me = `older-${uuid7()}`;
  await older(me, 130);
  signIn(me);
  const newer = { id: "e001", rev: 9, seq: 9, deleted: true, data: null, shows: 0, seen: "" };
  const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
  let left = 110;
  Object.defineProperty(crypto.subtle, "encrypt", {
    configurable: true,
    value: async (...given) => {
      left -= 1;
      if (left < 0) throw new Error("killed");
      // The first piece is being sealed when a pull brings a newer word.
      if (left === 105) await withDb((db) => db.put("shadow", newer));
      return encrypt(...given);
    },
  });
  await assert.rejects(sealLeft(), /killed/);
  delete crypto.subtle.encrypt;
  assert.equal(await isLeftOpen(), true);
  assert.equal((await texts()).length, 130);
  await sealLeft();
  assert.equal(await readable("Heron"), 0);
  assert.equal((await texts()).length, 130);
  assert.deepEqual(await withDb((db) => db.get("shadow", "e001")), newer);
});

test("the version before, rolled back to, finds that it has to list anew", async () => {
  for (const name of ["cursor", "cards_cursor"]) await withDb((db) => db.put("meta", "c", name));
  await pull(entry("a", "Heron."));
  const [cursor, cards] = await withDb((db) =>
    Promise.all([db.get("meta", "cursor"), db.get("meta", "cards_cursor")]),
  );
  assert.notEqual(cursor, cards);
  // What it lists is read here as it is, and sealed again.
  const { kind: _, ...said } = entry("a", "Heron again.", 3);
  await withDb((db) => db.put("shadow", { ...said, shows: 3, seen: "x" }));
  assert.deepEqual(await texts(), ["Heron again."]);
  await sealLeft();
  assert.equal(await readable("Heron"), 0);
  assert.deepEqual(await texts(), ["Heron again."]);
});
