// What must hold at the end, whatever happened: nothing lost, doubled, diverged, skipped or blindly overwritten, and
// an op told again is answered as before.
import { groupBy } from "../../static/lib/group.js";
import { done, short } from "./person.mjs";
import { UNIQUE, Violation } from "./world.mjs";

/** @typedef {import("./world.mjs").World} World */

/** @param {World} world */
export async function check(world) {
  const stored = await world.backend.ask("dump");
  const phones = [];
  for (const phone of world.phones)
    for (const person of phone.people) phones.push(await contents(world, phone, person));
  const facts = { world, stored, phones, entries: new Map(stored.entries.map((entry) => [entry.id, entry])) };
  facts.ops = new Map(stored.ops.map((op) => [op.op_id, op]));
  facts.history = groupBy(stored.revisions, ({ entry }) => entry);
  lost(facts);
  doubled(facts);
  diverged(facts);
  gaps(facts);
  blind(facts);
  await replayed(facts);
}

/** What lies on a phone. @param {World} world @param {any} phone @param {string} person */
async function contents(world, phone, person) {
  const tab = phone.tabs.find((tab) => tab.person === person) ?? (await world.openTab(phone));
  tab.app.useDatabaseOf(person);
  const read = async (store) => (await done(tab, () => tab.app.withDb((db) => db.getAll(store)))).value ?? [];
  const { value: client } = await done(tab, () => tab.app.withDb((db) => db.get("meta", "client_id")));
  const [shadow, ops, marks, acked, log] = [
    await read("shadow"),
    await read("ops"),
    await read("marks"),
    await read("acked"),
    await read("log"),
  ];
  const { value: key } = await done(tab, () => tab.app.withDb((db) => db.get("keys", "seal")));
  if ([...shadow, ...acked].some((row) => row.data?.text ?? row.op?.fields))
    fail("readable", `words that the server has lie open on phone ${phone.number}`);
  const said = { shadow: await tab.app.openRows(shadow, key), acked: await tab.app.openRows(acked, key, "op") };
  if (tab.person) tab.app.useDatabaseOf(tab.person);
  return { owner: `${phone.number}/${person}`, person, client, ops, marks, log, ...said };
}

/** @param {string} what @param {string} how */
function fail(what, how) {
  throw new Violation(`${what}: ${how}`);
}

/** Each op that a person was told is saved shows in the entry's history, in a copy, or waits for that person. */
function lost({ world, ops, phones, history, entries }) {
  for (const saved of world.saved) {
    if (saved.gone === "undone" && ops.has(saved.op_id))
      fail("undone", `${short(saved.op_id)} arrived all the same`);
    if (saved.gone || world.unsure.has(saved.op_id)) continue;
    const phone = phones.find(({ owner }) => owner === saved.owner);
    const mark = phone.marks.find(({ op_id }) => op_id === saved.op_id);
    const receipt = ops.get(saved.op_id);
    if (mark) {
      needed(saved, mark, phone, world);
      continue;
    }
    if (!receipt)
      fail("lost", `${saved.kind} ${short(saved.op_id)} is neither at the server nor on the phone`);
    if (receipt.status === "rejected") fail("lost", `${short(saved.op_id)} was refused, and nobody is told`);
    const revisions = history.get(receipt.status === "applied" ? saved.entry : receipt.copy_id) ?? [];
    if (saved.kind === "delete") {
      if (!revisions.some(({ action }) => action === "delete"))
        fail("lost", `the delete ${short(saved.op_id)}`);
      continue;
    }
    for (const [name, value] of Object.entries(saved.fields)) {
      if (!revisions.some(({ body }) => body[name] === value)) {
        fail(
          "lost",
          `${name} = ${value} of ${short(saved.op_id)} (${receipt.status}) is in no revision of ${short(saved.entry)}`,
        );
      }
    }
    if (receipt.status === "conflict_copy" && !entries.has(receipt.copy_id)) fail("lost", "a conflict copy");
  }
}

