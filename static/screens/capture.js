// Capture: three taps to a saved entry. The text box is drawn once and never replaced, so that the tap on a
// barrier can open the keyboard, and every keystroke is kept before anything else happens.

import { isFull, useDatabaseOf } from "../data/db.js";
import { drop, keep, newDraft } from "../data/drafts.js";
import { openDraft } from "../data/open-draft.js";
import { save, undo } from "../data/outbox.js";
import { remembered, rememberFields } from "../data/remembered.js";
import { storedVocabularies } from "../data/vocabulary.js";
import { leading } from "../elements/shell.js";
import { safetyFields } from "../elements/tagging.js";
import { fit, say } from "../lib/dom.js";
import { emit, on } from "../lib/events.js";
import { html, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { uuid7 } from "../lib/ids.js";
import { clean, length } from "../lib/text.js";
import { day, stamp } from "../lib/time.js";
import { vocabularies } from "../sync/vocabulary.js";
import { LONGEST, page } from "./capture-view.js";

/** @typedef {import("../types.js").Barrier} Barrier */
/** @typedef {import("../types.js").EntryFields} EntryFields */
/** @typedef {Partial<EntryFields>} Fields */

const DRAFT = "capture";
/** This long the code lists may take to come with the first pull. */
const FIRST_PULL = 4_000;

/**
 * @typedef {object} View
 * @property {import("../types.js").Draft} draft
 * @property {Record<string, import("../types.js").Vocabulary>} lists
 * @property {{id: string, draft: import("../types.js").Draft, entry: Fields, kind: EntryFields["kind"], next: boolean} | null} receipt
 * @property {boolean} saving
 * @property {boolean} kept whether the draft has been stored since the last keystroke
 * @property {string} error
 * @property {boolean} asked whether the text speaks of a safety event that nobody has answered for
 * @property {((fields: Fields) => unknown) | undefined} clock by when to report one
 */

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
export async function open(root, ctx) {
  useDatabaseOf(ctx.person?.id ?? "");
  ctx.setTitle(t("capture.title"));
  const writing = openDraft(DRAFT, fresh);
  /** @type {View} */
  const view = {
    draft: writing.now,
    lists: {},
    receipt: null,
    saving: false,
    kept: false,
    error: "",
    asked: false,
    clock: undefined,
  };
  /** @type {import("../elements/screening.js").Screening | null} */
  let screened = null;
  /** @type {Promise<import("../elements/screening.js").Screening> | null} */
  let watching = null;
  /** @type {import("../elements/alike-line.js").AlikeLine | null} */
  let alike = null;
  let comparing = false;

  const box = () => /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea"));
  const acts = { type, tag, untag, change, submit, nothingNew, pickFirst, takeBack, addNextStep, screener };

  function draw() {
    const { barrier } = view.draft.fields;
    const begun = view.draft.fields.text ? "begun" : "reading";
    document.body.dataset.mode = barrier ? "writing" : begun;
    leading.value = barrier
      ? html`<button class="button quiet close" @click=${untag}>${icons.x}${t("app.close")}</button>`
      : null;
    view.asked = screened?.asks(view.draft.fields) ?? false;
    render(page(view, acts), root);
    const below = /** @type {HTMLElement} */ (root.querySelector(".screened"));
    screened?.look(box(), below, "text", view.draft.fields, { change, put });
    const { text, safety_answer } = view.draft.fields;
    if (text || safety_answer) screener().catch(() => {});
    alike?.look(view.draft);
    if (text) compare();
  }

  /** Put another draft on the screen, text included. @param {import("../types.js").Draft} draft */
  function show(draft) {
    view.draft = draft;
    draw();
    box().value = draft.fields.text ?? "";
    fit(box());
  }

  function type() {
    // The next sentence has begun: the receipt of the one before makes room at once.
    if (!view.draft.fields.text) view.receipt = null;
    change({ text: box().value });
    fit(box());
  }

  /** @param {Fields} fields */
  function change(fields) {
    Object.assign(view, { draft: writing.change(fields), kept: true, error: "" });
    draw();
  }

  /** The tap that tags also opens the keyboard: focus() works only inside it. @param {Barrier} barrier */
  function tag(barrier) {
    const same = barrier === view.draft.fields.barrier;
    view.receipt = null;
    change(same ? {} : { barrier, sub_barrier: null });
    box().focus();
    if (!same) window.scrollTo(0, 0);
  }

  function untag() {
    change({ barrier: null, sub_barrier: null });
    box().blur();
  }

  function pickFirst() {
    const first = /** @type {HTMLElement} */ (root.querySelector(".tile"));
    first.scrollIntoView({ block: "center", behavior: "smooth" });
    first.focus();
  }

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const { fields } = view.draft;
    const text = clean(fields.text ?? "");
    if (!fields.barrier) return pickFirst();
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
    // Saved before anything has looked at the words: silence is no 'No' then, and the server's check stands alone.
    if (!screened) return { ...fields, text, kept: undefined };
    if (fields.safety_answer || view.asked) return screened.finished(fields);
    return { ...screened.finished(fields), ...safetyFields("no", fields, stamp()) };
  }

  function nothingNew() {
    return store({ ...placeOf(view.draft.fields), kind: "nothing_new" });
  }

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
      saved(draft);
    } catch (error) {
      if (view.draft === draft) keep(writing.begin(draft));
      // What was typed meanwhile begins with its words.
      else drop(draft.id).catch(() => {});
      view.error = t(isFull(error) ? "capture.full" : "capture.failed");
    }
    view.saving = false;
    draw();
  }

  /** @param {import("../types.js").Draft} draft */
  function saved(draft) {
    const typed = view.draft === draft ? "" : wordsSince(draft, view.draft);
    box().blur();
    if (view.draft !== draft) drop(view.draft.id);
    show(writing.begin(fresh()));
    if (typed) show(writing.change({ text: typed }));
    say(`${t("receipt.title")}. ${t("receipt.text")}`);
    emit("first-save");
    window.scrollTo(0, 0);
    /** @type {HTMLElement | null} */ (root.querySelector(".receipt"))?.focus({ preventScroll: true });
  }

  async function takeBack() {
    const { receipt } = view;
    if (!receipt) return;
    const back = { ...newDraft(DRAFT), fields: receipt.draft.fields, updated_at: Date.now() };
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

  /** Another wording of a field, as if it had been typed. @param {string} field @param {string} text */
  function put(field, text) {
    if (field !== "text") return change({ [field]: clean(text) });
    box().value = text;
    type();
  }

  /** Begun with the first words, not before: it is no part of the first load, and has no reason to fail. */
  function screener() {
    watching ??= import("../elements/screening.js")
      .then(({ safetyClock, screening }) => {
        view.clock = safetyClock;
        return screening();
      })
      .then((found) => {
        screened = found;
        draw();
        return found;
      })
      .catch((error) => {
        watching = null;
        throw error;
      });
    return watching;
  }

  /** With the first words too: whether something on this phone says much the same. A comfort, so it may fail. */
  function compare() {
    if (comparing) return;
    comparing = true;
    import("../elements/alike-line.js")
      .then(({ alikeLine }) => alikeLine(root, { change, navigate: ctx.navigate }))
      .then((line) => {
        alike = line;
        line.look(view.draft);
      })
      .catch(() => {});
  }

  show(view.draft);
  fromAddress(ctx, view, change, tag, () => show(view.draft));
  const lists = () => vocabularies().then(use);
  const use = (/** @type {View["lists"]} */ found) => Object.assign(view, { lists: found }) && draw();
  // A phone that has none yet gets them with its first pull; asked for here too, they would come twice.
  let patience = 0;
  const wait = () => {
    patience = window.setTimeout(lists, FIRST_PULL);
  };
  storedVocabularies().then((found) => (found.sub_barrier ? use(found) : wait()), wait);
  writing.read(show);
  const stop = on("pulled", lists);
  return () => {
    clearTimeout(patience);
    stop();
  };
}

/** @returns {import("../types.js").Draft} */
const fresh = () => ({ ...newDraft(DRAFT), fields: { ...remembered() } });

/** What was typed into the box while its words were being saved. @param {import("../types.js").Draft} draft @param {import("../types.js").Draft} later */
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

/**
 * A shortcut names a barrier; another app shares a text. Either is taken once.
 * @param {import("../types.js").ScreenContext} ctx
 * @param {View} view
 * @param {(fields: Fields) => void} change
 * @param {(barrier: Barrier) => void} tag
 * @param {() => void} show
 */
function fromAddress({ query }, view, change, tag, show) {
  const barrier = query.get("barrier");
  const shared = ["title", "text", "url"].map((name) => query.get(name)).filter(Boolean);
  if (!barrier && !shared.length) return;
  history.replaceState(null, "", "/capture");
  const before = view.draft.fields.text;
  if (shared.length) change({ text: [before, ...shared].filter(Boolean).join("\n") });
  show();
  const known = ["diagnostic_pathway", "guideline_uptake", "referral", "other_unsure"];
  if (barrier && known.includes(barrier)) tag(/** @type {Barrier} */ (barrier));
}
