// A phone as its pages see it: one clock, one IndexedDB, one localStorage, one cookie, locks; and tabs that can die
// at any transaction. Nothing here is by chance or by real time.
import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import { createRequire } from "node:module";
import { chance, mix } from "./random.mjs";

const require = createRequire(new URL("../js/package.json", import.meta.url));
const fake = require("fake-indexeddb");
for (const [name, value] of Object.entries(fake)) if (name.startsWith("IDB")) globalThis[name] = value;

/** Where wall clocks begin. */
export const BEGIN = Date.UTC(2026, 8, 1, 8);
/** Browsers keep a timer's delay in 32 bits; a longer one fires at once. */
const LONGEST_DELAY = 2 ** 31 - 1;
/** More timers than this in one stretch of time is a loop that empties a battery. */
const RESTLESS = 400;

const turn = () => new Promise((resume) => setImmediate(resume));

export class Phone {
  /** @param {number} number @param {number} seed */
  constructor(number, seed) {
    this.number = number;
    this.seed = seed;
    this.opened = 0;
    /** Milliseconds the wall clock is off. */
    this.skew = 0;
    this.elapsed = 0;
    /** The person whose session the cookie names, as the server would see it. @type {string | null} */
    this.cookie = null;
    this.stored = new Map();
    this.databases = new fake.IDBFactory();
    /** @type {Map<string, Tab>} */
    this.locks = new Map();
    this.locking = true;
    /** @type {Tab[]} */
    this.tabs = [];
  }

  now() {
    return BEGIN + this.elapsed + this.skew;
  }

  /** What its tabs have under way, and all that they ever began. */
  atWork() {
    let [busy, begun] = [0, 0];
    for (const tab of this.tabs) {
      busy += tab.busy;
      begun += tab.begun;
    }
    return { busy, begun };
  }

  /** Time goes by, timer after timer. @param {number} milliseconds @returns {Promise<boolean>} whether it kept calm */
  async elapse(milliseconds) {
    const until = this.elapsed + milliseconds;
    for (let fired = 0; fired < RESTLESS; fired += 1) {
      const timers = this.tabs.flatMap((tab) => [...tab.timers].map(([id, timer]) => ({ tab, id, timer })));
      const [next] = timers
        .filter(({ timer }) => timer.at <= until)
        .toSorted((a, b) => a.timer.at - b.timer.at);
      if (!next) {
        this.elapsed = until;
        return true;
      }
      const { tab, id, timer } = next;
      this.elapsed = Math.max(this.elapsed, timer.at);
      if (timer.every === null) tab.timers.delete(id);
      else timer.at += timer.every;
      const { begun } = tab;
      timer.run();
      // Most timers only look at the clock.
      await turn();
      if (tab.begun !== begun) await tab.quiet();
    }
    return false;
  }
}

export class Tab {
  /**
   * @param {Phone} phone
   * @param {(browser: Record<string, any>) => any} open
   * @param {(tab: Tab, request: {method: string, path: string, init: any}) => Promise<any>} send
   */
  constructor(phone, open, send) {
    phone.opened += 1;
    this.phone = phone;
    this.name = `${phone.number}.${phone.opened}`;
    this.dead = false;
    /** Transactions until it dies, or null. @type {number | null} */
    this.fuse = null;
    this.busy = 0;
    /** Counts what began, to see whether anything did. */
    this.begun = 0;
    this.fired = 0;
    /** @type {Map<number, {at: number, run: () => void, every: number | null}>} */
    this.timers = new Map();
    this.timer = 0;
    /** @type {any[]} */
    this.connections = [];
    /** @type {unknown[]} */
    this.errors = [];
    this.random = chance(mix(phone.seed, phone.number, phone.opened));
    this.app = open(this.browser(send));
    phone.tabs.push(this);
  }

  /** Nothing of it runs any more; what it had not stored is gone. */
  die() {
    this.dead = true;
    this.timers.clear();
    for (const database of this.connections) database.close();
    for (const [name, holder] of this.phone.locks) if (holder === this) this.phone.locks.delete(name);
    this.phone.tabs = this.phone.tabs.filter((tab) => tab !== this);
  }

  /**
   * Let it work until it waits for an answer, a timer or a person; and the phone's other tabs, which it may have told
   * something: the server answers in real time, and how far they have come by then would be chance.
   */
  async quiet() {
    for (let still = 0, seen = -1; still < 3; ) {
      await turn();
      const { busy, begun } = this.phone.atWork();
      still = busy === 0 && seen === begun ? still + 1 : 0;
      seen = begun;
    }
    if (this.fuse !== null && this.fuse < 0 && !this.dead) this.die();
  }

