// When to sync: at start, when seen again, when online, after a save, and on a timer. One tab of a person
// works at a time (a Web Lock saves the others the work; that nothing doubles comes from op ids alone).

import { useDatabaseOf, withDb } from "../data/db.js";
import { getMeta, setMeta } from "../data/meta.js";
import { stored } from "../data/person.js";
import { isProofDue, newsCount, position } from "../data/pulled.js";
import { counts, hasUnsent, inFlight } from "../data/queue.js";
import { SEALED } from "../data/seal.js";
import { followWith } from "../data/second-copy.js";
import { emit, on } from "../lib/events.js";
import { heldBack, mayTry, newLink, resting, restOf, wake } from "./link.js";
import { pull } from "./pull.js";
import { setStatus, status } from "./status.js";

/** @typedef {import("./link.js").Reason} Reason */

/** While the app is open, the server is asked for news this often. */
const NEWS = 5 * 60_000;
/** Unsent entries and this long without success: whatever is under way is given up for a fresh attempt. */
const STALE = 2 * 60_000;
const WATCH = 15_000;
/** Where the moment that the server named is kept. */
const TOLD = "told";

let owner = "";
let link = newLink();
let running = false;
let again = false;
let timer = 0;
let counting = false;
let sealed = false;
let began = 0;
let attempt = new AbortController();

/** @param {import("../types.js").Person} person */
export function startScheduler(person) {
  if (owner === person.id) return kick("signed_in");
  owner = person.id;
  useDatabaseOf(owner);
  followWith(owner);
  on("saved", () => kick("saved"));
  on("ops", count);
  on("journeys", count);
  window.addEventListener("online", () => kick("online"));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") kick("visible");
  });
  setInterval(watch, WATCH);
  count();
  kick("start");
  navigator.serviceWorker?.ready.then(sender).catch(() => {});
}

/** @param {Reason} reason */
export async function kick(reason) {
  link = wake(link, reason, Date.now());
  if (reason === "signed_in") setStatus({ phase: "idle" });
  if (running) {
    again = true;
    return;
  }
  if (!mayTry(link, Date.now())) return plan();
  running = true;
  began = Date.now();
  attempt = new AbortController();
  await navigator.locks.request(`pathnote-sync-${owner}`, { ifAvailable: true }, (lock) => lock && cycle());
  running = false;
  if (again && mayTry(link, Date.now())) {
    again = false;
    return kick("saved");
  }
  again = false;
  plan();
}

/** Send what is unsent, then fetch what is new, until there is neither or no answer comes. */
async function cycle() {
  setStatus({ phase: "running" });
  try {
    const flying = await inFlight();
    if (flying.length) await (await sender()).putBack(flying);
    link = heldBack(link, await getMeta(TOLD), Date.now());
    if (mayTry(link, Date.now())) await exchange();
  } catch (error) {
    // A store that failed (full, closed) stops this round; nothing is lost, and the timer tries again.
    console.error(error);
    link = resting(link, Date.now());
  }
  setStatus({ phase: phase() });
  await count();
  if (!sealed) await sealLeft().catch(console.error);
}

/** Once for each page, and after the update to a key at least: what lies here in clear and the server has. */
async function sealLeft() {
  sealed = true;
  const open = await withDb((db) => Promise.all(SEALED.map((name) => db.countFromIndex(name, "clear"))));
  if (open.some(Boolean)) await import("../data/seal-left.js").then(({ sealLeft }) => sealLeft());
}

async function exchange() {
  while (await step());
  // Not for this page's life alone: one that is loaded anew would ask again at once.
  if (link.told) await setMeta(TOLD, { since: link.since, until: link.until });
}

/** @returns {Promise<boolean>} whether there is more to do */
async function step() {
  if (!goesOn()) return false;
  if ((await position()).relist) return settled(await relist(link, attempt.signal));
  const pushed = (await hasUnsent()) && (await (await sender()).push(link, attempt.signal));
  if (pushed) return settled(pushed);
  const pulled = await pull(link, attempt.signal);
  if (!(await settled(pulled))) return false;
  if (pulled.more || pulled.next === "relist" || (await differs())) return true;
  const late = goesOn() && (await hasUnsent()) && (await (await sender()).pushLate(link, attempt.signal));
  return late ? settled(late) : false;
}

/** Most visits have nothing to send. Once the worker has it, it comes from there, network or not. */
const sender = () => import("./push.js");

/** @type {typeof import("./relist.js").relist} */
const relist = async (...about) => (await import("./relist.js")).relist(...about);

/** Not when another person has signed in, in another tab: this one's outbox must not go out under their name. */
const goesOn = () => stored()?.id === owner && !attempt.signal.aborted;

/** Needed once a day, so it is loaded when it is. @returns {Promise<boolean>} whether everything has to be listed again */
async function differs() {
  if (!(await isProofDue(Date.now()))) return false;
  const daily = await Promise.all([import("./digest.js"), import("./rises.js")]).catch(() => null);
  if (!daily) return false;
  const [digest, rises] = daily;
  await rises.askWhatRises(attempt.signal);
  return digest.prove(attempt.signal);
}

/** @param {import("./engine.js").Settled} result */
async function settled(result) {
  link = result.link;
  if (link.phase === "ready") setStatus({ lastSuccess: Date.now() });
  if (result.next !== "relist") return result.next === "push";
  const listing = await relist(link, attempt.signal);
  link = listing.link;
  return listing.next === "push";
}

/** The next attempt: when the wait is over, or when it is time to ask for news. */
function plan() {
  clearTimeout(timer);
  if (link.phase === "blocked_auth" || link.phase === "stopped") return;
  const now = Date.now();
  const late = restOf(link.late, now);
  const wait = link.phase === "retry_wait" ? restOf(link, now) : Math.min(NEWS, late || NEWS);
  timer = window.setTimeout(() => kick("timer"), wait + 20);
}

function watch() {
  const { waiting, lastSuccess } = status.value;
  const now = Date.now();
  if (!waiting || document.visibilityState === "hidden") return;
  if (running && now - Math.max(began, lastSuccess ?? 0) > STALE) {
    attempt.abort();
  } else if (!running && !link.told && now - Math.max(began, lastSuccess ?? 0) > STALE) {
    kick("visible");
  }
}

/** Many changes at once are counted once. */
async function count() {
  if (counting) return;
  counting = true;
  await new Promise((resume) => setTimeout(resume, 30));
  counting = false;
  try {
    setStatus({ ...(await counts()), moved: await newsCount() });
    const { waiting } = status.value;
    if ("setAppBadge" in navigator)
      (waiting ? navigator.setAppBadge(waiting) : navigator.clearAppBadge()).catch(() => {});
  } catch (error) {
    emit("storage", error);
  }
}

function phase() {
  if (link.phase === "blocked_auth") return "signed_out";
  if (link.phase === "stopped") return "stopped";
  return link.phase === "retry_wait" ? "waiting" : "idle";
}