/** An op that stays on the phone must say why, and it must be the person's own business. */
function needed(saved, mark, phone, world) {
  const create = phone.marks.find(
    ({ entry, kind, state }) => entry === mark.entry && kind === "create" && state === "NEEDS_ATTENTION",
  );
  if (mark.state !== "NEEDS_ATTENTION" && !create) fail("stuck", `${short(saved.op_id)} is ${mark.state}`);
  if (mark.state !== "NEEDS_ATTENTION") return;
  const { problem } = mark;
  if (!problem) fail("unexplained", `${short(saved.op_id)} needs the person, and does not say why`);
  const refusable = saved.bad || world.saved.some((other) => other.bad && other.entry === saved.entry);
  const own = {
    "/problems/invalid": refusable,
    "/problems/changed-since": saved.kind === "delete",
    "/problems/payload-too-large": true,
    "/problems/entry-unknown": entryMayBeGone(saved, world),
  };
  if (!own[problem.type]) {
    fail(
      "needless",
      `${saved.kind} ${short(saved.op_id)} of ${short(saved.entry)} needs the person: ${problem.title}`,
    );
  }
  // What the server forgot is on no other device of this person, maybe: a change alone is not all of its words.
  const stands = phone.shadow.some(({ id, data }) => id === saved.entry && data);
  if (saved.kind === "update" && problem.type === "/problems/entry-unknown" && !create && !stands)
    fail("bare", `of ${short(saved.entry)} phone ${saved.owner} has nothing but a change`);
}

/**
 * What stands on a refused creation can't arrive once that one was given up; nor, after a restore, before the other
 * phone that made the entry has come back and sent it again. A conflict copy is made by no phone: sent again to the
 * restored server, the op it came from may meet no conflict any more. The words stay with the person, to be saved.
 */
function entryMayBeGone(saved, world) {
  const create = world.saved.find((other) => other.entry === saved.entry && other.kind === "create");
  return create?.gone || (world.restored > 0 && create?.owner !== saved.owner);
}

/** As many entries as were created, each written once. */
function doubled({ stored, ops, history, entries }) {
  const made = new Set();
  for (const op of ops.values()) {
    if (op.status === "conflict_copy") made.add(op.copy_id);
  }
  for (const entry of stored.entries) {
    if (entry.copy_of && !made.has(entry.id)) fail("doubled", `the copy ${short(entry.id)} comes from no op`);
    const texts = stored.entries.filter(
      (other) => !other.copy_of && other.body.text === entry.body.text && other !== entry,
    );
    if (!entry.copy_of && texts.length) fail("doubled", `${entry.body.text} is in two entries`);
  }
  for (const [id, revisions] of history) {
    revisions.forEach((revision, at) => {
      if (at && revision.rev <= revisions[at - 1].rev) fail("doubled", `a rev of ${short(id)}`);
    });
    if (!entries.has(id) || entries.get(id).rev !== revisions.at(-1).rev)
      fail("doubled", `${short(id)} and its history differ`);
    for (const name of UNIQUE) {
      const values = revisions
        .map(({ body }) => body[name])
        .filter((value, at, all) => value !== all[at - 1] && value !== null);
      if (new Set(values).size !== values.length)
        fail("doubled", `${short(id)}.${name} was written twice: ${values}`);
    }
  }
}

/** Each phone knows what the server knows. */
function diverged({ stored, phones }) {
  for (const { owner, person, shadow, marks } of phones) {
    const known = new Map(shadow.map((entry) => [entry.id, entry]));
    for (const { id } of shadow.filter(({ rev }) => rev === 0)) {
      known.delete(id);
      if (!marks.some(({ entry }) => entry === id))
        fail("leftover", `phone ${owner} keeps ${short(id)}, which nothing stands on`);
    }
    for (const entry of stored.entries.filter(({ author }) => author === person)) {
      const mine = known.get(entry.id);
      known.delete(entry.id);
      if (!mine && entry.deleted) continue;
      const differs = !mine || mine.rev !== entry.rev || mine.deleted !== entry.deleted;
      if (differs)
        fail(
          "diverged",
          `phone ${owner} has ${short(entry.id)} at rev ${mine?.rev}, the server at ${entry.rev}`,
        );
      if (entry.deleted) continue;
      for (const name of UNIQUE) {
        if (mine.data[name] !== entry.body[name])
          fail(
            "diverged",
            `phone ${owner}: ${name} of ${short(entry.id)} is ${mine.data[name]}, not ${entry.body[name]}`,
          );
      }
    }
    for (const id of known.keys())
      fail("diverged", `phone ${owner} has ${short(id)}, which the server does not know`);
  }
}

