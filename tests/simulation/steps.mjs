// The steps a sequence is made of. A step is its name and a number from which all its choices follow, so that it
// means the same when others before it are left out.
import * as people from "./person.mjs";
import { short } from "./person.mjs";
import { chance, mix } from "./random.mjs";
import { cut, message, STRANGE, thinned } from "./wire.mjs";
import { LEAD, PEOPLE, Violation } from "./world.mjs";

/** @typedef {import("./world.mjs").World} World */
/** @typedef {{name: string, number: number}} Step */

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

/** How often each step comes; a sequence leaves out some, so that others meet more often. */
const WEIGHTS = {
  write: 10,
  change: 12,
  edit: 8,
  retract: 3,
  revive: 2,
  undo: 3,
  settle: 3,
  bad: 3,
  go: 8,
  net: 34,
  sync: 10,
  time: 6,
  late: 3,
  crash: 3,
  fuse: 6,
  tab: 3,
  reload: 1,
  locks: 1,
  person: 2,
  cookie: 2,
  expire: 1,
  hold: 4,
  reader: 4,
  kill: 1,
  snapshot: 1.5,
  restore: 2,
  scope: 1.5,
  clock: 2,
};
const ALWAYS = new Set(["write", "change", "go", "net", "sync"]);
/** Every other sequence dwells on one kind of trouble: some faults need several steps of a kind in a row. */
const TROUBLES = [
  // Two phones of one person with the same entry open.
  { write: 2, change: 4, edit: 30, go: 6, net: 12, sync: 24, time: 3 },
  // A phone that dies while it stores what a pull brought.
  { write: 8, change: 8, go: 4, net: 16, sync: 18, fuse: 22, time: 4, kill: 1 },
  // Two tabs side by side, and everything listed anew again and again.
  {
    write: 4,
    change: 8,
    edit: 4,
    go: 14,
    net: 40,
    sync: 5,
    tab: 5,
    locks: 3,
    scope: 5,
    snapshot: 2,
    restore: 4,
    time: 3,
  },
];

/** The steps of a sequence. @param {number} seed @param {number} length @returns {Step[]} */
export function planned(seed, length) {
  const random = chance(mix(seed, 2));
  const weights = random.hit(0.5) ? { ...random.one(TROUBLES) } : mixed(random);
  return Array.from({ length }, () => ({ name: random.weighed(weights), number: random.below(2 ** 31) }));
}

/** All kinds of steps, some more often and some left out. @param {any} random */
function mixed(random) {
  const weights = { ...WEIGHTS };
  for (const name of Object.keys(weights)) {
    if (!ALWAYS.has(name)) weights[name] *= random.hit(0.4) ? 0 : 0.5 + 2 * random.next();
  }
  return weights;
}

/** @param {World} world @param {Step} step */
export async function take(world, { name, number }) {
  const random = chance(number);
  await STEPS[name](world, random);
}

