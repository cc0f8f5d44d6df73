// In their words: the newest entries behind the sentence on top, as many as the column beside leaves room for.

import { badge, barrierName } from "../elements/barriers.js";
import { dayMonth } from "../elements/dates.js";
import { insightsHref } from "../elements/filter-state.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { ref } from "../lib/lists.js";
import { label } from "../sync/vocabulary.js";

/** @typedef {import("./trends-view.js").Answered} Answered */

/** So many stand there in any case; the rest only where there would be nothing. */
export const ENOUGH_QUOTES = 6;

/** @param {Answered} view */
export function quoteCard({ quotes, lists }) {
  const said = quotes?.items ?? [];
  const known = new Set(said.map(({ id }) => id));
  const others = quotes?.besides?.items.filter(({ id }) => !known.has(id)) ?? [];
  return html`
    <section class="card quote-card">
      <header>
        <h2>${t("trends.words")}</h2>
        ${quotes?.total ? allOf(quotes) : nothing}
      </header>
      ${quotes ? (said.length ? rows(said, lists, 0) : html`<p class="muted">${t("trends.noWords")}</p>`) : html`<div class="quotes-wait" aria-busy="true"></div>`}
      ${
        quotes?.besides && others.length
          ? html`
            <header><h3>${t("trends.wordsBesides")}</h3>${allOf(quotes.besides)}</header>
            ${rows(others, lists, said.length)}`
          : nothing
      }
    </section>`;
}

/** @param {import("./trends-view.js").Quotes} quotes */
const allOf = ({ behind, total }) =>
  html`<a class="all" href=${insightsHref(behind)}>${t("trends.allOf", { count: total })}</a>`;

/** @param {import("../types.js").EntryData[]} entries @param {import("../elements/terms.js").Lists} lists @param {number} before rows above them */
const rows = (entries, lists, before) => html`
  <ul class="list quotes" ${filled()}>
    ${entries.map((entry, at) => quote(entry, lists, before + at >= ENOUGH_QUOTES))}
  </ul>`;

/** @param {import("../types.js").EntryData} entry @param {import("../elements/terms.js").Lists} lists @param {boolean} spare */
const quote = (entry, lists, spare) => html`
  <li ?hidden=${spare}>
    <a class="entry-row" href="/insights/${entry.id}">
      ${badge(entry.barrier)}
      <span>
        <span class="says">${entry.text}</span>
        <span class="quote-meta" data-barrier=${entry.barrier ?? ""}>
          <b>${label(lists, "sub_barrier", entry.sub_barrier) || barrierName(entry.barrier ?? "other_unsure")}</b>
          ${entry.region ? html`<span>· ${label(lists, "region", entry.region)}</span>` : nothing}
          <span>· ${dayMonth(entry.visited_on)}</span>
        </span>
      </span>
    </a>
  </li>`;

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) fill(target);
});

/** On the list, anew with each drawing: fills the card that the longer column beside it stretches. */
const filled = () =>
  ref((list) => {
    const card = list?.closest(".quote-card");
    if (!card) return;
    observer.unobserve(card);
    observer.observe(card);
  });

/** As many more rows as make the card no taller. @param {Element} card */
function fill(card) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll(".quotes > li"));
  const more = [...all].slice(ENOUGH_QUOTES);
  for (const row of more) row.hidden = true;
  const height = card.clientHeight;
  for (const row of more) {
    row.hidden = false;
    if (card.clientHeight <= height) continue;
    row.hidden = true;
    break;
  }
}
