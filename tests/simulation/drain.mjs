// The end of a sequence: faults stop, everybody signs in again, time goes by, and everything must find its place.
import { done, outbox } from "./person.mjs";
import { read } from "./steps.mjs";
import { PEOPLE, Violation } from "./world.mjs";

const ROUNDS = 40;
const MINUTE = 60_000;
/** More than the app waits between two looks for news. */
const NEWS = 6 * MINUTE;

/** @typedef {import("./world.mjs").World} World */

/** @param {World} world */
export async function drain(world) {
  world.note("— faults stop —");
  await world.release();
  for (const phone of world.phones) phone.locking = true;
  for (const tab of world.phones.flatMap(({ tabs }) => tabs)) tab.fuse = null;
  for (const wire of world.waiting()) await wire.fail();
  for (const wire of world.late.splice(0)) await wire.ask(world.backend);
  const places = world.phones.flatMap((phone) =>
    [...phone.people]
      .toSorted((a, b) => Number(b === current(phone)) - Number(a === current(phone)))
      .map((person) => ({ phone, person })),
  );
  for (const place of places) await send(world, place);
  // What one phone sent last, the others have still to hear; and one that hears only now of a restore sends again.
  for (let [before, head] = [-1, await headOf(world)], round = 0; before !== head; round += 1) {
    if (round === ROUNDS) throw new Violation("stuck: phones send again and again");
    for (const { phone, person } of places.toReversed()) {
      const tab = await tabFor(world, phone, person);
      await pass(world, tab, NEWS);
    }
    [before, head] = [head, await headOf(world)];
  }
  while (await read(world, 50)) {}
}

/** @param {World} world @returns {Promise<number>} */
const headOf = async (world) => (await world.backend.ask("state")).head;

/** @param {any} phone */
const current = (phone) => phone.tabs.find((tab) => tab.person)?.person ?? null;

/** A tab of this person on this phone; the one that is open is kept as it is, whatever state it is in.
 * @param {World} world @param {any} phone @param {string} person
 */
async function tabFor(world, phone, person) {
  for (const tab of [...phone.tabs]) if (tab.person !== person) tab.die();
  const [open] = phone.tabs;
  const signed =
    phone.cookie === person &&
    open &&
    JSON.parse(phone.stored.get("pathnote.person") ?? "null")?.id === person;
  if (signed && open.app.status.value.phase !== "signed_out" && open.app.status.value.phase !== "stopped")
    return open;
  phone.cookie = person;
  const tab = open ?? (await world.openTab(phone));
  if (tab.person !== person) {
    tab.app.remember({ person: { id: person, roles: ["msl"] }, ...world.server });
    tab.die();
    return world.openTab(phone);
  }
  await world.signedIn(phone, tab, person);
  return tab;
}

/** All that waits leaves, with nothing but time going by. @param {World} world @param {{phone: any, person: string}} place */
async function send(world, { phone, person }) {
  const tab = await tabFor(world, phone, person);
  for (let round = 0; round < ROUNDS; round += 1) {
    await pass(world, tab, round < 8 ? MINUTE : NEWS);
    if ((await sendable(tab)).length === 0) return;
  }
  const left = await sendable(tab);
  throw new Violation(`stuck: ${left.length} ops of ${tab.name} never leave: ${JSON.stringify(left[0])}`);
}

/** @param {World} world @param {any} tab @param {number} milliseconds */
async function pass(world, tab, milliseconds) {
  await world.exchange(tab);
  await world.elapse(milliseconds);
  for (const open of world.phones.flatMap(({ tabs }) => tabs)) await world.exchange(open);
}

/** Marks that should move by themselves. @param {any} tab */
export async function sendable(tab) {
  const { value } = await done(tab, () => tab.app.withDb((db) => db.getAll("marks")));
  const marks = value ?? [];
  const held = new Set(
    marks
      .filter(({ state, kind }) => state === "NEEDS_ATTENTION" && kind === "create")
      .map(({ entry }) => entry),
  );
  return marks.filter((mark) => mark.state !== "NEEDS_ATTENTION" && !held.has(mark.entry));
}