/** A reader that followed the cursor saw the newest state of everything, and no phone's own proof ever failed. */
function gaps({ world, stored, phones }) {
  for (const { owner, log } of phones) {
    const differs = log.find(({ what }) => what.startsWith("digest_"));
    if (differs) fail("gap", `phone ${owner} holds something else than its digest: ${differs.words}`);
  }
  for (const entry of stored.entries) {
    const item = world.reader.known.get(entry.id);
    if (!item || item.rev !== entry.rev || item.seq !== entry.seq) {
      fail(
        "gap",
        `a reader by cursor has ${short(entry.id)} at rev ${item?.rev}, the server at ${entry.rev}`,
      );
    }
  }
}

/** Nobody's value was replaced by somebody on another phone who had not seen it. */
function blind({ world, phones, history, stored }) {
  const clients = new Map(phones.map(({ client, owner }) => [client, owner]));
  const writers = new Map();
  for (const [at, saved] of world.saved.entries()) {
    for (const name of UNIQUE) {
      if (saved.fields[name])
        writers.set(saved.fields[name], [...(writers.get(saved.fields[name]) ?? []), { ...saved, at }]);
    }
  }
  for (const [id, revisions] of history) {
    for (let at = 1; at < revisions.length; at += 1) {
      const [before, after] = [revisions[at - 1], revisions[at]];
      const owner = clients.get(after.client);
      if (after.action === "delete") {
        const ops = world.saved.filter(
          (saved) => saved.kind === "delete" && saved.entry === id && saved.owner === owner,
        );
        const fair = ops.some((op) =>
          UNIQUE.every((name) => known(op, name, before.body[name], owner, writers)),
        );
        if (ops.length && !fair)
          fail("blind", `a delete of ${short(id)} by ${owner} removed what its author had not seen`);
      }
      for (const name of UNIQUE) {
        if (before.body[name] === after.body[name]) continue;
        if (after.body[name] === null)
          fail("blind", `${name} of ${short(id)}: ${before.body[name]} was emptied, and nobody did that`);
        const ops = (writers.get(after.body[name]) ?? []).filter((saved) => saved.owner === owner);
        if (ops.length && !ops.some((op) => known(op, name, before.body[name], owner, writers))) {
          fail(
            "blind",
            `${name} of ${short(id)}: ${before.body[name]} was replaced by ${after.body[name]} of ${owner}, who had not seen it`,
          );
        }
      }
    }
  }
  return stored;
}

/**
 * By the field rule: nothing was there, the same client wrote it, or the author had seen it; or had seen what somebody
 * made of it by this rule. (After a restore what stands may be older than what was seen.)
 */
function known(op, name, value, owner, writers) {
  const theirs = writers.get(value) ?? [];
  if (value === null || theirs.some((saved) => saved.owner === owner)) return true;
  const seen = new Set(op.seen[name]);
  for (const one of seen) {
    for (const saved of writers.get(one) ?? []) {
      if (theirs.some((other) => other.owner === saved.owner && other.at < saved.at)) return true;
      for (const before of saved.seen[name] ?? []) seen.add(before);
    }
  }
  return seen.has(value);
}

/** Told once more, an op is answered as before and changes nothing; told differently, it is refused. */
async function replayed({ world, phones, ops }) {
  const before = await world.backend.ask("dump");
  for (const phone of phones) {
    const told = phone.acked.filter(({ op_id }) => ops.has(op_id)).map(({ op }) => op);
    for (let at = 0; at < told.length; at += 100) {
      const batch = told.slice(at, at + 100);
      const said = await push(world, phone, batch);
      for (const result of said.results) {
        const receipt = ops.get(result.op_id);
        if (result.status !== receipt.status || result.copy_id !== receipt.copy_id) {
          fail("replay", `${short(result.op_id)} was ${receipt.status}, and told again ${result.status}`);
        }
      }
    }
    const [one] = told;
    if (!one) continue;
    const [result] = (await push(world, phone, [{ ...one, reason: "something else" }])).results;
    if (result.problem?.type !== "/problems/op-mismatch")
      fail("replay", "an op with other content passed for the old one");
  }
  const after = await world.backend.ask("dump");
  const same = after.head === before.head && after.ops.length === before.ops.length;
  if (!same || after.revisions.length !== before.revisions.length)
    fail("replay", "telling ops again changed something");
}

/** @param {World} world @param {any} phone @param {any[]} batch */
async function push(world, phone, batch) {
  const ids = { client_id: phone.client, batch_id: phone.client };
  const body = { protocol: 1, schema: 1, ...ids, pending: 0, op_no_max: 1, ops: batch };
  const said = await world.backend.ask("push", { person: phone.person, body });
  if (said.status !== 200) fail("replay", `answered ${said.status}: ${said.text}`);
  return JSON.parse(said.text);
}
