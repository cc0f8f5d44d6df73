// How Trends is laid out: filters, the sentence, three figures, then the cards.

import { dayMonth } from "../elements/dates.js";
import { filterChips } from "../elements/filter-chips.js";
import { change, insightsHref, trendsHref, visitsOf, WEEKS } from "../elements/filter-state.js";
import { percent, perHundred, whole } from "../elements/numbers.js";
import { saveMenu } from "../elements/save-menu.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { barrierCards } from "./trends-barriers.js";
import { detailCard, heardCard } from "./trends-cards.js";
import { saveFigures } from "./trends-figures.js";
import { headline } from "./trends-headline.js";
import { savePicture } from "./trends-picture.js";
import { placeCard } from "./trends-places.js";
import { quoteCard } from "./trends-quotes.js";
import { signalsStrip } from "./trends-signals.js";
import { viewsMenu } from "./views-menu.js";

/** @typedef {import("../elements/filter-state.js").Filters} Filters */
/** @typedef {import("./trends-model.js").Model} Model */
/** @typedef {import("../http/desk.js").EntryPage & {behind: Filters}} Quotes */

/**
 * @typedef {object} View
 * @property {Filters} filters as the address has them
 * @property {Filters | null} answered those that the figures on the page belong to
 * @property {import("../elements/terms.js").Lists} lists
 * @property {Set<import("../elements/filter-state.js").ListName | "q">} added
 * @property {Set<string>} tables charts shown as tables
 * @property {Model | null} model
 * @property {(Quotes & {besides: Quotes | null}) | null} quotes
 * @property {string} quotedFor the address of the sentence that the quotes belong to
 * @property {import("../http/lead.js").Signals | null} signals
 * @property {(import("../http/lead.js").Corroboration & {barrier: string}) | null} behind who stands behind the sentence on top
 * @property {import("./views-menu.js").Views} views
 * @property {boolean} leads whether this person has signals and saved views
 * @property {{missing: number, quiet: number}} phones what never arrived, and phones that may hold more
 * @property {string} error
 * @property {boolean} busy
 * @property {boolean} canRead whether this person may read the entries behind a number
 * @property {string[]} scope
 * @property {() => boolean} phone
 * @property {(filters: Filters, replace?: boolean) => void} go
 * @property {() => void} redraw
 * @property {() => void} retry
 */

/** @typedef {View & {model: Model, answered: Filters}} Answered */

/** @param {View} view */
export const trendsPage = (view) => html`
  <div class="trends">
    ${filterBar(view)}
    ${view.error ? failure(view) : nothing}
    ${
      view.model && view.answered
        ? answer(/** @type {Answered} */ (view))
        : view.error
          ? html`<h1 class="sr-only">${t("trends.title")}</h1>`
          : skeleton()
    }
  </div>`;

/** @param {View} view */
const filterBar = (view) => html`
  <div class="filter-bar chips scroll" role="group" aria-label=${t("filters.label")}>
    <div class="switch weeks" role="group" aria-label=${t("trends.period")}>
      ${WEEKS.map(
        (weeks) => html`
          <button type="button" aria-pressed=${view.filters.weeks === weeks} title=${t("trends.weeksLong", { count: weeks })}
            @click=${() => view.go(change(view.filters, { weeks }))}>${t("trends.weeks", { weeks })}</button>`,
      )}
    </div>
    ${filterChips({ ...view, words: true })}
    <div class="switch measure" role="group" aria-label=${t("trends.measure")}>
      ${
        /** @type {const} */ (["counts", "rate"]).map(
          (show) => html`
          <button type="button" aria-pressed=${view.filters.show === show}
            @click=${() => view.go(change(view.filters, { show }))}>${t(`trends.show.${show}`)}</button>`,
        )
      }
    </div>
    ${view.leads ? viewsMenu({ ...view, page: "trends", href: trendsHref(view.filters) }) : nothing}
  </div>`;

/** @param {View} view */
const failure = (view) => html`
  <div class="banner bad" role="alert">
    ${icons.cloudOff}
    <p>${view.error} ${view.model ? t("trends.stillShown") : nothing}</p>
    <div class="row"><button class="button" @click=${view.retry}>${t("app.retry")}</button></div>
  </div>`;

