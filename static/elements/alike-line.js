// One quiet line in the foot of the box when what is being typed resembles something on this phone. It covers the foot
// and moves nothing, waits until typing pauses, and once put away stays away for this draft.

import "./alike-cards.js";
import { keep, newDraft } from "../data/drafts.js";
import { loadStyles, say } from "../lib/dom.js";
import { html, nothing, render } from "../lib/html.js";
import { addMessages, language, t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { daysAgo, shortDay } from "../lib/time.js";
import { alikeIndex } from "./alike-index.js";
import { barrierName } from "./barriers.js";
import { isStance, STANCES, stanceIcon } from "./stance.js";

/** @typedef {import("./alike-index.js").Thing} Thing */
/** @typedef {import("../types.js").Draft} Draft */
/** @typedef {{change: (fields: Partial<import("../types.js").EntryFields>) => void, navigate: (path: string) => void}} Acts */
/** @typedef {Awaited<ReturnType<typeof alikeLine>>} AlikeLine */

/** A pause of so many milliseconds ends a thought. */
const PAUSE = 700;
/** Shorter texts resemble everything. */
const SHORTEST = 20;
/** So close that a person would call it the same: docs/likeness.md says how often it is. */
const CLOSE = 0.35;
/** From here on the foot counts what room is left. */
const LONGEST = 850;

/** @param {HTMLElement} root the capture screen @param {Acts} acts */
export async function alikeLine(root, acts) {
  const [index] = await Promise.all([alikeIndex(), words(), loadStyles("/styles/elements/alike.css")]);
  const place = document.createElement("div");
  place.className = "alike";
  root.querySelector(".capture-box")?.append(place);
  /** @type {Draft | null} */
  let draft = null;
  /** @type {Thing | null} */
  let shown = null;
  let silent = "";
  let timer = 0;

  /** Called with each change of what is being written. @param {Draft} now */
  function look(now) {
    const before = draft;
    draft = now;
    if (before?.entry !== now.entry) show(null);
    if (before?.entry === now.entry && before.fields.text === now.fields.text) return;
    clearTimeout(timer);
    if (!fits(now)) return show(null);
    timer = window.setTimeout(compare, PAUSE);
  }

  /** @param {Draft} now */
  const fits = ({ entry, fields: { text } }) =>
    entry !== silent && text && text.length >= SHORTEST && text.length <= LONGEST;

  function compare() {
    if (!draft || !root.isConnected) return;
    const { text, sub_barrier, region } = draft.fields;
    const found = index.alike({ text: text ?? "", sub_barrier, region }, draft.entry);
    const close = found.filter(({ cosine }) => cosine >= CLOSE);
    // What several heard says more than what one noted.
    const first = close.find(({ thing }) => thing.kind === "theme") ?? close[0];
    show(first?.thing ?? null);
  }

  /** @param {Thing | null} thing */
  function show(thing) {
    if (thing && thing.key !== shown?.key) say(told(thing));
    shown = thing;
    render(thing ? line(thing) : nothing, place);
  }

  /** @param {Thing} thing */
  const line = (thing) => html`
    <button type="button" class="alike-line" @click=${() => open(thing)}>
      ${icons.messageCircle}<span>${told(thing)}</span>${icons.chevronRight}
    </button>
    <button type="button" class="icon-button" aria-label=${t("alike.away")} @click=${putAway}>${icons.x}</button>`;

  function putAway() {
    silent = draft?.entry ?? "";
    show(null);
    /** @type {HTMLElement | null} */ (root.querySelector("textarea"))?.focus();
  }

  /** What it says in full; nothing typed is lost whatever is chosen. @param {Thing} thing */
  async function open(thing) {
    const { sheet } = await import("./sheet.js");
    if (thing.kind === "theme") return react(thing, sheet);
    const same = draft?.fields.barrier === thing.barrier && draft?.fields.sub_barrier === thing.sub_barrier;
    const chosen = await sheet(told(thing), (/** @type {(what: string) => void} */ answer) =>
      inFull(thing, same, answer),
    );
    if (chosen === "open") acts.navigate(thing.place);
    if (chosen !== "tag") return;
    acts.change({ barrier: thing.barrier, sub_barrier: thing.sub_barrier ?? null });
    say(t("alike.tagged", { barrier: barrierName(thing.barrier) }));
  }

  /**
   * The words go on as an answer to it; until that is saved they stay here as well.
   * @param {Thing} thing
   * @param {typeof import("./sheet.js").sheet} sheet
   */
  async function react({ key, text }, sheet) {
    const about = t("alike.theme");
    const stance = await sheet(about, (/** @type {(what: string) => void} */ answer) => ways(text, answer));
    if (!draft || !isStance(stance)) return;
    const fields = { ...draft.fields, stance };
    keep({ ...newDraft(`react-${key}`), fields, updated_at: Date.now() });
    acts.navigate(`/brief?${new URLSearchParams({ theme: key, stance, from: draft.id })}`);
  }

  // What was typed before all was read is compared with the rest as well.
  index.ready().then(() => draft && fits(draft) && compare());
  return { look, ready: index.ready };
}

/** @param {Thing} thing */
const told = ({ kind, day }) => (kind === "theme" ? t("alike.theme") : noted(day));

/** @param {string} day */
const noted = (day) =>
  daysAgo(day) === 0 ? t("alike.entryToday") : t("alike.entry", { when: shortDay(day) });

/** @param {Thing} thing @param {boolean} same @param {(what: string) => void} answer */
const inFull = (thing, same, answer) => html`
  <p class="small">${barrierName(thing.barrier)}</p>
  <p class="alike-text">${thing.text}</p>
  <p class="muted">${t("alike.help")}</p>
  <div class="actions">
    ${same || !thing.barrier ? nothing : html`<button class="button big" @click=${() => answer("tag")}>${t("alike.tag")}</button>`}
    <button class="button big" @click=${() => answer("open")}>${t("alike.open")}</button>
  </div>`;

/** @param {string} text @param {(what: string) => void} answer */
const ways = (text, answer) => html`
  <p class="alike-text">${text}</p>
  <p class="muted">${t("alike.themeHelp")}</p>
  <div class="actions">
    ${STANCES.map((stance) => html`<button class="button big" @click=${() => answer(stance)}>${stanceIcon(stance)}${t(`alike.${stance}`)}</button>`)}
  </div>`;

async function words() {
  for (const part of await Promise.all([
    import(`../messages/alike.${language()}.js`),
    import(`../messages/brief.${language()}.js`),
  ]))
    addMessages(part.default);
}