  /** @param {(tab: Tab, request: any) => Promise<any>} send */
  browser(send) {
    const { phone } = this;
    const after =
      (/** @type {boolean} */ repeats) =>
      (run, delay = 0) => {
        const wait = delay > LONGEST_DELAY ? 1 : Math.max(1, delay);
        this.timer += 1;
        if (!this.dead)
          this.timers.set(this.timer, { at: phone.elapsed + wait, run, every: repeats ? wait : null });
        return this.timer;
      };
    const forget = (/** @type {number} */ id) => this.timers.delete(id);
    const document = {
      visibilityState: "visible",
      addEventListener: () => {},
      createComment: () => ({}),
      createTreeWalker: () => ({}),
    };
    class PhoneDate extends Date {
      constructor(...given) {
        if (given.length) super(...given);
        else super(phone.now());
      }
      static now() {
        return phone.now();
      }
    }
    const clocks = {
      setTimeout: after(false),
      setInterval: after(true),
      clearTimeout: forget,
      clearInterval: forget,
    };
    return {
      ...clocks,
      window: { ...clocks, addEventListener: () => {} },
      document,
      navigator: { onLine: true, locks: { request: (name, _options, work) => this.lock(name, work) } },
      localStorage: {
        getItem: (key) => phone.stored.get(key) ?? null,
        setItem: (key, value) => phone.stored.set(key, String(value)),
        removeItem: (key) => phone.stored.delete(key),
      },
      indexedDB: { open: (name, version) => this.openDatabase(name, version) },
      fetch: (url, init) => send(this, { method: init.method, path: url.replace("/api/v1", ""), init }),
      Date: PhoneDate,
      Math: Object.assign(Object.create(Math), { random: () => this.random.next() }),
      crypto: {
        getRandomValues: (bytes) => bytes.map((_, at) => (bytes[at] = this.random.below(256))),
        subtle: {
          digest: async (_name, data) => createHash("sha256").update(data).digest(),
          generateKey: async () => ({ raw: Uint8Array.from({ length: 32 }, () => this.random.below(256)) }),
          encrypt: async ({ iv }, { raw }, data) => sealed(raw, iv, data),
          decrypt: async ({ iv }, { raw }, data) => opened(raw, iv, data),
        },
      },
      // The driver decides when 20 s are over: see Wire.fail.
      AbortSignal: { timeout: () => new Deadline(), any: (signals) => new Deadline(signals) },
      BroadcastChannel: class {},
      console: { error: (error) => this.errors.push(error) },
    };
  }

  async lock(name, work) {
    const { locks, locking } = this.phone;
    const free = !locks.has(name);
    if (!free && locking) return work(null);
    if (free) locks.set(name, this);
    try {
      return await work({ name });
    } finally {
      if (locks.get(name) === this) locks.delete(name);
    }
  }

  openDatabase(name, version) {
    const request = this.phone.databases.open(name, version);
    this.busy += 1;
    this.begun += 1;
    request.addEventListener("success", () => {
      this.busy -= 1;
      const database = request.result;
      this.connections.push(database);
      const begin = database.transaction;
      database.transaction = (...given) => {
        this.burn();
        const transaction = begin.apply(database, given);
        const end = () => {
          this.busy -= 1;
        };
        this.busy += 1;
        this.begun += 1;
        transaction.addEventListener("complete", end);
        transaction.addEventListener("abort", end);
        return transaction;
      };
    });
    return request;
  }

  /** A dead tab begins no transaction; one whose fuse is lit dies at the next. */
  burn() {
    if (this.fuse !== null) this.fuse -= 1;
    if (this.dead || (this.fuse !== null && this.fuse < 0)) throw new Error("this tab is dead");
  }
}

// AES-GCM as in a browser, but at once: the platform's own comes back from another thread at a moment of its choosing.
const CIPHER = "aes-256-gcm";
const TAG = 16;

/** @param {Uint8Array} raw @param {Uint8Array} iv @param {Uint8Array} data */
function sealed(raw, iv, data) {
  const cipher = createCipheriv(CIPHER, raw, iv);
  return new Uint8Array(Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()])).buffer;
}

/** @param {Uint8Array} raw @param {Uint8Array} iv @param {Uint8Array} data */
function opened(raw, iv, data) {
  const cipher = createDecipheriv(CIPHER, raw, iv);
  cipher.setAuthTag(data.subarray(-TAG));
  return Buffer.concat([cipher.update(data.subarray(0, -TAG)), cipher.final()]);
}

/** An AbortSignal that only the driver and the scheduler's own controller can set off. */
export class Deadline {
  /** @param {any[]} [signals] */
  constructor(signals = []) {
    this.passed = false;
    this.signals = signals;
  }

  get aborted() {
    return this.passed || this.signals.some((signal) => signal.aborted);
  }

  /** The 20 s of this request are over. */
  pass() {
    const own = this.signals.filter((signal) => signal instanceof Deadline);
    for (const deadline of own.length ? own : [this]) deadline.passed = true;
  }
}