/** @type {Record<string, (world: World, random: any) => Promise<void> | void>} */
const STEPS = {
  write: async (world, random) => people.write(world, await tabOf(world, random), random, false),
  change: async (world, random) => people.change(world, await tabOf(world, random), random, false),
  edit: async (world, random) => people.edit(world, await tabOf(world, random), random),
  retract: async (world, random) => people.retract(world, await tabOf(world, random), random),
  revive: async (world, random) => people.revive(world, await tabOf(world, random), random),
  undo: async (world, random) => people.undo(world, await tabOf(world, random), random),
  settle: async (world, random) => people.settle(world, await tabOf(world, random), random),
  async bad(world, random) {
    const how = random.hit(0.5) ? people.write : people.change;
    await how(world, await tabOf(world, random), random, true);
  },
  async go(world, random) {
    const tab = await tabOf(world, random);
    tab.app.kick(random.one(["online", "visible", "saved"]));
    await tab.quiet();
  },
  async sync(world, random) {
    const tab = await tabOf(world, random);
    world.note(`${tab.name}: a good link, all is exchanged`);
    tab.app.kick("online");
    await tab.quiet();
    await world.exchange(tab);
  },
  async time(world, random) {
    const some = Math.floor([2_000, 30_000, 3 * MINUTE, 8 * MINUTE][random.below(4)] * (0.5 + random.next()));
    world.note(`${Math.round(some / 1000)} s go by`);
    await world.elapse(some);
  },
  net,
  async late(world, random) {
    const [wire] = world.late.splice(random.below(Math.max(1, world.late.length)), 1);
    if (!wire) return;
    world.note(`#${wire.number} arrives once more, late`);
    await wire.ask(world.backend);
  },
  async crash(world, random) {
    const tab = await tabOf(world, random);
    world.note(`${tab.name}: crashes`);
    tab.die();
  },
  async fuse(world, random) {
    const tab = await tabOf(world, random);
    tab.fuse = random.below(6);
    world.note(`${tab.name}: will die after ${tab.fuse} transactions`);
  },
  async tab(world, random) {
    const phone = random.one(world.phones);
    if (phone.tabs.length < 2) await world.openTab(phone);
    world.note(`phone ${phone.number}: ${phone.tabs.length} tabs`);
  },
  async reload(world, random) {
    const tab = await tabOf(world, random);
    tab.die();
    await world.openTab(tab.phone);
    world.note(`${tab.name}: reloaded`);
  },
  locks(world, random) {
    const phone = random.one(world.phones);
    phone.locking = !phone.locking;
    world.note(`phone ${phone.number}: locks ${phone.locking ? "hold" : "do not hold"}`);
  },
  person: changePerson,
  cookie(world, random) {
    // Somebody signs in on this phone; their cookie is there before any tab knows of them.
    const phone = random.one(world.phones);
    phone.cookie = random.one(PEOPLE);
    world.note(`phone ${phone.number}: the cookie is ${short(phone.cookie)}'s`);
  },
  expire(world, random) {
    const phone = random.one(world.phones);
    phone.cookie = null;
    world.note(`phone ${phone.number}: the session is over`);
  },
  async hold(world, random) {
    const pushes = world.waiting().filter((wire) => wire.isPush && !wire.answer && !wire.held);
    if (!pushes.length) return;
    const wire = random.one(pushes);
    await world.release();
    const said = await world.backend.ask("hold", { person: wire.person, body: wire.body });
    wire.held = Boolean(said.held);
    if (said.status) wire.answer = message(said);
    world.note(`#${wire.number} is a slow transaction, not committed yet`);
  },
  reader: async (world, random) => read(world, 1 + random.below(4)),
  async kill(world) {
    world.note("the server is killed and starts again");
    await world.backend.ask("kill");
    for (const wire of world.wires) wire.held = false;
  },
  async snapshot(world) {
    await world.backend.ask("snapshot");
    world.note("a backup of the server is made");
  },
  async restore(world) {
    await world.release();
    const said = await world.backend.ask("restore");
    if (!said.restored) return STEPS.snapshot(world, null);
    world.restored += 1;
    world.note(`the server is put back from the backup, to head ${said.head}`);
  },
  async scope(world, random) {
    await world.release();
    const person = random.one(PEOPLE);
    await world.backend.ask("scope", { person });
    world.note(`the scope of ${short(person)} changes`);
  },
  clock(world, random) {
    const phone = random.one(world.phones);
    phone.skew += Math.floor(random.one([YEAR, -YEAR, 3 * MINUTE, -3 * MINUTE, -90 * 24 * 60 * MINUTE]));
    world.note(`phone ${phone.number}: the clock jumps to ${new Date(phone.now()).toISOString()}`);
  },
};

/** A tab of some phone, opened when there is none. @param {World} world @param {any} random */
async function tabOf(world, random) {
  const phone = random.one(world.phones);
  if (!phone.tabs.some((tab) => tab.person)) {
    for (const tab of [...phone.tabs]) tab.die();
    const tab = await world.openTab(phone);
    if (!tab.person) {
      phone.cookie = PEOPLE[phone.number === 3 ? 1 : 0];
      await world.signedIn(phone, tab, phone.cookie);
    }
  }
  return random.one(phone.tabs.filter((tab) => tab.person));
}

