// What people do on their phones: write, change, retract, undo, put right, give up.
import { UNIQUE, Violation } from "./world.mjs";

/** @typedef {import("./world.mjs").World} World */
/** @typedef {import("./world.mjs").Saved} Saved */
/** @typedef {import("./browser.mjs").Tab} Tab */

const WHOLE = {
  kind: "observation",
  visited_on: "2026-08-31",
  captured_at: "2026-08-31T10:00:00.000+02:00",
  barrier: "referral",
  safety_answer: "no",
};

/** Run something a person does, with the tab free to die in the middle. @template T @param {Tab} tab @param {() => Promise<T>} work */
export async function done(tab, work) {
  /** @type {{value?: T, ok: boolean}} */
  const outcome = { ok: false };
  work().then(
    (value) => Object.assign(outcome, { value, ok: true }),
    (error) => Object.assign(outcome, { error }),
  );
  await tab.quiet();
  return outcome;
}

/** What the screen shows of each entry: never less than it did before. @param {World} world @param {Tab} tab */
export async function shown(world, tab) {
  const { value = [] } = await done(tab, () => tab.app.entries.listEntries());
  for (const { id, rev } of value) {
    const key = `${tab.phone.number}/${tab.person}/${id}`;
    // After a restore, a new listing may bring what is older in truth.
    if (!world.restored && rev < (world.revs.get(key) ?? 0))
      throw new Violation(`back: ${short(id)} was shown at rev ${world.revs.get(key)}, now at ${rev}`);
    world.revs.set(key, rev);
  }
  return value;
}

/** Ops in the outbox of an entry. @param {Tab} tab @param {string} [id] @returns {Promise<any[]>} */
export async function outbox(tab, id) {
  const { value } = await done(tab, () => tab.app.withDb((db) => db.getAll("ops")));
  return (value ?? []).filter((op) => !id || op.id === id);
}

/** All that the author of an op has been shown of its entry: on screen now, and when the ops it stands on were saved.
 * @param {World} world @param {any} view @param {any[]} pending
 */
function seen(world, view, pending) {
  const before = world.saved.filter((saved) => pending.some((op) => op.op_id === saved.op_id));
  return Object.fromEntries(
    UNIQUE.map((name) => [
      name,
      new Set([view?.data?.[name] ?? null, ...before.flatMap((saved) => [...(saved.seen[name] ?? [])])]),
    ]),
  );
}

/**
 * @param {World} world
 * @param {Tab} tab
 * @param {any} intent
 * @param {{view?: any, pending?: any[], bad?: boolean, also?: any}} about
 */
async function save(world, tab, intent, { view = null, pending = [], bad = false, also = {} }) {
  const op_id = tab.app.uuid7();
  const { ok, value } = await done(tab, () => tab.app.outbox.save({ op_id, ...intent }, also));
  const { kind, fields } = intent;
  const owner = `${tab.phone.number}/${tab.person}`;
  if (!ok) {
    world.unsure.add(op_id);
    return world.note(`${tab.name}: the save of ${kind} ${JSON.stringify(fields)} was cut`);
  }
  const saved = { op_id, entry: /** @type {string} */ (value), kind, fields, owner, bad, gone: null };
  // An entry that another tab took back needs no retraction.
  if (kind === "delete" && !(await isKept(tab, op_id))) saved.gone = "undone";
  world.saved.push({ ...saved, seen: seen(world, view, pending) });
  world.note(`${tab.name}: saves ${kind} ${short(saved.entry)} ${JSON.stringify(fields)} as ${short(op_id)}`);
}

/** Whether the phone has an op, sent or not. @param {Tab} tab @param {string} op_id */
async function isKept(tab, op_id) {
  const read = (db) => Promise.all([db.getKey("ops", op_id), db.getKey("acked", op_id)]);
  const { ok, value = [] } = await done(tab, () => tab.app.withDb(read));
  return !ok || value.some(Boolean);
}

/** All that an entry says with these changes. @param {Tab} tab @param {any} view @param {any} fields */
const whole = (tab, view, fields) => ({ ...tab.app.writable(view.data), ...fields });

/** @param {World} world @param {Tab} tab @param {{one: any, hit: any, below: any}} random @param {boolean} bad */
export async function write(world, tab, random, bad) {
  const fields = { ...WHOLE, text: world.value(), ...(bad ? { barrier: "no_such" } : {}) };
  await save(world, tab, { id: tab.app.uuid7(), kind: "create", fields }, { bad });
}

/** @param {World} world @param {Tab} tab @param {any} random @param {boolean} bad */
export async function change(world, tab, random, bad) {
  const view = await pick(world, tab, random, ({ state }) => state !== "needs" || random.hit(0.3));
  if (!view) return write(world, tab, random, bad);
  const pending = await outbox(tab, view.id);
  const fields = Object.fromEntries(pickFields(random).map((name) => [name, world.value()]));
  // Bad by its content, which is refused alone; or by its envelope, for which the whole batch is refused.
  const wrong = bad
    ? random.hit(0.6)
      ? { reason: "x".repeat(501) }
      : { fields: { ...fields, barrier: "no_such" } }
    : {};
  await save(
    world,
    tab,
    { id: view.id, kind: "update", fields, seen: view.seen, whole: whole(tab, view, fields), ...wrong },
    { view, pending, bad },
  );
}

