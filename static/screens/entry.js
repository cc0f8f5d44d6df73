// One entry: what it says, how far it has got, its history; to edit, to retract, and to settle what was refused.

import { useDatabaseOf } from "../data/db.js";
import { readEntry } from "../data/entries.js";
import { answeredBy, lookedAt, readJourney } from "../data/journeys.js";
import { discard, save } from "../data/outbox.js";
import { before, writable } from "../data/overlay.js";
import { awaitsCopy, openPairs } from "../data/versions.js";
import { withoutWords } from "../elements/marks.js";
import { safetyFields } from "../elements/tagging.js";
import { get } from "../http/client.js";
import { loadStyles, saveFile, say } from "../lib/dom.js";
import { on } from "../lib/events.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { uuid7 } from "../lib/ids.js";
import { day, stamp } from "../lib/time.js";
import { vocabularies } from "../sync/vocabulary.js";
import { page } from "./entry-view.js";
import { notFound } from "./message.js";

/** @typedef {import("../types.js").EntryView} EntryView */
/** @typedef {import("./entry-view.js").View} View */
/** @typedef {import("./entry-view.js").Fields} Fields */
/** @typedef {import("../elements/marks.js").Flag} Flag */

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
export async function open(root, ctx) {
  useDatabaseOf(ctx.person?.id ?? "");
  const id = ctx.params.id ?? "";
  const sheets = ["/styles/elements/marks.css", "/styles/screens/brief.css"];
  const [found] = await Promise.all([readEntry(id), ...sheets.map(loadStyles)]);
  if (!found) return notFound(root, ctx);
  ctx.setTitle(t("entry.title"));
  /** @type {View} */
  const view = {
    entry: found,
    lists: await vocabularies(),
    history: null,
    ...(await twins(found)),
    ...(await journeyFor(found)),
    done: "",
    back: null,
    sure: null,
  };
  /** @type {(() => void) | null} */
  let editing = null;
  const draw = () => !editing && render(page(view, acts), root);

  async function edit() {
    const { openEditor } = await import("./entry-edit.js");
    const done = (/** @type {Fields | null} */ back) => {
      editing = null;
      Object.assign(view, { back, done: back ? t("receipt.title") : "" });
      reread();
    };
    editing = openEditor(root, view.entry, view.lists, done);
  }

  /** @param {Fields} fields @param {string} done what was done, in words @param {string} [reason] */
  async function write(fields, done, reason) {
    const { data, seen } = view.entry;
    const whole = writable({ ...data, ...fields });
    Object.assign(view, { done, back: before(data, fields), sure: null });
    await save({ op_id: uuid7(), id, kind: "update", fields, reason, seen, whole });
    say(done);
  }

  async function undo() {
    if (view.back) await write(view.back, t("entry.undone"), t("receipt.undo"));
    view.back = null;
    draw();
  }

  async function addNextStep() {
    const { askNextStep } = await import("../elements/screened-sheet.js");
    const fields = await askNextStep(view.entry.data);
    if (fields) await write(fields, t("receipt.title"));
  }

  /** @param {"yes" | "no"} said */
  const answer = (said) => write(safetyFields(said, view.entry.data, stamp()), t("receipt.title"));

  /** @param {Flag} flag */
  const mask = (flag) =>
    write(withoutWords(view.entry.data, flag), t("screening.done.masked"), t("screening.reason.masked"));

  /** @param {Flag} flag */
  function keep(flag) {
    const flags = view.entry.data.flags?.map((one) => (one === flag ? { ...one, kept: true } : one));
    return write({ flags }, t("screening.done.kept"), t("screening.reason.kept"));
  }

  /** @param {string | null} key */
  function askSure(key) {
    view.sure = key;
    draw();
  }

  async function retract() {
    const { ask } = await import("../elements/sheet.js");
    const reason = await ask({
      title: t("entry.retract"),
      help: t("entry.retractHelp"),
      multiline: true,
      save: t("entry.retract"),
      required: true,
    });
    if (!reason) return;
    await save({ op_id: uuid7(), id, kind: "delete", fields: {}, reason, seen: view.entry.seen });
    say(t("entry.retracted"));
    ctx.navigate("/entries");
  }

  const keepCopy = () =>
    saveFile(`pathnote-${day()}-${id.slice(-6)}.json`, JSON.stringify(view.entry.data, null, 2));

  /** The same words as a new op, in the place of those that were refused. */
  async function again() {
    const { entry } = view;
    const kind = entry.rev ? "update" : "create";
    await save({ op_id: uuid7(), id, kind, fields: writable(entry.data) }, { replaces: true });
    say(t("needs.sendsAgain"));
  }

  /** The server can't take it for this entry, but it takes the words: they become an entry of their own. */
  async function asNew() {
    const copy = uuid7();
    // A change whose entry can't be read any more is bare: without these nobody could put right what else it lacks.
    /** @type {Fields} */
    const words = { kind: "observation", captured_at: stamp(), ...writable(view.entry.data) };
    if (!(await save({ op_id: uuid7(), id: copy, kind: "create", fields: words }, { insteadOf: id }))) return;
    say(t("needs.isNew"));
    ctx.navigate(`/entries/${copy}`, { replace: true });
  }

  async function retractAgain() {
    const reason = view.entry.reason ?? t("entry.retract");
    const { rev } = view.entry;
    await save({ op_id: uuid7(), id, kind: "delete", fields: {}, reason, seen: rev }, { replaces: true });
    say(t("entry.retracted"));
    ctx.navigate("/entries");
  }

  async function keepEntry() {
    await discard(id);
    say(t("needs.kept"));
    if (!(await readEntry(id))) ctx.navigate("/entries", { replace: true });
  }

  async function giveUp() {
    const { decide } = await import("../elements/sheet.js");
    const answer = await decide(t("needs.discardTitle"), t("needs.discardHelp"), [
      { code: "discard", name: t("needs.discard"), kind: "primary danger" },
      { code: "copy", name: t("needs.copyFirst") },
      { code: "back", name: t("app.cancel") },
    ]);
    if (answer === "copy") return keepCopy();
    if (answer !== "discard") return;
    await discard(id);
    say(t("needs.discarded"));
    if (!(await readEntry(id))) ctx.navigate("/entries", { replace: true });
  }

  /** The entry that is left is the one that was there first. @param {string} left @param {string} words */
  function settled(left, words) {
    if (left !== id) return ctx.navigate(`/entries/${left}`, { replace: true });
    view.done = words;
    reread();
  }

  async function reread() {
    view.entry = (await readEntry(id)) ?? view.entry;
    Object.assign(view, await twins(view.entry), await journeyFor(view.entry));
    draw();
  }

  async function readHistory() {
    if (!view.entry.rev) return;
    try {
      view.history = (await get(`/entries/${id}/history`)).items;
    } catch {
      view.history = "offline";
    }
    draw();
  }

  const more = { addNextStep, answer, mask, keep, ask: askSure, undo };
  const acts = { edit, retract, keepCopy, giveUp, again, asNew, retractAgain, keepEntry, settled, ...more };
  draw();
  readHistory();
  if (ctx.query.has("edit")) edit();
  const news = (/** @type {any} */ ids) => ids.includes(id) && reread();
  const stops = [on("journeys", news), on("ops", reread), on("pulled", () => reread().then(readHistory))];
  return () => {
    for (const stop of stops) stop();
    editing?.();
  };
}

/** Shown, it is no news any more. @param {EntryView} entry */
async function journeyFor(entry) {
  const [journey, answers] = await Promise.all([readJourney(entry.id), answeredBy([entry])]);
  lookedAt(entry.id);
  return { journey, answers: answers.get(entry.id) ?? "" };
}

/** @param {EntryView} entry */
async function twins(entry) {
  const pairs = await openPairs(entry);
  return { pairs, awaits: !pairs.length && (await awaitsCopy(entry.id)) };
}