/** Signing out, in again, or somebody else. @param {World} world @param {any} random */
async function changePerson(world, random) {
  const tab = await tabOf(world, random);
  const { phone } = tab;
  const person = world.shared || phone.number === 3 || random.hit(0.3) ? random.one(PEOPLE) : PEOPLE[0];
  world.note(`${tab.name}: ${short(person)} signs in`);
  phone.cookie = person;
  if (tab.person !== person) {
    // As the app does: another person's screens are left by loading the page anew.
    tab.app.remember({ person: { id: person, roles: ["msl"] }, ...world.server });
    /** @type {any} */ (phone).people.add(person);
    tab.die();
    await world.openTab(phone);
  } else {
    await world.signedIn(phone, tab, person);
  }
  // The other tabs hear of it from localStorage, sooner or later.
  for (const other of phone.tabs.filter((other) => other.person !== person)) {
    if (random.hit(0.6)) other.die();
  }
}

/** One hop of one request. @param {World} world @param {any} random */
async function net(world, random) {
  const wires = world.waiting();
  if (!wires.length) return STEPS.go(world, random);
  const wire = random.one(wires);
  if (wire.held) {
    await world.release();
    return world.note(`#${wire.number} is committed`);
  }
  const hop = wire.answer ? ANSWERED : UNDERWAY;
  const what = random.weighed(/** @type {any} */ (hop.weights));
  world.note(`#${wire.number} ${wire.tab.name} ${wire.call}${opsOf(wire)}: ${what}`);
  await hop[what](world, wire, random);
}

/** @param {import("./wire.mjs").Wire} wire */
const opsOf = (wire) => (wire.isPush ? ` [${wire.body.ops.map((op) => short(op.op_id)).join(" ")}]` : "");

/** @type {any} */
const UNDERWAY = {
  weights: {
    arrives: 10,
    lost: 2,
    times_out: 1,
    twice: 1.5,
    strange: 2,
    redirect: 0.4,
    killed: 0.8,
    gone_late: 1,
  },
  arrives: (world, wire) => wire.serve(world.backend),
  lost: (_world, wire) => wire.fail(),
  times_out: (_world, wire) => wire.fail("timeout"),
  async twice(world, wire, random) {
    await wire.serve(world.backend);
    const first = wire.answer;
    await wire.serve(world.backend);
    if (random.hit(0.5)) wire.answer = first;
  },
  strange: (_world, wire, random) => wire.deliver(STRANGE[random.one(Object.keys(STRANGE))]),
  redirect: (_world, wire) => wire.fail("redirect"),
  async killed(world, wire, random) {
    const said = await wire.serve(world.backend, random.below(9));
    for (const other of world.wires) other.held = false;
    if (said.killed) await wire.fail();
  },
  // The phone gives up; the request arrives later all the same.
  async gone_late(world, wire) {
    world.late.push(wire);
    await wire.fail("timeout");
  },
};

/** @type {any} */
const ANSWERED = {
  weights: { heard: 10, lost: 2.5, cut: 1, thinned: 1.2, strange: 0.6, again: 0.7, crash: 0.7 },
  heard: (_world, wire) => wire.deliver(wire.answer),
  lost: (_world, wire) => wire.fail(),
  cut: (_world, wire, random) => wire.deliver(cut(wire.answer, random.next())),
  thinned: (_world, wire, random) => wire.deliver(thinned(wire.answer, () => random.hit(0.5))),
  strange: (_world, wire, random) => wire.deliver(STRANGE[random.one(Object.keys(STRANGE))]),
  async again(world, wire) {
    world.late.push(wire);
    await wire.deliver(wire.answer);
  },
  // The answer has come, and the phone dies before it is stored.
  crash: (_world, wire) => wire.tab.die(),
};

/** A reader by nothing but the cursor, a few changes at a time. @param {World} world @param {number} limit */
export async function read(world, limit) {
  const { reader } = world;
  const query = reader.cursor ? { cursor: reader.cursor } : {};
  const said = await world.backend.ask("pull", { person: LEAD, limit, ...query });
  if (said.status === 409) {
    world.reader = { cursor: null, known: new Map() };
    return true;
  }
  if (said.status !== 200) throw new Violation(`the reader was answered ${said.status}: ${said.text}`);
  const page = JSON.parse(said.text);
  for (const item of page.items) if (item.kind === "entry") reader.known.set(item.id, item);
  reader.cursor = page.cursor;
  return page.more;
}