/** An editor is opened now and saved later; meanwhile a pull may bring another version. @param {World} world @param {Tab} tab @param {any} random */
export async function edit(world, tab, random) {
  if (!tab.editor) {
    const view = await pick(world, tab, random, ({ state }) => state !== "needs");
    if (!view) return;
    tab.editor = { view, pending: await outbox(tab, view.id) };
    return world.note(`${tab.name}: opens ${short(view.id)} to edit it`);
  }
  const { view, pending } = tab.editor;
  tab.editor = null;
  const fields = Object.fromEntries(pickFields(random).map((name) => [name, world.value()]));
  const said = { id: view.id, kind: "update", fields, seen: view.seen, whole: whole(tab, view, fields) };
  await save(world, tab, said, { view, pending });
}

/** @param {World} world @param {Tab} tab @param {any} random */
export async function retract(world, tab, random) {
  const view = await pick(world, tab, random, ({ state }) => state !== "needs");
  if (!view) return;
  const pending = await outbox(tab, view.id);
  await save(world, tab, { id: view.id, kind: "delete", fields: {}, reason: "gone" }, { view, pending });
}

/** Changed after it was retracted, on a screen still open. @param {World} world @param {Tab} tab @param {any} random */
export async function revive(world, tab, random) {
  const retracted = world.saved.filter(
    ({ kind, owner }) => kind === "delete" && owner.endsWith(`/${tab.person}`),
  );
  if (!retracted.length) return;
  const { entry } = random.one(retracted);
  const { value: view } = await done(tab, () => tab.app.entries.readEntry(entry));
  if (!view || view.state === "needs") return;
  const fields = { [random.one(UNIQUE)]: world.value() };
  const said = { id: entry, kind: "update", fields, whole: whole(tab, view, fields) };
  await save(world, tab, said, { view, pending: await outbox(tab, entry) });
}

/** Take back what was just saved. @param {World} world @param {Tab} tab @param {any} random */
export async function undo(world, tab, random) {
  const view = await pick(world, tab, random, ({ state }) => state !== "needs" && state !== "sent");
  if (!view) return;
  await settled(world, tab, view, "undone", () => tab.app.outbox.undo(view.id, null));
}

/** Put right what was refused, or give it up. @param {World} world @param {Tab} tab @param {any} random */
export async function settle(world, tab, random) {
  const view = await pick(world, tab, random, ({ state }) => state === "needs");
  if (!view) return;
  if (random.hit(0.4)) return settled(world, tab, view, "discarded", () => tab.app.outbox.discard(view.id));
  const { id, rev } = view;
  const kind = rev === 0 ? "create" : "update";
  const fields = { ...WHOLE, text: world.value() };
  for (const name of UNIQUE) if (view.data[name] && name !== "text") fields[name] = view.data[name];
  const pending = await outbox(tab, id);
  await save(world, tab, { id, kind, fields }, { view, pending, also: { replaces: true } });
  await left(world, tab, id, pending, "fixed");
}

/**
 * Something that takes ops out of the outbox, and may put another one in.
 * @param {World} world @param {Tab} tab @param {any} view @param {string} how @param {() => Promise<void>} work
 */
async function settled(world, tab, view, how, work) {
  const before = await outbox(tab, view.id);
  const { ok } = await done(tab, work);
  world.note(`${tab.name}: ${how} ${short(view.id)}${ok ? "" : " (cut)"}`);
  await left(world, tab, view.id, before, how);
  const owner = `${tab.phone.number}/${tab.person}`;
  for (const op of await outbox(tab, view.id)) {
    if (before.some(({ op_id }) => op_id === op.op_id)) continue;
    const { op_id, kind, fields } = op;
    const about = { op_id, entry: view.id, kind, fields, owner, bad: false, gone: null };
    world.saved.push({ ...about, seen: seen(world, view, before) });
  }
}

/** Which of these ops the person took out. @param {World} world @param {Tab} tab @param {string} id @param {any[]} before @param {string} how */
async function left(world, tab, id, before, how) {
  const now = (await outbox(tab, id)).map(({ op_id }) => op_id);
  const acked = await done(tab, () => tab.app.withDb((db) => db.getAllKeys("acked")));
  const gone = before.filter(({ op_id }) => !now.includes(op_id) && !(acked.value ?? []).includes(op_id));
  for (const { op_id } of tab.dead ? before : gone) {
    // A tab that died on the way can't be asked what it did.
    if (tab.dead) world.unsure.add(op_id);
    const saved = world.saved.find((one) => one.op_id === op_id);
    if (saved && !tab.dead) saved.gone = how;
  }
}

/** @param {World} world @param {Tab} tab @param {any} random @param {(view: any) => boolean} fits */
async function pick(world, tab, random, fits) {
  const views = (await shown(world, tab)).filter(fits);
  // The newest entries are worked on most; the order is by id so that a seed always means the same.
  const ids = views.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(-4);
  return ids.length ? random.one(ids) : null;
}

/** One field mostly, two at times. @param {any} random */
const pickFields = (random) => [
  ...new Set(random.hit(0.25) ? [random.one(UNIQUE), "text"] : [random.one(UNIQUE)]),
];

/** @param {string} id */
export const short = (id) => id.slice(-6);
