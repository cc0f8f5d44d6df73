// One insight: what was said and all that was noted with it, by whom, on both clocks, and what became of its words.

import { badge, barrierName } from "../elements/barriers.js";
import { change, insightsHref, parse } from "../elements/filter-state.js";
import { readEntry, readHistory } from "../http/desk.js";
import { sentence } from "../lib/errors.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { longDay } from "../lib/time.js";
import { label, vocabularies } from "../sync/vocabulary.js";
import { clocks, revisions } from "./insight-history.js";
import { detailRows } from "./insight-words.js";
import { lastList } from "./insights-address.js";
import { pickThis } from "./picking.js";

/** @typedef {import("../types.js").ScreenContext} Context */
/** @typedef {import("../types.js").EntryData & {copy_of?: string | null}} Entry */
/** @typedef {import("../http/desk.js").Revision} Revision */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

/**
 * @typedef {object} View
 * @property {Entry | null} entry
 * @property {Lists} lists
 * @property {Revision[] | null} history null while it is fetched
 * @property {string} historyError
 * @property {string} error
 * @property {boolean} gone
 */

/** @param {HTMLElement} root @param {Context} ctx */
export async function open(root, ctx) {
  const asking = new AbortController();
  /** @type {View} */
  const view = { entry: null, lists: {}, history: null, historyError: "", error: "", gone: false };
  const draw = () => {
    if (!asking.signal.aborted) render(page(view, load), root);
  };

  async function load() {
    Object.assign(view, { error: "", historyError: "" });
    draw();
    const id = ctx.params.id ?? "";
    try {
      [view.lists, view.entry] = await Promise.all([vocabularies(), readEntry(id, asking.signal)]);
      draw();
      await loadHistory(id);
    } catch (error) {
      const status = /** @type {{status?: number}} */ (error).status;
      if (status === 404 || status === 422) view.gone = true;
      else view.error = sentence(error);
    }
    draw();
  }

  /** The entry is worth reading without its history. @param {string} id */
  async function loadHistory(id) {
    try {
      view.history = (await readHistory(id, asking.signal)).items;
    } catch (error) {
      view.historyError = `${t("insight.historyFailed")} ${sentence(error)}`;
    }
  }

  ctx.setTitle(t("insight.title"));
  load();
  return () => asking.abort();
}

/** @param {View} view @param {() => void} again */
const page = (view, again) => html`
  <div class="insight">
    <a class="link-button back" href=${lastList()}><span class="flip">${icons.chevronLeft}</span>${t("insight.back")}</a>
    ${view.error ? failure(view.error, again) : view.gone ? gone() : view.entry ? shown(view, view.entry) : waiting()}
  </div>`;

/** @param {string} words @param {() => void} again */
const failure = (words, again) => html`
  <h1 class="sr-only">${t("insight.title")}</h1>
  <div class="banner bad" role="alert">
    ${icons.cloudOff}<p>${words}</p>
    <div class="row"><button class="button" @click=${again}>${t("app.retry")}</button></div>
  </div>`;

const gone = () => html`
  <div class="empty">
    ${icons.compass}
    <h1>${t("insight.gone")}</h1>
    <p>${t("insight.goneHelp")}</p>
    <a class="button" href="/insights">${t("insight.back")}</a>
  </div>`;

const waiting = () => html`
  <div class="skeleton" aria-busy="true">
    <h1 class="sr-only">${t("insight.loading")}</h1>
    <i class="line"></i><i class="block"></i><i class="entry"></i><i class="entry"></i>
  </div>`;

/** @param {View} view @param {Entry} entry */
const shown = (view, entry) => html`
  <article data-barrier=${entry.barrier ?? ""}>
    <header class="insight-head">
      ${badge(entry.barrier)}
      <div>
        <h1>${entry.barrier ? barrierName(entry.barrier) : t(`insight.kind.${entry.kind}`)}</h1>
        <p class="muted">${[label(view.lists, "sub_barrier", entry.sub_barrier), longDay(entry.visited_on)].filter(Boolean).join(" · ")}</p>
      </div>
    </header>
    ${entry.deleted ? html`<div class="banner warn">${icons.trash2}<p>${t("insight.retracted")}</p></div>` : nothing}
    ${entry.copy_of ? html`<div class="banner">${icons.copy}<p>${t("insight.copy")} <a href="/insights/${entry.copy_of}">${t("insight.copyLink")}</a></p></div>` : nothing}
    <p class="insight-text" dir="auto">${entry.text ?? t("insights.nothingNew")}</p>
    ${note("insight.soWhat", entry.so_what, icons.info)} ${note("insight.nextStep", entry.next_step, icons.handshake)}
    <p class="insight-author">
      ${icons.user}<span><strong>${entry.author.name}</strong> · <a href=${insightsHref(change(parse(new URLSearchParams()), { author: [entry.author.id] }))}>${t("insight.allBy", { name: entry.author.name })}</a><br>
      <span class="small">${clocks(entry.captured_at, entry.received_at)}</span></span>
    </p>
    ${pickThis(entry)}
    <section class="card">
      <h2>${t("insight.details")}</h2>
      <dl class="insight-details">
        ${detailRows(entry, view.lists).map(([name, words]) => html`<div><dt>${name}</dt><dd dir="auto">${words}</dd></div>`)}
      </dl>
    </section>
    <section class="card">
      <h2>${t("insight.history")}</h2>
      ${
        view.history
          ? revisions(view.history, view.lists)
          : view.historyError
            ? html`<p class="error">${icons.triangleAlert}<span>${view.historyError}</span></p>`
            : html`<div class="skeleton" aria-busy="true"><i class="entry"></i></div>`
      }
    </section>
  </article>`;

/** @param {string} name @param {string | null} text @param {unknown} icon */
const note = (name, text, icon) =>
  text
    ? html`<div class="insight-note">${icon}<div><h2>${t(name)}</h2><p dir="auto">${text}</p></div></div>`
    : nothing;
