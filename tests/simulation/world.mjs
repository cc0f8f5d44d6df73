// One sequence's world: phones, people, the wires between, and the record of what was saved.
import { Phone, Tab } from "./browser.mjs";
import { write } from "./person.mjs";
import { chance, mix } from "./random.mjs";
import { message, Wire } from "./wire.mjs";

export const PEOPLE = ["00000000-0000-7000-8000-00000000000a", "00000000-0000-7000-8000-00000000000b"];
export const LEAD = "00000000-0000-7000-8000-00000000000c";
/** Fields whose every value is written once, so that each value names its op. */
export const UNIQUE = ["text", "so_what", "next_step"];
/** Exchanges of one tab before it must have come to rest. */
const MOST_EXCHANGES = 150;

/** A promise broken, or a rest never found. */
export class Violation extends Error {}

/**
 * What a person was told is saved.
 * @typedef {object} Saved
 * @property {string} op_id
 * @property {string} entry
 * @property {"create" | "update" | "delete"} kind
 * @property {Record<string, any>} fields
 * @property {string} owner phone and person
 * @property {Record<string, Set<any>>} seen per field, what its author had been shown
 * @property {boolean} bad it is meant to be refused
 * @property {string | null} gone undone, fixed or discarded by the person
 */

export class World {
  /**
   * @param {number} seed
   * @param {import("./backend.mjs").Backend} backend
   * @param {(browser: any) => any} open
   */
  constructor(seed, backend, open) {
    this.seed = seed;
    this.backend = backend;
    this.open = open;
    this.random = chance(mix(seed, 1));
    this.values = 0;
    this.sent = 0;
    /** @type {Wire[]} */
    this.wires = [];
    /** Copies of requests that are still somewhere in the network. @type {Wire[]} */
    this.late = [];
    /** @type {Saved[]} */
    this.saved = [];
    /** Ops whose save was cut by a crash: stored or not, nobody was told. @type {Set<string>} */
    this.unsure = new Set();
    /** @type {string[]} */
    this.trace = [];
    this.restored = 0;
    /** The newest rev that a screen showed, by phone, person and entry. @type {Map<string, number>} */
    this.revs = new Map();
    this.reader = { cursor: null, known: new Map() };
    this.server = { server_id: "", epoch: "", head: 0 };
  }

  /** @param {string} line */
  note(line) {
    this.trace.push(line);
  }

  async begin() {
    this.server = await this.backend.ask("begin");
    this.shared = this.random.hit(0.25);
    this.phones = Array.from(
      { length: this.random.hit(0.3) ? 3 : 2 },
      (_, at) => new Phone(at + 1, this.seed),
    );
    for (const phone of this.phones) {
      // A person of two devices, and at times a colleague with one.
      const person = phone.number === 3 ? PEOPLE[1] : PEOPLE[0];
      /** @type {any} */ (phone).people = new Set();
      phone.cookie = person;
      phone.locking = this.random.hit(0.6);
      await this.signedIn(phone, await this.openTab(phone), person);
      if (this.random.hit(0.4)) await this.openTab(phone);
    }
    await this.meet();
  }

  /** An entry or two that every phone of the person has, so that there is something to disagree about. */
  async meet() {
    const [first] = this.phones[0]?.tabs ?? [];
    for (let at = this.random.below(3); first && at > 0; at -= 1)
      await write(this, first, this.random, false);
    for (const tab of this.phones.flatMap(({ tabs }) => tabs)) await this.exchange(tab);
    for (const phone of this.phones) await phone.elapse(1_000);
    for (const [tab] of this.phones.map(({ tabs }) => tabs)) {
      tab?.app.kick("online");
      await tab?.quiet();
      if (tab) await this.exchange(tab);
    }
  }

  /** @param {Phone} phone */
  async openTab(phone) {
    const tab = new Tab(phone, this.open, (from, request) => this.send(from, request));
    const person = tab.app.stored();
    tab.person = person?.id ?? null;
    if (person) {
      tab.app.startScheduler(person);
      await tab.quiet();
    }
    return tab;
  }

  /** @param {Tab} tab @param {any} request */
  send(tab, request) {
    this.sent += 1;
    const wire = new Wire(tab, request, this.sent);
    this.wires.push(wire);
    return wire.coming;
  }

  /** Of this tab, what it waits for. @param {Tab} [tab] */
  waiting(tab) {
    this.wires = this.wires.filter((wire) => !wire.over && !wire.tab.dead);
    return tab ? this.wires.filter((wire) => wire.tab === tab) : this.wires;
  }

  /** The sign-in's answer has come: this tab knows the person from now on. @param {Phone} phone @param {Tab} tab @param {string} person */
  async signedIn(phone, tab, person) {
    /** @type {any} */ (phone).people.add(person);
    const roles = ["msl"];
    const session = { person: { id: person, email: "", name: "", roles, regions: [] }, ...this.server };
    tab.app.remember({ session_id: "s", expires_at: "", scope_version: 1, ...session });
    tab.person = person;
    tab.app.startScheduler(session.person);
    await tab.quiet();
  }

  /** A whole synchronisation of one tab over a good link. @param {Tab} tab */
  async exchange(tab) {
    for (let at = 0; !tab.dead; at += 1) {
      const [wire] = this.waiting(tab);
      if (!wire) return;
      if (at > MOST_EXCHANGES) throw new Violation(`stuck: ${tab.name} never comes to rest: ${wire.call}`);
      await this.answer(wire);
    }
  }

  /** @param {Wire} wire */
  async answer(wire) {
    if (wire.held) await this.release();
    if (!wire.answer) await wire.serve(this.backend);
    await wire.deliver(/** @type {any} */ (wire.answer));
  }

  /** Whatever transaction is open is committed. */
  async release() {
    const said = await this.backend.ask("release");
    for (const wire of this.wires.filter(({ held }) => held)) {
      wire.held = false;
      if (said.status) wire.answer = message(said);
    }
  }

  /** Time goes by for all. @param {number} milliseconds */
  async elapse(milliseconds) {
    for (const phone of this.phones) {
      if (!(await phone.elapse(milliseconds)))
        throw new Violation(`restless: phone ${phone.number} sets off timer after timer`);
    }
  }

  /** A value that nobody wrote before. */
  value() {
    this.values += 1;
    return `v${this.values}`;
  }
}
