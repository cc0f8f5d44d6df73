// What happened meanwhile: marks in the pictures say when, this list says what. A rise means little to somebody who
// does not know that everybody was asked to listen for it.

import { barrierName } from "../elements/barriers.js";
import { dayMonth } from "../elements/dates.js";
import { html, nothing } from "../lib/html.js";
import { pick, t } from "../lib/i18n.js";
import { toggleView } from "./trends-table-button.js";

/** @typedef {import("../http/lead.js").Happening} Happening */
/** @typedef {import("./trends-view.js").Answered} Answered */

const FIRST = 3;
const LONGEST = 90;

/** What belongs into the picture of a barrier: its own actions, and what everybody was asked to listen for.
 * @param {Happening[]} events @param {string} barrier */
export const eventsOf = (events, barrier) =>
  events
    .filter((event) => event.barrier === null || event.barrier === barrier)
    .map((event) => ({ on: event.on, words: `${dayMonth(event.on)}: ${eventWords(event)}` }));

/** 'Done: one page of referral criteria'. @param {Happening} event */
export const eventWords = (event) => t(`happened.${event.kind}`, { name: nameOf(event) });

/** @param {Happening} event */
function nameOf({ what, label }) {
  const name = what ?? (label ? pick(label) : "");
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 2).trimEnd()} …` : name.replace(/[.]$/, "");
}

/** The newest first; on paper all of them. @param {Answered} view */
export function eventList(view) {
  const { events } = view.model;
  if (!events.length) return nothing;
  const all = view.tables.has("events-all");
  return html`
    <section class="trends-events" aria-labelledby="trends-events">
      <h2 id="trends-events"><i class="key-event"></i>${t("happened.title")}</h2>
      <ul class=${all ? "all" : ""}>${events.toReversed().map(eventRow)}</ul>
      ${
        events.length > FIRST
          ? html`<button type="button" class="link-button" aria-expanded=${all} @click=${() => toggleView(view, "events-all")}>
              ${all ? t("charts.showLess") : t("charts.showAll", { count: events.length })}
            </button>`
          : nothing
      }
    </section>`;
}

/** @param {Happening} event */
const eventRow = (event) => html`
  <li data-barrier=${event.barrier ?? ""}>
    <time datetime=${event.on}>${dayMonth(event.on)}</time>
    <span>
      ${event.theme_id ? html`<a href="/themes/${event.theme_id}">${eventWords(event)}</a>` : eventWords(event)}
      ${event.barrier ? html`<b>${barrierName(event.barrier)}</b>` : nothing}
    </span>
  </li>`;
