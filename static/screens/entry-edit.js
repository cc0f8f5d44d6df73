// Editing an entry, or fixing one that was refused. What is typed is kept as a draft until it is saved.

import { isFull } from "../data/db.js";
import { newDraft } from "../data/drafts.js";
import { openDraft } from "../data/open-draft.js";
import { save } from "../data/outbox.js";
import { before, changes, writable } from "../data/overlay.js";
import { rememberFields } from "../data/remembered.js";
import { drop } from "../data/stored-drafts.js";
import { detailChips } from "../elements/details.js";
import { screening as loadScreening, safetyClock } from "../elements/screening.js";
import { leading } from "../elements/shell.js";
import { barrierSwitch, putInto, safetyFields, safetyQuestion, subBarriers } from "../elements/tagging.js";
import { fit, say } from "../lib/dom.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { uuid7 } from "../lib/ids.js";
import { icons } from "../lib/more-icons.js";
import { clean, length } from "../lib/text.js";
import { stamp } from "../lib/time.js";
import { stanceSwitch } from "./react-view.js";

/** @typedef {import("../types.js").EntryView} EntryView */
/** @typedef {Partial<import("../types.js").EntryFields>} Fields */

const LONGEST = 1000;

/**
 * @param {HTMLElement} root
 * @param {EntryView} entry
 * @param {Record<string, import("../types.js").Vocabulary>} lists
 * @param {(back: Fields | null) => void} done with what undoes it, where a change was saved
 * @returns {() => void} closes it, keeping the draft
 */
export function openEditor(root, entry, lists, done) {
  const slot = `edit-${entry.id}`;
  const writing = openDraft(slot, () => newDraft(slot, entry.id));
  const view = { fields: { ...entry.data, ...writing.now.fields }, reason: "", error: "", saving: false };
  const box = () => /** @type {HTMLTextAreaElement} */ (root.querySelector("#edit-text"));
  /** @type {import("../elements/screening.js").Screening | null} */
  let screened = null;
  let closed = false;
  const screening = loadScreening(entry.data).then((found) => {
    screened = found;
    if (!closed) draw();
    return found;
  });
  // Where it fails, the server's own check of what arrives stands alone.
  screening.catch(() => {});

  function draw() {
    render(page({ ...view, asked: screened?.asks(view.fields) ?? false }, entry, lists, acts), root);
    const below = /** @type {HTMLElement} */ (root.querySelector(".screened"));
    screened?.look(box(), below, "text", view.fields, {
      change: acts.change,
      put: putInto(box, acts.type, acts.change),
    });
  }

  const acts = {
    screener: () => screening,
    type: () => {
      acts.change({ text: box().value });
      fit(box());
    },
    /** @param {Fields} fields */
    change: (fields) => {
      Object.assign(view, { fields: writing.change({ ...view.fields, ...fields }).fields, error: "" });
      draw();
    },
    /** @param {string} reason */
    explain: (reason) => {
      view.reason = reason;
    },
    cancel: async () => {
      await drop(writing.now.id);
      leave();
    },
    submit,
  };

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const text = clean(view.fields.text ?? "");
    const wordless = view.fields.kind === "reaction" && view.fields.stance !== "refines";
    if (!text && !wordless) {
      view.error = t(view.fields.kind === "reaction" ? "react.empty" : "capture.empty");
      draw();
      return box().focus();
    }
    if (text && length(text) > LONGEST) {
      view.error = t("capture.tooLong", { count: length(text) - LONGEST });
      draw();
      return box().focus();
    }
    view.saving = true;
    draw();
    try {
      const back = await store(screened?.finished(view.fields) ?? { ...view.fields, text });
      say(t("receipt.title"));
      leave(back);
    } catch (error) {
      Object.assign(view, { saving: false, error: t(isFull(error) ? "capture.full" : "capture.failed") });
      draw();
    }
  }

  /** A refused creation left nothing at the server: its fix creates the entry. @param {Fields} fields @returns {Promise<Fields | null>} what undoes it */
  async function store(fields) {
    const fix = entry.state === "needs";
    const whole = fix && entry.rev === 0;
    // A refused change is made again as a whole, since nothing of it arrived.
    const said = fix ? writable(fields) : changes(writable(entry.data), writable(fields));
    // The server takes a 'No' for one about other words, unless it is said again.
    if (!fix && screened?.news(fields)) {
      const { safety_answer, safety_status, aware_at } = fields;
      Object.assign(said, changes({}, { safety_answer, safety_status, aware_at }));
    }
    if (!fix && !entry.deleted && !Object.keys(said).length) {
      await drop(writing.now.id);
      return null;
    }
    const kind = whole ? "create" : "update";
    const reason = clean(view.reason) ?? undefined;
    // What was put right stands in the next entry too, or that one would be refused for the same reason.
    if (fix) rememberFields(fields);
    await save(
      { op_id: uuid7(), id: entry.id, kind, fields: said, reason, seen: entry.seen, whole: writable(fields) },
      { draft: writing.now, replaces: fix },
    );
    return fix || entry.deleted ? null : before(entry.data, said);
  }

  /** @param {Fields | null} [back] */
  function leave(back = null) {
    closed = true;
    delete document.body.dataset.mode;
    leading.value = null;
    render(nothing, root);
    done(back);
  }

  document.body.dataset.mode = "writing";
  leading.value = html`<button class="button quiet close" @click=${acts.cancel}>${icons.x}${t("app.cancel")}</button>`;
  draw();
  box().value = view.fields.text ?? "";
  fit(box());
  box().focus();
  writing.read((draft) => {
    view.fields = { ...entry.data, ...draft.fields };
    draw();
    box().value = view.fields.text ?? "";
    fit(box());
  });
  return () => {
    closed = true;
    delete document.body.dataset.mode;
    leading.value = null;
  };
}

