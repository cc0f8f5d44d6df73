// What capture does beyond typing and tagging: saving and the receipt, code lists, and what looks at the words. It comes
// right after the first paint, together with the database.

import { isFull, useDatabaseOf } from "../data/db.js";
import { keep, newDraft } from "../data/drafts.js";
import { save, undo } from "../data/outbox.js";
import { rememberFields } from "../data/remembered.js";
import { drop } from "../data/stored-drafts.js";
import { storedVocabularies } from "../data/vocabulary.js";
import { safetyFields } from "../elements/tagging.js";
import { day, stamp } from "../lib/day.js";
import { say } from "../lib/dom.js";
import { on } from "../lib/events.js";
import { t } from "../lib/i18n.js";
import { uuid7 } from "../lib/ids.js";
import { clean, length } from "../lib/text.js";
import { vocabularies } from "../sync/vocabulary.js";
import { parts } from "./capture-tagged.js";
import { LONGEST } from "./capture-view.js";
import { watch } from "./capture-words.js";

/** @typedef {import("../types.js").Draft} Draft */
/** @typedef {import("../types.js").EntryFields} EntryFields */
/** @typedef {Partial<EntryFields>} Fields */
/** @typedef {ReturnType<typeof restOf>} Rest */

/** This long the code lists may take to come with the first pull. */
const FIRST_PULL = 4_000;

/** @param {import("./capture.js").Screen} here */
export function restOf(here) {
  const { root, ctx, view, writing, box, change, draw, show } = here;
  useDatabaseOf(ctx.person?.id ?? "");
  const words = watch(here);
  const close = followLists(view, draw);

  async function submit() {
    const { fields } = view.draft;
    const text = clean(fields.text ?? "");
    if (!text || length(text) > LONGEST) {
      view.error = text ? t("capture.tooLong", { count: length(text) - LONGEST }) : t("capture.empty");
      draw();
      return box().focus();
    }
    await store({ ...finished(text), kind: "observation" });
  }

  /** @param {string} text @returns {Fields} */
  function finished(text) {
    const { fields } = view.draft;
    const screened = words.screened();
    // Saved before anything has looked at the words: silence is no 'No' then, and the server's check stands alone.
    if (!screened) return { ...fields, text, kept: undefined };
    if (fields.safety_answer || view.asked) return screened.finished(fields);
    return { ...screened.finished(fields), ...safetyFields("no", fields, stamp()) };
  }

  const nothingNew = () => store({ ...placeOf(view.draft.fields), kind: "nothing_new" });

  /** @param {Fields} fields */
  async function store(fields) {
    if (view.saving) return;
    Object.assign(view, { saving: true, error: "" });
    const { draft } = view;
    writing.leave();
    const entry = { visited_on: day(), ...fields, captured_at: stamp() };
    try {
      const intent = {
        op_id: uuid7(),
        id: draft.entry,
        kind: /** @type {const} */ ("create"),
        fields: entry,
      };
      const id = await save(intent, { draft });
      rememberFields(entry);
      view.receipt = { id, draft, entry, kind: entry.kind ?? "observation", next: Boolean(entry.next_step) };
      view.saving = false;
      saved(draft);
    } catch (error) {
      if (view.draft === draft) keep(writing.begin(draft));
      // What was typed meanwhile begins with its words.
      else drop(draft.id).catch(() => {});
      Object.assign(view, { saving: false, error: t(isFull(error) ? "capture.full" : "capture.failed") });
      draw();
    }
  }

  /** @param {Draft} draft */
  function saved(draft) {
    const typed = view.draft === draft ? "" : wordsSince(draft, view.draft);
    box().blur();
    if (view.draft !== draft) drop(view.draft.id);
    show(writing.begin(here.fresh()));
    if (typed) show(writing.change({ text: typed }));
    say(`${t("receipt.title")}. ${t("receipt.text")}`);
    window.scrollTo(0, 0);
    /** @type {HTMLElement | null} */ (root.querySelector(".receipt"))?.focus({ preventScroll: true });
  }

  async function takeBack() {
    const { receipt } = view;
    if (!receipt) return;
    const back = { ...newDraft("capture"), fields: receipt.draft.fields, updated_at: Date.now() };
    const worth = receipt.kind === "observation" && !clean(view.draft.fields.text ?? "");
    await undo(receipt.id, worth ? back : null);
    view.receipt = null;
    say(t("receipt.undone"));
    if (!worth) return draw();
    keep(writing.begin(back));
    show(back);
    box().focus();
  }

  async function addNextStep() {
    const { receipt } = view;
    if (!receipt) return;
    const { readEntry } = await import("../data/entries.js");
    const { askNextStep } = await import("../elements/screened-sheet.js");
    const entry = await readEntry(receipt.id);
    const fields = await askNextStep(entry?.data ?? receipt.entry);
    if (!fields) return;
    const whole = { ...receipt.entry, ...fields };
    await save({ op_id: uuid7(), id: receipt.id, kind: "update", fields, whole });
    if (view.receipt?.id === receipt.id) view.receipt.next = Boolean(fields.next_step);
    draw();
  }

  const { asks, look, screener } = words;
  const drawn = parts({ change, tag: here.tag, takeBack, addNextStep, screener });
  return { ...drawn, asks, look, submit, nothingNew, close };
}

/** @param {import("./capture.js").View} view @param {() => void} draw @returns {() => void} stops it */
function followLists(view, draw) {
  const lists = () => vocabularies().then(use);
  const use = (/** @type {import("./capture.js").View["lists"]} */ found) => {
    view.lists = found;
    draw();
  };
  // A phone that has none yet gets them with its first pull; asked for here too, they would come twice.
  let patience = 0;
  const wait = () => {
    patience = window.setTimeout(lists, FIRST_PULL);
  };
  storedVocabularies().then((found) => (found.sub_barrier ? use(found) : wait()), wait);
  const stop = on("pulled", lists);
  return () => {
    clearTimeout(patience);
    stop();
  };
}

/** What was typed into the box while its words were being saved. @param {Draft} draft @param {Draft} later */
function wordsSince(draft, later) {
  const [before, now] = [draft.fields.text ?? "", later.fields.text ?? ""];
  return now.startsWith(before) ? now.slice(before.length) : now;
}

/** Where and with whom, without what was said. @param {Fields} fields @returns {Fields} */
function placeOf(fields) {
  const { region, therapeutic_area, stakeholder_type, hco_type, channel, hcp_ref, hco_ref, visited_on } =
    fields;
  return {
    region,
    therapeutic_area,
    stakeholder_type,
    hco_type,
    channel,
    hcp_ref,
    hco_ref,
    visited_on: visited_on ?? day(),
  };
}
