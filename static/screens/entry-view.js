// How one entry looks: what it says with what is marked in it, what has to be decided, its details and its history.

import { badge, barrierName } from "../elements/barriers.js";
import { detailList } from "../elements/details.js";
import { isUntold, stateWord } from "../elements/entry-row.js";
import { historyList } from "../elements/history.js";
import { flagsIn, marked, openPerson } from "../elements/marks.js";
import { safetyClock } from "../elements/safety-clock.js";
import { lines } from "../elements/screened-lines.js";
import { stanceIcon } from "../elements/stance.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { longDay, moment } from "../lib/time.js";
import { label } from "../sync/vocabulary.js";
import { fixes, whatIsWrong } from "./entry-needs.js";
import { versions } from "./entry-versions.js";
import { journeyOf } from "./journey.js";

/** @typedef {import("../types.js").EntryView} EntryView */
/** @typedef {Partial<import("../types.js").EntryFields>} Fields */
/**
 * @typedef {object} View
 * @property {EntryView} entry
 * @property {Record<string, import("../types.js").Vocabulary>} lists
 * @property {any[] | null | "offline"} history
 * @property {import("../data/versions.js").Pair[]} pairs
 * @property {boolean} awaits the other version of it has not come back yet
 * @property {string} done what was just done, in words
 * @property {Fields | null} back what undoes it
 * @property {import("../types.js").Journey | null} journey
 * @property {string} answers what a reaction answers to
 * @property {string | null} sure the marked words that somebody has just said they want to keep
 */
/** @typedef {Record<string, (...args: any[]) => any>} Acts */

/** @param {View} view @param {Acts} acts */
export function page({ entry, lists, history, pairs, awaits, done, back, sure, ...view }, acts) {
  const { data, state, deleted } = entry;
  const sub = label(lists, "sub_barrier", data.sub_barrier);
  return html`
    <article class="stack entry" data-barrier=${data.barrier ?? ""}>
      <a class="back flip" href="/entries">${icons.chevronLeft}<span>${t("entries.title")}</span></a>
      ${state === "needs" ? needs(entry, acts) : nothing}
      ${deleted && state !== "needs" ? html`<div class="banner">${icons.trash2}<p>${t("entry.isRetracted")}</p></div>` : nothing}
      ${done ? said(done, back, acts) : nothing}
      ${pairs.map((pair) => versions(pair, lists, /** @type {any} */ (acts.settled)))}
      ${awaits ? html`<div class="banner warn">${icons.copy}<p>${t("versions.awaited")}</p></div>` : nothing}
      <header class="entry-head">
        ${badge(isUntold(data) ? "other_unsure" : data.barrier)}
        <div>
          <h1>${isUntold(data) ? t("entries.noBarrier") : barrierName(data.barrier)}</h1>
          <p class="small">${[sub, data.visited_on ? longDay(data.visited_on) : ""].filter(Boolean).join(" · ")}</p>
        </div>
        ${stateWord(state)}
      </header>
      ${data.kind === "reaction" && data.stance ? answer(data.stance, view.answers) : nothing}
      ${words(data)}
      ${deleted ? nothing : review(entry, sure, acts)}
      ${data.next_step ? block("detail.next_step", withMarks(data, "next_step")) : nothing}
      ${data.so_what ? block("detail.so_what", withMarks(data, "so_what")) : nothing}
      ${data.kind === "nothing_new" || deleted ? nothing : journeyOf(entry, view.journey)}
      ${detailList(data, lists)}
      ${state === "needs" ? nothing : buttons(entry, acts)}
      <section class="stack" aria-labelledby="history">
        <h2 id="history">${t("entry.history")}</h2>
        ${story(entry, history, lists)}
      </section>
    </article>`;
}

/** What was just done, and the way back. @param {string} done @param {Fields | null} back @param {Acts} acts */
const said = (done, back, { undo }) => html`
  <div class="banner ok receipt">
    ${icons.check}<p>${done}</p>
    ${back ? html`<div class="row"><button class="button" @click=${undo}>${icons.undo2}${t("receipt.undo")}</button></div>` : nothing}
  </div>`;

