// Filters that only a list of entries has: which kind, which days, and what a link brought along.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { day } from "../lib/time.js";
import { label } from "../sync/vocabulary.js";
import { addDays, dayMonth, monday } from "./dates.js";
import { panelFoot } from "./filter-chips.js";
import { change, insightsHref, WEEKS } from "./filter-state.js";
import { closePanel, popover } from "./popover.js";

/** @typedef {import("./filter-state.js").Filters} Filters */
/** @typedef {{filters: Filters, lists: import("./terms.js").Lists, entries: import("../types.js").EntryData[],
 *   go: (filters: Filters, replace?: boolean) => void}} Props */

/** The empty choice is what was heard: observations and reactions. */
const KINDS = [[], ["observation"], ["reaction"], ["nothing_new"], ["all"]];

/** @param {string[]} kind */
const kindName = (kind) => kind.map((one) => t(`filters.kind.${one}`)).join(", ") || t("filters.kind.heard");

/** @param {Props} props */
export function kindChip({ filters, go }) {
  const id = "filter-kind";
  return popover({
    id,
    classes: filters.kind.length ? "chip set in-use" : "chip",
    button: html`${t("filters.kind")} <strong>${kindName(filters.kind)}</strong>`,
    content: html`
      <h2 id="${id}-title">${t("filters.kind")}</h2>
      <ul class="choices">
        ${KINDS.map((kind) => {
          const checked = kind.join() === filters.kind.join();
          const choose = () => {
            closePanel(id);
            go(change(filters, { kind }));
          };
          return html`
            <li>
              <label class="choice">
                <input type="radio" name="kind" .checked=${checked} @change=${choose}>
                <span>${kindName(kind)}</span>
              </label>
            </li>`;
        })}
      </ul>`,
  });
}

/** @param {Props} props */
export function daysChip({ filters, go }) {
  const id = "filter-days";
  const { from, to } = filters;
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const given = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const days = [String(given.get("from") ?? ""), String(given.get("to") ?? "")];
    // Typed the wrong way round is plainly meant the other way.
    if (days[0] && days[1]) days.sort();
    closePanel(id);
    go(change(filters, { from: days[0] ?? "", to: days[1] ?? "" }));
  };
  const since = (/** @type {number} */ weeks) => () => {
    closePanel(id);
    go(change(filters, { from: addDays(monday(day()), -7 * weeks), to: "" }));
  };
  return popover({
    id,
    classes: from || to ? "chip set in-use" : "chip",
    button: html`${t("filters.days")} <strong>${daysWords(from, to)}</strong>`,
    content: html`
      <h2 id="${id}-title">${t("filters.days")}</h2>
      <div class="row">
        ${WEEKS.map((weeks) => html`<button type="button" class="chip" @click=${since(weeks)}>${t("trends.weeksLong", { count: weeks })}</button>`)}
      </div>
      <form class="stack" @submit=${submit}>
        <label class="field"><span class="label">${t("filters.from")}</span>
          <input class="input" type="date" name="from" .value=${from}></label>
        <label class="field"><span class="label">${t("filters.to")}</span>
          <input class="input" type="date" name="to" .value=${to}></label>
        <button class="button primary">${t("filters.apply")}</button>
      </form>
      ${panelFoot(id, Boolean(from || to), () => go(change(filters, { from: "", to: "" })))}`,
  });
}

/** @param {string} from @param {string} to */
function daysWords(from, to) {
  if (from && to) return from === to ? dayMonth(from) : `${dayMonth(from)} – ${dayMonth(to)}`;
  if (from) return t("filters.since", { day: dayMonth(from) });
  return to ? t("filters.until", { day: dayMonth(to) }) : t("filters.daysAny");
}

/** What a number on Trends asked for and no panel offers: shown, and taken away with one tap. @param {Props} props */
export function fixedChips({ filters, lists, entries }) {
  const author = entries.find((entry) => filters.author.includes(entry.author.id))?.author.name;
  return html`
    ${filters.missing.map((name) =>
      fixed(
        t("filters.missing", { name: t(`filters.${name}`) }),
        change(filters, { missing: filters.missing.filter((one) => one !== name) }),
      ),
    )}
    ${filters.regionOnly.map((code) =>
      fixed(
        t("filters.regionOnly", { region: label(lists, "region", code) }),
        change(filters, { regionOnly: filters.regionOnly.filter((one) => one !== code) }),
      ),
    )}
    ${
      filters.author.length
        ? fixed(
            author ? t("filters.author", { name: author }) : t("filters.authorPlain"),
            change(filters, { author: [] }),
          )
        : nothing
    }`;
}

/** @param {string} words @param {Filters} without */
const fixed = (words, without) => html`
  <a class="chip set in-use" href=${insightsHref(without)} aria-label=${t("filters.remove", { name: words })}>
    <strong>${words}</strong>${icons.x}
  </a>`;
