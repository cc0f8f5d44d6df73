// One entry: what it says, how far it has got, its history; to edit, to retract, and to settle what was refused.

import { useDatabaseOf } from "../data/db.js";
import { copiesOf, readEntry } from "../data/entries.js";
import { discard, save } from "../data/outbox.js";
import { badge, barrierName } from "../elements/barriers.js";
import { detailList } from "../elements/details.js";
import { stateWord } from "../elements/entry-row.js";
import { historyList } from "../elements/history.js";
import { safetyClock } from "../elements/tagging.js";
import { get } from "../http/client.js";
import { saveFile, say } from "../lib/dom.js";
import { on } from "../lib/events.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";
import { uuid7 } from "../lib/ids.js";
import { day, longDay, moment } from "../lib/time.js";
import { label, vocabularies } from "../sync/vocabulary.js";
import { notFound } from "./message.js";

/** @typedef {import("../types.js").EntryView} EntryView */
/** @typedef {{entry: EntryView, lists: Record<string, import("../types.js").Vocabulary>, history: any[] | null | "offline", copies: string[]}} View */

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
export async function open(root, ctx) {
  useDatabaseOf(ctx.person?.id ?? "");
  const id = ctx.params.id ?? "";
  const found = await readEntry(id);
  if (!found) return notFound(root, ctx);
  ctx.setTitle(t("entry.title"));
  /** @type {View} */
  const view = { entry: found, lists: await vocabularies(), history: null, copies: await copiesOf(id) };
  /** @type {(() => void) | null} */
  let editing = null;
  const draw = () => !editing && render(page(view, acts), root);

  async function edit() {
    const { openEditor } = await import("./entry-edit.js");
    const done = () => {
      editing = null;
      reread();
    };
    editing = openEditor(root, view.entry, view.lists, done);
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
    await save({ op_id: uuid7(), id, kind: "delete", fields: {}, reason });
    say(t("entry.retracted"));
    ctx.navigate("/entries");
  }

  const keepCopy = () =>
    saveFile(`pathnote-${day()}-${id.slice(-6)}.json`, JSON.stringify(view.entry.data, null, 2));

  async function giveUp() {
    const { decide } = await import("../elements/sheet.js");
    const answer = await decide(t("needs.discardTitle"), t("needs.discardHelp"), [
      { code: "discard", name: t("needs.discard"), kind: "primary danger" },
      { code: "back", name: t("app.cancel") },
    ]);
    if (answer !== "discard") return;
    await discard(id);
    say(t("needs.discarded"));
    if (!(await readEntry(id))) ctx.navigate("/entries", { replace: true });
  }

  async function reread() {
    view.entry = (await readEntry(id)) ?? view.entry;
    view.copies = await copiesOf(id);
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

  const acts = { edit, retract, keepCopy, giveUp };
  draw();
  readHistory();
  if (ctx.query.has("edit")) edit();
  const stops = [on("ops", reread), on("pulled", () => reread().then(readHistory))];
  return () => {
    for (const stop of stops) stop();
    editing?.();
  };
}

/** @param {View} view @param {Record<string, () => void>} acts */
function page({ entry, lists, history, copies }, acts) {
  const { data, state, deleted } = entry;
  const sub = label(lists, "sub_barrier", data.sub_barrier);
  return html`
    <article class="stack entry" data-barrier=${data.barrier ?? ""}>
      <a class="back flip" href="/entries">${icons.chevronLeft}<span>${t("entries.title")}</span></a>
      ${state === "needs" ? needs(entry, acts) : nothing}
      ${deleted && state !== "needs" ? html`<div class="banner">${icons.trash2}<p>${t("entry.isRetracted")}</p></div>` : nothing}
      ${copies.map((copy) => html`<div class="banner warn">${icons.copy}<p>${t("entry.conflict")} <a href="/entries/${copy}">${t("entry.conflictOpen")}</a></p></div>`)}
      <header class="entry-head">
        ${badge(data.barrier)}
        <div>
          <h1>${barrierName(data.barrier)}</h1>
          <p class="small">${[sub, data.visited_on ? longDay(data.visited_on) : ""].filter(Boolean).join(" · ")}</p>
        </div>
        ${stateWord(state)}
      </header>
      ${data.text ? html`<p class="entry-text">${data.text}</p>` : html`<p class="muted">${t("entries.nothingNew")}</p>`}
      ${data.safety_status === "suspected" ? safetyClock(data) : nothing}
      ${data.next_step ? block("detail.next_step", data.next_step) : nothing}
      ${data.so_what ? block("detail.so_what", data.so_what) : nothing}
      ${detailList(data, lists)}
      ${state === "needs" ? nothing : buttons(entry, acts)}
      <section class="stack" aria-labelledby="history">
        <h2 id="history">${t("entry.history")}</h2>
        ${story(entry, history, lists)}
      </section>
    </article>`;
}

/** @param {EntryView} entry @param {Record<string, () => void>} acts */
const buttons = ({ data, deleted }, acts) => html`
  <div class="row">
    ${
      data.kind === "nothing_new"
        ? nothing
        : html`<button class="button" @click=${acts.edit}>${icons.pencil}${t(deleted ? "entry.restore" : "entry.edit")}</button>`
    }
    ${deleted ? nothing : html`<button class="button danger" @click=${acts.retract}>${icons.trash2}${t("entry.retract")}</button>`}
  </div>`;

/** @param {string} title @param {string} text */
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

/** What is wrong in a sentence, and the three ways out. @param {EntryView} entry @param {Record<string, () => void>} acts */
function needs({ problem }, acts) {
  const reasons = problem?.errors?.map((error) => error.detail) ?? [];
  const sentences = reasons.length ? reasons : [problem?.detail ?? problem?.title ?? t("needs.unknown")];
  return html`
    <div class="banner bad" role="alert">
      ${icons.triangleAlert}
      <div class="stack">
        <p><strong>${t("needs.title")}</strong> ${sentences.join(" ")}</p>
        <p class="small">${t("needs.help")}</p>
        <div class="row">
          <button class="button primary" @click=${acts.edit}>${icons.pencil}${t("needs.fix")}</button>
          <button class="button" @click=${acts.keepCopy}>${icons.download}${t("needs.copy")}</button>
          <button class="button danger" @click=${acts.giveUp}>${icons.trash2}${t("needs.discard")}</button>
        </div>
      </div>
    </div>`;
}
