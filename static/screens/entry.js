// One entry: what it says, how far it has got, its history; to edit, to retract, and to settle what was refused.

import { useDatabaseOf } from "../data/db.js";
import { readEntry } from "../data/entries.js";
import { writable } from "../data/ops.js";
import { discard, save } from "../data/outbox.js";
import { awaitsCopy, openPairs } from "../data/versions.js";
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
import { uuid7 } from "../lib/ids.js";
import { icons } from "../lib/more-icons.js";
import { day, longDay, moment } from "../lib/time.js";
import { label, vocabularies } from "../sync/vocabulary.js";
import { fixes, whatIsWrong } from "./entry-needs.js";
import { versions } from "./entry-versions.js";
import { notFound } from "./message.js";

/** @typedef {import("../types.js").EntryView} EntryView */
/** @typedef {{entry: EntryView, lists: Record<string, import("../types.js").Vocabulary>, history: any[] | null | "offline",
 *   pairs: import("../data/versions.js").Pair[], awaits: boolean, done: string}} View */

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
  const view = {
    entry: found,
    lists: await vocabularies(),
    history: null,
    ...(await twins(found)),
    done: "",
  };
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
    await save({ op_id: uuid7(), id: copy, kind: "create", fields: writable(view.entry.data) });
    await discard(id, "copied");
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
    Object.assign(view, await twins(view.entry));
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

  const acts = { edit, retract, keepCopy, giveUp, again, asNew, retractAgain, keepEntry, settled };
  draw();
  readHistory();
  if (ctx.query.has("edit")) edit();
  const stops = [on("ops", reread), on("pulled", () => reread().then(readHistory))];
  return () => {
    for (const stop of stops) stop();
    editing?.();
  };
}

/** @param {EntryView} entry */
async function twins(entry) {
  const pairs = await openPairs(entry);
  return { pairs, awaits: !pairs.length && (await awaitsCopy(entry.id)) };
}

/** @typedef {Record<string, (...args: any[]) => any>} Acts */

/** @param {View} view @param {Acts} acts */
function page({ entry, lists, history, pairs, awaits, done }, acts) {
  const { data, state, deleted } = entry;
  const sub = label(lists, "sub_barrier", data.sub_barrier);
  return html`
    <article class="stack entry" data-barrier=${data.barrier ?? ""}>
      <a class="back flip" href="/entries">${icons.chevronLeft}<span>${t("entries.title")}</span></a>
      ${state === "needs" ? needs(entry, acts) : nothing}
      ${deleted && state !== "needs" ? html`<div class="banner">${icons.trash2}<p>${t("entry.isRetracted")}</p></div>` : nothing}
      ${done ? html`<div class="banner ok">${icons.check}<p>${done}</p></div>` : nothing}
      ${pairs.map((pair) => versions(pair, lists, /** @type {any} */ (acts.settled)))}
      ${awaits ? html`<div class="banner warn">${icons.copy}<p>${t("versions.awaited")}</p></div>` : nothing}
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

/** @param {EntryView} entry @param {Acts} acts */
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
