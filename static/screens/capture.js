// Capture: three taps to a saved entry. The text box is drawn once and never replaced, so that the tap on a
// barrier can open the keyboard, and every keystroke is kept before anything else happens. Here stands what a person
// needs who types or taps right away; what a save takes, and all that follows a tag, comes a moment later
// (capture-rest.js), and nothing waits for it.

import { newDraft } from "../data/drafts.js";
import { openDraft } from "../data/open-draft.js";
import { remembered } from "../data/remembered.js";
import { leading } from "../elements/shell.js";
import { fit } from "../lib/dom.js";
import { html, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { page } from "./capture-view.js";

/** @typedef {import("../types.js").Barrier} Barrier */
/** @typedef {import("../types.js").EntryFields} EntryFields */
/** @typedef {Partial<EntryFields>} Fields */
/** @typedef {import("./capture-rest.js").Rest} Rest */

const DRAFT = "capture";

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

/** What the rest of the screen works on. @typedef {ReturnType<typeof screen>} Screen */

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
export async function open(root, ctx) {
  ctx.setTitle(t("capture.title"));
  const here = screen(root, ctx);
  // What is tagged already would jump when its chips come.
  const tagged = here.view.draft.fields.barrier || ctx.query.has("barrier");
  if (tagged) await here.rest().catch(() => {});
  here.show(here.view.draft);
  fromAddress(here);
  if (!tagged) afterPaint(() => here.rest().catch(() => {}));
  here.writing.read((draft) => root.isConnected && here.show(draft));
  return here.close;
}

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
function screen(root, ctx) {
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
  /** @type {Rest | null} */
  let come = null;
  /** @type {Promise<Rest> | null} */
  let coming = null;
  // Made once: a new one at each keystroke would have the whole frame drawn again.
  const closing = html`<button class="button quiet close" @click=${untag}>${icons.x}${t("app.close")}</button>`;
  const acts = { type, tag, untag, change, submit, nothingNew, pickFirst };
  const here = {
    root,
    ctx,
    view,
    writing,
    box,
    change,
    draw,
    fresh,
    pickFirst,
    rest,
    show,
    tag,
    type,
    close,
  };

  function box() {
    return /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea"));
  }

  function draw() {
    const { barrier, text } = view.draft.fields;
    const begun = text ? "begun" : "reading";
    document.body.dataset.mode = barrier ? "writing" : begun;
    leading.value = barrier ? closing : null;
    view.asked = come?.asks() ?? false;
    render(page(view, acts, come), root);
    come?.look();
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
    wanted();
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
    if (!view.draft.fields.barrier) return pickFirst();
    await (await wanted())?.submit();
  }

  async function nothingNew() {
    await (await wanted())?.nothingNew();
  }

  /** Said only to somebody who waits for it. */
  function wanted() {
    return rest().catch(() => {
      view.error = t("capture.failed");
      draw();
      return null;
    });
  }

  /** @returns {Promise<Rest>} */
  function rest() {
    coming ??= import("./capture-rest.js").then(
      ({ restOf }) => {
        come = restOf(here);
        if (root.isConnected && box()) draw();
        return come;
      },
      (error) => {
        coming = null;
        throw error;
      },
    );
    return coming;
  }

  function close() {
    coming?.then((rest) => rest.close()).catch(() => {});
  }

  return here;
}

/** @returns {import("../types.js").Draft} */
const fresh = () => ({ ...newDraft(DRAFT), fields: { ...remembered() } });

/** @param {() => void} work */
function afterPaint(work) {
  // A page that nobody sees paints nothing, and has all the time there is.
  if (document.visibilityState === "hidden") setTimeout(work);
  else requestAnimationFrame(() => setTimeout(work));
}

/** A shortcut names a barrier; another app shares a text. Either is taken once. @param {Screen} here */
function fromAddress({ ctx: { query }, view, change, show, tag }) {
  const barrier = query.get("barrier");
  const shared = ["title", "text", "url"].map((name) => query.get(name)).filter(Boolean);
  if (!barrier && !shared.length) return;
  history.replaceState(null, "", "/capture");
  const before = view.draft.fields.text;
  if (shared.length) change({ text: [before, ...shared].filter(Boolean).join("\n") });
  show(view.draft);
  const known = ["diagnostic_pathway", "guideline_uptake", "referral", "other_unsure"];
  if (barrier && known.includes(barrier)) tag(/** @type {Barrier} */ (barrier));
}
