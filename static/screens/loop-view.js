// How the page about the loop looks: a step after the other with its time, then what is stuck, then what is unread.

import { badge, barrierShort } from "../elements/barriers.js";
import { dayMonth } from "../elements/dates.js";
import { percent, whole } from "../elements/numbers.js";
import { html, nothing, svg } from "../lib/html.js";
import { pick, t } from "../lib/i18n.js";
import { daysAgo } from "../lib/time.js";
import { choices, label } from "../sync/vocabulary.js";
import { loopHref, SPANS, spanWords } from "./loop-state.js";
import { deskTabs, failed, statusPill, waiting } from "./theme-parts.js";
import { inTree } from "./theme-place.js";

/** @typedef {import("../http/loop.js").Loop} Loop */

/** In hours; the least that 'within' is said of. */
const MINUTE = 1 / 60;

/**
 * @typedef {object} View
 * @property {import("./loop-state.js").Asked} asked
 * @property {Record<string, import("../types.js").Vocabulary>} lists
 * @property {Loop | null} loop
 * @property {string} error
 * @property {boolean} busy
 * @property {(path: string) => void} navigate
 * @property {() => void} retry
 */

/** @param {View} view */
export const loopPage = (view) => html`
  <div class="loop">
    <div class="themes-head"><h1>${t("loop.title")}</h1>${deskTabs("loop", true)}</div>
    <div class="row loop-asked">
      <div class="switch" role="group" aria-label=${t("loop.span")}>
        ${SPANS.map((days) => html`<a href=${loopHref({ ...view.asked, days })} aria-current=${days === view.asked.days ? "true" : nothing}>${t("loop.days", { count: days })}</a>`)}
      </div>
      ${regionChoice(view)}
    </div>
    ${view.error ? failed(view.error, view.retry) : nothing}
    ${view.loop ? shown(view, view.loop) : view.error ? nothing : waiting(t("loop.loading"))}
  </div>`;

/** @param {View} view */
const regionChoice = ({ asked, lists, navigate }) => html`
  <select class="input" aria-label=${t("theme.field.region")}
    @change=${(/** @type {Event} */ event) => navigate(loopHref({ ...asked, region: /** @type {HTMLSelectElement} */ (event.target).value }))}>
    <option value="" .selected=${!asked.region}>${t("loop.allRegions")}</option>
    ${inTree(choices(lists, "region")).map(
      (term) =>
        html`<option value=${term.code} .selected=${term.code === asked.region}>${"\u2003".repeat(term.depth)}${pick(term.label)}</option>`,
    )}
  </select>`;

/** @param {View} view @param {Loop} loop */
const shown = (view, loop) => html`
  <div class="loop-answer" aria-busy=${view.busy}>
    <section class="card" aria-labelledby="steps-title">
      <header>
        <h2 id="steps-title">${t("loop.steps")}</h2>
        <p class="muted">${t("loop.base", { count: loop.entries })}</p>
      </header>
      ${loop.entries ? steps(loop) : html`<p class="muted">${t("loop.none")}</p>`}
    </section>
    <div class="theme-pair">${stuckThemes(loop)} ${functions(loop)}</div>
    ${neverRead(view, loop)}
  </div>`;

/** @param {Loop} loop */
const steps = ({ steps, entries }) => html`
  <ol class="loop-steps">
    ${steps.map(
      ({ step, n, share, median_hours, p90_hours }) => html`
        <li>
          <h3>${t(`loop.step.${step}`)}</h3>
          <p class="loop-time ${median_hours === null ? "muted" : ""}">${spanWords(median_hours)}</p>
          <p class="small">${median_hours === null ? t(`loop.after.${step}`) : `${t(`loop.after.${step}`)} · ${t("loop.p90", { time: spanWords(Math.max(p90_hours ?? 0, MINUTE)) })}`}</p>
          <svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${svg`<rect class="whole" width="100" height="4"></rect><rect class="part" width=${Math.round(share * 100)} height="4"></rect>`}</svg>
          <p class="small">${t("loop.share", { share: percent(share, 1), n: whole(n), all: whole(entries) })}</p>
        </li>`,
    )}
  </ol>`;

/** @param {Loop} loop */
const stuckThemes = ({ stuck }) => html`
  <section class="card" aria-labelledby="stuck-title">
    <header><h2 id="stuck-title">${t("loop.stuck")}</h2><p class="muted">${t("loop.stuckHelp")}</p></header>
    ${
      stuck.themes.length
        ? html`
          <ul class="list">
            ${stuck.themes.map(
              (theme) => html`
                <li class="stuck">
                  <p><a href="/themes/${theme.id}" dir="auto">${theme.conclusion}</a></p>
                  <p class="row">${statusPill(theme.status)}<span class="small">${[t("loop.since", { count: theme.days }), theme.owner_functions.map((name) => t(`theme.function.${name}`)).join(", ")].filter(Boolean).join(" · ")}</span></p>
                </li>`,
            )}
          </ul>`
        : html`<p class="muted">${t("loop.stuckNone")}</p>`
    }
  </section>`;

/** @param {Loop} loop */
const functions = ({ stuck }) => html`
  <section class="card" aria-labelledby="functions-title">
    <header><h2 id="functions-title">${t("loop.functions")}</h2><p class="muted">${t("loop.functionsHelp")}</p></header>
    ${
      stuck.functions.length
        ? html`
          <table class="functions">
            <thead><tr><th scope="col">${t("theme.action.owner_function")}</th><th scope="col">${t("loop.open")}</th><th scope="col">${t("loop.overdue")}</th></tr></thead>
            <tbody>
              ${stuck.functions.map(
                (one) => html`
                  <tr>
                    <th scope="row">${t(`theme.function.${one.owner_function}`)}
                      ${one.overdue && one.oldest_due_on ? html`<span class="small late">${t("theme.late", { count: Math.max(1, daysAgo(one.oldest_due_on)) })}</span>` : nothing}</th>
                    <td>${whole(one.open)}</td><td class=${one.overdue ? "late" : ""}>${whole(one.overdue)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
        : html`<p class="muted">${t("loop.functionsNone")}</p>`
    }
  </section>`;

/** @param {View} view @param {Loop} loop */
const neverRead = ({ lists }, { never_read }) => html`
  <section class="card" aria-labelledby="unread-title">
    <header><h2 id="unread-title">${t("loop.unread", { count: never_read.n })}</h2>
      <p class="muted">${t(never_read.n ? "loop.unreadHelp" : "loop.unreadNone")}</p></header>
    <ul class="list unread">
      ${never_read.items.map(
        (one) => html`
          <li>
            <a class="entry-row" href="/insights/${one.entry_id}" data-barrier=${one.barrier ?? ""}>
              ${badge(one.barrier)}
              <span><span class="says">${[barrierShort(one.barrier), label(lists, "region", one.region)].filter(Boolean).join(" · ")}</span>
                <span class="meta"><span>${t("loop.waits", { day: dayMonth(one.arrived_at.slice(0, 10)), count: Math.max(0, daysAgo(one.arrived_at)) })}</span><span>${one.author.name}</span></span></span>
            </a>
          </li>`,
      )}
    </ul>
    ${never_read.n > never_read.items.length ? html`<p class="small">${t("loop.unreadMore", { shown: never_read.items.length })}</p>` : nothing}
  </section>`;