/** @param {Answered} view */
function answer(view) {
  const { model } = view;
  const nothingYet = model.total === 0 && model.visitsTotal === 0;
  return html`
    <div class="trends-answer" aria-busy=${view.busy && view.answered !== view.filters}>
      <div class="trends-top">
        ${headline(view)}
        ${nothingYet ? nothing : figures(view)}
      </div>
      ${nothingYet ? nothing : signalsStrip(view)}
      ${
        nothingYet
          ? nothing
          : html`
            ${barrierCards(view)}
            <div class="trends-grid">
              <div class="trends-column">${placeCard(view)} ${view.canRead ? quoteCard(view) : heardCard(view)}</div>
              <div class="trends-column">${detailCard(view)} ${view.canRead ? heardCard(view) : nothing}</div>
            </div>`
      }
      <p class="small trends-note">${t("trends.trust")} ${t("trends.windows", {
        now: spanWords(model.now),
        before: spanWords(model.before),
      })}${phones(view)}</p>
    </div>`;
}

/** What is known to be missing from the counts. @param {View} view */
const phones = ({ phones: { missing, quiet } }) =>
  missing || quiet
    ? html` <strong>${missing ? t("trends.phonesMissing", { count: missing }) : nothing}
        ${quiet ? t("trends.phonesQuiet", { count: quiet }) : nothing}</strong> <a href="/devices">${t("trends.phonesLink")}</a>`
    : nothing;

/** @param {{from: string, to: string}} days */
const spanWords = ({ from, to }) => (from ? `${dayMonth(from)} – ${dayMonth(to)}` : "–");

/** @param {Answered} view */
function figures(view) {
  const { model, answered } = view;
  const all = change(answered, { kind: [], ...model.days });
  const visits = visitsOf(all);
  const narrowed = answered.codes.barrier.length || answered.codes.sub_barrier.length;
  const per = model.visitsTotal >= 10 ? (100 * model.total) / model.visitsTotal : null;
  return html`
    <dl class="trends-figures">
      ${figure(view, whole(model.total), t("trends.figure.total", { from: dayMonth(model.days.from) }), all)}
      ${figure(
        view,
        whole(model.quiet),
        t("trends.figure.quiet", { visits: whole(model.visitsTotal) }),
        change(visits, { kind: ["nothing_new"] }),
      )}
      ${
        narrowed
          ? figure(view, perHundred(per), t("trends.figure.rate", { visits: whole(model.visitsTotal) }), null)
          : figure(
              view,
              whole(model.other),
              t("trends.figure.other", { share: percent(model.other, model.total) }),
              change(all, { codes: { barrier: ["other_unsure"] } }),
            )
      }
    </dl>`;
}

/** @param {Answered} view @param {string} number @param {string} words @param {Filters | null} behind */
const figure = (view, number, words, behind) => html`
  <div>
    <dt>${words}</dt>
    <dd>${behind && view.canRead ? html`<a href=${insightsHref(behind)}>${number}</a>` : number}</dd>
  </div>`;

/** The page's own shape, so that nothing moves when the figures come. */
const skeleton = () => html`
  <div class="trends-answer skeleton" aria-busy="true">
    <div class="trends-top">
      <div class="trends-head">
        <h1><span class="sr-only">${t("trends.loading")}</span><i class="line-1"></i><i class="line-2"></i></h1>
        <p><i class="line-3"></i></p>
      </div>
      <div class="trends-figures">${[1, 2, 3].map(() => html`<div><i class="figure"></i></div>`)}</div>
    </div>
    <div class="trends-barriers">${[1, 2, 3].map(() => html`<div class="card barrier-card"></div>`)}</div>
    <div class="trends-grid">${[1, 2].map(() => html`<div class="card tall"></div>`)}</div>
  </div>`;

/** What the page shows, to take along. @param {View} view */
export const trendsActions = (view) =>
  saveMenu({
    print: true,
    entries: view.canRead,
    more: [
      ["chartLine", "save.figures", () => ready(view) && saveFigures(view)],
      ["download", "save.picture", () => ready(view) && savePicture(view)],
    ],
    behind: () =>
      view.canRead && view.model && view.answered
        ? change(view.answered, { kind: [], ...view.model.days })
        : null,
  });

/** @param {View} view @returns {view is Answered} */
const ready = (view) => Boolean(view.model && view.answered);