/**
 * @param {{fields: Fields, reason: string, error: string, saving: boolean, asked: boolean}} view
 * @param {EntryView} entry
 * @param {Record<string, import("../types.js").Vocabulary>} lists
 * @param {any} acts
 */
const page = ({ fields, error, saving, asked }, entry, lists, acts) => html`
  <form class="capture" data-step="write" data-barrier=${fields.barrier ?? ""} @submit=${acts.submit}>
    <h1 class="sr-only">${t("entry.edit")}</h1>
    ${
      fields.kind === "reaction"
        ? stanceSwitch(fields.stance, (stance) => acts.change({ stance }))
        : barrierSwitch(fields.barrier, (barrier) =>
            acts.change(barrier === fields.barrier ? {} : { barrier, sub_barrier: null }),
          )
    }
    <div class="capture-box">
      <textarea id="edit-text" rows="2" aria-label=${t("entry.text")} aria-invalid=${error ? "true" : "false"} @input=${acts.type}></textarea>
      <div class="capture-foot"><span class="small">${icons.shield}${t("capture.noPatients")}</span></div>
    </div>
    <div class="screened" aria-live="polite"></div>
    <div role="alert">${error ? html`<p class="error">${icons.triangleAlert}<span>${error}</span></p>` : nothing}</div>
    ${fields.kind === "reaction" ? nothing : subBarriers(fields, lists, acts.change)}
    <div class="chips" role="group" aria-label=${t("capture.details")}>${detailChips(fields, lists, acts.change, acts.screener)}</div>
    ${safetyQuestion(fields, (value) => acts.change(safetyFields(value, fields, stamp())), asked, safetyClock)}
    ${
      entry.rev
        ? html`<div class="field">
            <label for="edit-reason">${t("entry.reason")} <span class="small">(${t("app.optional")})</span></label>
            <input class="input" id="edit-reason" maxlength="500" @input=${(/** @type {any} */ event) => acts.explain(event.target.value)}>
          </div>`
        : nothing
    }
    <div class="capture-save"><button class="button primary big" ?disabled=${saving}>${icons.check}${t("entry.saveChanges")}</button></div>
  </form>`;
