// An HCP's answer to a tentative conclusion: an entry of its own, saved as any other. A sentence is kept as it is typed.

import { isFull } from "../data/db.js";
import { newDraft } from "../data/drafts.js";
import { openDraft } from "../data/open-draft.js";
import { save } from "../data/outbox.js";
import { rememberFields } from "../data/remembered.js";
import { drop } from "../data/stored-drafts.js";
import { screening as loadScreening } from "../elements/screening.js";
import { leading } from "../elements/shell.js";
import { safetyFields } from "../elements/tagging.js";
import { fit } from "../lib/dom.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { uuid7 } from "../lib/ids.js";
import { icons } from "../lib/more-icons.js";
import { clean, length } from "../lib/text.js";
import { day, stamp } from "../lib/time.js";
import { page } from "./react-view.js";

/** @typedef {Partial<import("../types.js").EntryFields>} Fields */
/** @typedef {import("../types.js").Stance} Stance */
/** @typedef {{id: string, card: import("../types.js").Card, stance: Stance, draft: import("../types.js").Draft}} Saved */
/**
 * @typedef {object} About
 * @property {import("../types.js").Card} card
 * @property {Stance} stance the one that was tapped
 * @property {Fields} fields where and with whom
 * @property {string | null} from the draft of a note whose words these are
 * @property {Record<string, import("../types.js").Vocabulary>} lists
 */

const LONGEST = 1000;

/**
 * @param {HTMLElement} root
 * @param {About} about
 * @param {(saved: Saved | null) => void} done
 * @returns {() => void} closes it, keeping the draft
 */
export function openReaction(root, about, done) {
  const { card, lists } = about;
  const slot = `react-${card.id}`;
  const writing = openDraft(slot, () => ({ ...newDraft(slot), fields: about.fields }));
  const view = { fields: said(writing.now.fields), error: "", saving: false, asked: false };
  view.fields.stance = about.stance;
  const box = () => /** @type {HTMLTextAreaElement} */ (root.querySelector("#react-text"));
  /** @type {import("../elements/screening.js").Screening | null} */
  let screened = null;
  /** @type {Promise<import("../elements/screening.js").Screening> | null} */
  let watching = null;
  let closed = false;

  /** @param {Fields} fields @returns {Fields} */
  function said(fields) {
    const { barrier, sub_barrier } = card;
    return { ...fields, kind: "reaction", theme_id: card.id, barrier, sub_barrier };
  }

  function draw() {
    if (closed) return;
    view.asked = screened?.asks(view.fields) ?? false;
    render(page(view, card, lists, acts), root);
    const below = /** @type {HTMLElement} */ (root.querySelector(".screened"));
    screened?.look(box(), below, "text", view.fields, { change: acts.change, put });
    if (view.fields.text) screener().catch(() => {});
  }

  /** With the first words, as on capture; where it fails, the server's own check stands alone. */
  function screener() {
    watching ??= loadScreening().then((found) => {
      screened = found;
      draw();
      return found;
    });
    return watching;
  }

  /** @param {string} field @param {string} text */
  function put(field, text) {
    if (field !== "text") return acts.change({ [field]: clean(text) });
    box().value = text;
    acts.type();
  }

  const acts = {
    screener,
    type: () => {
      acts.change({ text: box().value });
      fit(box());
    },
    /** @param {Fields} fields */
    change: (fields) => {
      Object.assign(view, { fields: said(writing.change({ ...view.fields, ...fields }).fields), error: "" });
      draw();
    },
    submit,
  };

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    if (view.saving) return;
    const text = clean(view.fields.text ?? "");
    const over = text ? length(text) - LONGEST : 0;
    if (over > 0 || (!text && view.fields.stance === "refines")) {
      view.error = text ? t("capture.tooLong", { count: over }) : t("react.empty");
      draw();
      return box().focus();
    }
    view.saving = true;
    draw();
    try {
      const draft = writing.now;
      const stance = /** @type {Stance} */ (view.fields.stance);
      const id = await store(finished(text), draft);
      leave({ id, card, stance, draft: { ...draft, fields: view.fields } });
    } catch (error) {
      Object.assign(view, { saving: false, error: t(isFull(error) ? "capture.full" : "capture.failed") });
      draw();
    }
  }

  /** @param {string | null} text @returns {Fields} */
  function finished(text) {
    const { fields } = view;
    if (!screened || !text) return { ...fields, text, kept: undefined };
    if (fields.safety_answer || view.asked) return screened.finished(fields);
    return { ...screened.finished(fields), ...safetyFields("no", fields, stamp()) };
  }

  /** The note whose words became this reaction is over with it, in one transaction. @param {Fields} fields @param {import("../types.js").Draft} draft */
  async function store(fields, draft) {
    const entry = { visited_on: day(), ...fields, captured_at: stamp() };
    const intent = { op_id: uuid7(), id: draft.entry, kind: /** @type {const} */ ("create"), fields: entry };
    const id = await save(intent, { draft: about.from ? { ...draft, from: about.from } : draft });
    rememberFields(entry);
    const others = [about.from, draft.from].filter((one) => typeof one === "string");
    drop(...others).catch(() => {});
    return id;
  }

  function close() {
    closed = true;
    delete document.body.dataset.mode;
    leading.value = null;
    render(nothing, root);
  }

  /** @param {Saved | null} saved */
  function leave(saved) {
    close();
    done(saved);
  }

  /** @param {Fields} fields */
  function show(fields) {
    view.fields = { ...said(fields), stance: about.stance };
    draw();
    box().value = fields.text ?? "";
    fit(box());
  }

  document.body.dataset.mode = "writing";
  leading.value = html`<button class="button quiet close" @click=${() => leave(null)}>${icons.x}${t("app.close")}</button>`;
  show(view.fields);
  window.scrollTo(0, 0);
  const heading = /** @type {HTMLElement | null} */ (root.querySelector("h1"));
  heading?.focus({ preventScroll: true });
  writing.read((draft) => show(draft.fields));
  return close;
}