/** What an HCP said to a conclusion. @param {import("../types.js").Stance} stance @param {string} answers */
const answer = (stance, answers) => html`
  <div class="entry-block"><p class="state">${stanceIcon(stance)}${t(`stance.${stance}`)}</p>${answers ? html`<p>${answers}</p>` : nothing}</div>`;

/** @param {Fields} data */
function words(data) {
  if (data.text) return html`<p class="entry-text">${withMarks(data, "text")}</p>`;
  return data.kind === "nothing_new" ? html`<p class="muted">${t("entries.nothingNew")}</p>` : nothing;
}

/** @param {Fields} data @param {"text" | "so_what" | "next_step"} field */
const withMarks = (data, field) => marked(data[field] ?? "", flagsIn(data.flags, field));

/** What nobody has decided about yet: an event to answer for or to report, words that may name a patient. @param {EntryView} entry @param {string | null} sure @param {Acts} acts */
function review({ data }, sure, acts) {
  const suspected = data.safety_status === "suspected";
  const open = { event: suspected && !data.safety_answer, person: openPerson(data), sure };
  return html`
    ${suspected && data.safety_answer ? safetyClock(data) : nothing}
    <div class="screened" aria-live="polite">${lines(data, open, /** @type {any} */ (acts))}</div>
    ${open.person ? html`<p class="small">${t("screening.held")}</p>` : nothing}`;
}

/** @param {EntryView} entry @param {Acts} acts */
const buttons = ({ data, deleted }, acts) => html`
  <div class="row">
    ${
      data.kind === "nothing_new"
        ? nothing
        : html`<button class="button" @click=${acts.edit}>${icons.pencil}${t(deleted ? "entry.restore" : "entry.edit")}</button>`
    }
    ${
      deleted || data.kind === "nothing_new"
        ? nothing
        : html`<button class="button" @click=${acts.addNextStep}>${icons.handshake}${t(data.next_step ? "receipt.nextAdded" : "receipt.next")}</button>`
    }
    ${deleted ? nothing : html`<button class="button danger" @click=${acts.retract}>${icons.trash2}${t("entry.retract")}</button>`}
  </div>`;

/** @param {string} title @param {unknown} text */
const block = (title, text) =>
  html`<div class="entry-block"><h2 class="label">${t(title)}</h2><p>${text}</p></div>`;

/**
 * @param {EntryView} entry
 * @param {View["history"]} history
 * @param {View["lists"]} lists
 */
function story(entry, history, lists) {
  const here = entry.data.captured_at
    ? html`<p class="small">${t("entry.captured", { when: moment(entry.data.captured_at) })}</p>`
    : nothing;
  if (!entry.rev) return html`${here}<p class="muted">${t("entry.notSentYet")}</p>`;
  if (history === "offline") return html`${here}<p class="muted">${t("entry.historyOffline")}</p>`;
  return history ? html`${here}${historyList(history, lists)}` : here;
}

/** What is wrong in a sentence, and the three ways out. @param {EntryView} entry @param {Acts} acts */
function needs(entry, acts) {
  const [first, ...others] = fixes(entry);
  return html`
    <div class="banner bad" role="alert">
      ${icons.triangleAlert}
      <div class="stack">
        <p><strong>${t("needs.title")}</strong> ${whatIsWrong(entry).join(" ")}</p>
        <p class="small">${t("needs.help")}</p>
        <div class="row">
          <button class="button primary" @click=${acts[first ?? "edit"]}>${FIX_ICONS[first ?? "edit"]}${t(`needs.fix.${first}`)}</button>
          ${others.map((fix) => html`<button class="button" @click=${acts[fix]}>${FIX_ICONS[fix]}${t(`needs.fix.${fix}`)}</button>`)}
          <button class="button" @click=${acts.keepCopy}>${icons.download}${t("needs.copy")}</button>
          ${
            // Giving up a retraction is what 'Keep the entry' does.
            entry.refused === "delete"
              ? nothing
              : html`<button class="button danger" @click=${acts.giveUp}>${icons.trash2}${t("needs.discard")}</button>`
          }
        </div>
      </div>
    </div>`;
}

const FIX_ICONS = {
  edit: icons.pencil,
  asNew: icons.plus,
  again: icons.send,
  retractAgain: icons.trash2,
  keepEntry: icons.undo2,
};
