// How the code lists look: one at a time, its terms in the order of the phone, and below what is out of use.

import { BARRIERS, badge, barrierName } from "../elements/barriers.js";
import { html, nothing } from "../lib/html.js";
import { pick, t } from "../lib/i18n.js";
import { repeat } from "../lib/lists.js";
import { icons } from "../lib/more-icons.js";
import { beside, groups, grows, holdsOthers, LISTS, lies, moves, stays } from "./admin-lists-model.js";
import { adminHead } from "./admin-tabs.js";
import { failed, waiting } from "./theme-parts.js";

/** @typedef {import("../types.js").Vocabulary} Vocabulary */
/** @typedef {import("../types.js").Term} Term */
/** @typedef {import("../types.js").Barrier} Barrier */
/**
 * @typedef {object} View
 * @property {typeof LISTS[number]} here
 * @property {Record<string, Vocabulary> | null} lists
 * @property {string} error
 * @property {boolean} busy
 * @property {() => void} load
 * @property {(list: Vocabulary) => void} add
 * @property {(list: Vocabulary, term: Term) => void} change
 * @property {(list: Vocabulary, term: Term, by: -1 | 1) => void} move
 * @property {(list: Vocabulary, term: Term) => void} retire
 * @property {(list: Vocabulary, term: Term) => void} restore
 */

/** @param {View} view */
export function vocabulariesPage(view) {
  const list = view.lists?.[view.here];
  return html`
    <div class="admin vocabularies">
      ${adminHead("vocabularies", t("lists.title"))}
      <p class="muted">${t("lists.help")}</p>
      <nav class="filter-bar chips scroll" aria-label=${t("lists.choose")}>
        ${LISTS.map((name) => html`<a class="chip ${name === view.here ? "set in-use" : ""}" href="/admin/vocabularies?list=${name}" aria-current=${name === view.here ? "page" : nothing}>${t(`lists.name.${name}`)}</a>`)}
      </nav>
      ${view.error ? failed(view.error, view.load) : nothing}
      ${list ? shown(view, list) : view.error ? nothing : waiting(t("lists.loading"))}
    </div>`;
}

/** @param {View} view @param {Vocabulary} list */
function shown(view, list) {
  const used = groups(list);
  const retired = list.terms.filter((term) => term.retired);
  return html`
    <div class="terms" aria-busy=${view.busy}>
      <div class="terms-head">
        <div>
          <h2>${t(`lists.name.${list.name}`)}</h2>
          <p class="small">${t(`lists.about.${list.name}`)}</p>
        </div>
        ${grows(list) ? html`<button class="button primary" @click=${() => view.add(list)}>${icons.plus}${t("lists.add")}</button>` : nothing}
      </div>
      ${used.length && used[0]?.terms.length ? used.map((group) => groupOf(view, list, group)) : none(list)}
      ${retired.length ? outOfUse(view, list, retired) : nothing}
    </div>`;
}

/** @param {View} view @param {Vocabulary} list @param {import("./admin-lists-model.js").Group} group */
function groupOf(view, list, { parent, terms }) {
  const barrier = /** @type {Barrier | undefined} */ (BARRIERS.find((one) => one === parent));
  const head = list.name === "sub_barrier";
  return html`
    <section class="card term-group" data-barrier=${barrier ?? nothing}>
      ${head ? html`<h3>${barrier ? badge(barrier) : nothing}${barrier ? barrierName(barrier) : t("lists.everyBarrier")}</h3>` : nothing}
      <ul class="list">
        ${repeat(
          terms,
          ({ code }) => code,
          (term) =>
            html`<li data-term=${term.code} class="depth-${term.depth}">${row(view, list, term)}</li>`,
        )}
      </ul>
    </section>`;
}

/** @param {View} view @param {Vocabulary} list @param {Term} term */
function row(view, list, term) {
  const name = pick(term.label);
  const places = beside(list, term);
  return html`
    <div class="term">
      ${words(term)}
      <div class="term-acts">
        ${
          moves(list) && places.length > 1
            ? html`${mover(view, list, term, -1, places[0]?.code === term.code)}
              ${mover(view, list, term, 1, places.at(-1)?.code === term.code)}`
            : nothing
        }
        <button class="icon-button" aria-label=${t("lists.changeOf", { name })} title=${t("lists.change")} @click=${() => view.change(list, term)}>${icons.pencil}</button>
        ${
          stays(list, term) || holdsOthers(list, term)
            ? html`<span class="term-stays small">${t(stays(list, term) ? "lists.stays" : "lists.holdsOthers")}</span>`
            : html`<button class="button quiet danger" ?disabled=${view.busy} aria-label=${t("lists.retireOf", { name })} @click=${() => view.retire(list, term)}>${t("lists.retire")}</button>`
        }
      </div>
    </div>`;
}

/** What it is called in both languages, its second line, and the code that stays whatever it is called. @param {Term} term */
function words(term) {
  const name = pick(term.label);
  const other = name === term.label.en ? term.label.de : term.label.en;
  return html`
    <div class="term-words">
      <p><strong dir="auto">${name}</strong>${other === name ? nothing : html` <span class="muted" dir="auto">${other}</span>`}</p>
      ${term.hint ? html`<p class="small" dir="auto">${pick(term.hint)}</p>` : nothing}
      <p class="small"><code dir="ltr">${term.code}</code>${term.source ? html` · <span dir="auto">${term.source}</span>` : nothing}</p>
    </div>`;
}

/** @param {View} view @param {Vocabulary} list @param {Term} term @param {-1 | 1} by @param {boolean} atEnd */
function mover(view, list, term, by, atEnd) {
  const way = by < 0 ? "up" : "down";
  const name = pick(term.label);
  return html`
    <button class="icon-button" data-move=${way} ?disabled=${atEnd} aria-disabled=${view.busy}
      aria-label=${t(`lists.${way}Of`, { name })} title=${t(`lists.${way}`)} @click=${() => view.move(list, term, by)}>${icons.chevronDown}</button>`;
}

/** @param {View} view @param {Vocabulary} list @param {Term[]} retired */
const outOfUse = (view, list, retired) => html`
  <details class="card terms-retired">
    <summary>${icons.chevronDown}<h3>${t("lists.retiredOnes", { count: retired.length })}</h3></summary>
    <p class="small">${t("lists.retiredHelp")}</p>
    <ul class="list">
      ${repeat(
        retired,
        ({ code }) => code,
        (term) => html`
          <li data-term=${term.code}>
            <div class="term">
              ${words(term)}
              <div class="term-acts">
                ${
                  lies(list, term)
                    ? html`<span class="term-stays small">${t("lists.lies")}</span>`
                    : html`<button class="button quiet" ?disabled=${view.busy} aria-label=${t("lists.restoreOf", { name: pick(term.label) })} @click=${() => view.restore(list, term)}>${icons.undo2}${t("lists.restore")}</button>`
                }
              </div>
            </div>
          </li>`,
      )}
    </ul>
  </details>`;

/** @param {Vocabulary} list */
const none = ({ name }) => html`
  <div class="empty">${icons.list}<h3>${t("lists.none")}</h3>
    <p>${t(name === "listening_priority" ? "lists.nonePriority" : "lists.noneHelp")}</p></div>`;
