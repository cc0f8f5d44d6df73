// How the trail looks: how its chain stands, what to look for, then its lines by day, each to be opened.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { addressOf, queryOf } from "../lib/list-pages.js";
import { repeat } from "../lib/lists.js";
import { icons } from "../lib/more-icons.js";
import { clock, day, longDay } from "../lib/time.js";
import { chainCard } from "./admin-audit-chain.js";
import { trailFilters } from "./admin-audit-filters.js";
import { lineWords } from "./admin-audit-words.js";
import { adminHead } from "./admin-tabs.js";
import { failed, waiting } from "./theme-parts.js";

/** @typedef {import("../http/audit.js").TrailLine} TrailLine */
/** @typedef {import("./admin-audit-words.js").Filters} Filters */
/** @typedef {{state: "not" | "running" | "whole" | "broken", lines: number, at: string, broken: number | null,
 *   error: string}} Check */
/**
 * @typedef {object} View
 * @property {Filters} filters
 * @property {Record<string, import("../types.js").Vocabulary>} lists
 * @property {{id: string, name: string}[]} people
 * @property {TrailLine[] | null} lines null until the first answer
 * @property {string | null} next
 * @property {import("../http/audit.js").TrailEnd | null} head
 * @property {Check} check
 * @property {string} error
 * @property {boolean} busy
 * @property {(filters: Filters) => void} show
 * @property {() => void} load
 * @property {() => void} more
 * @property {() => void} verify
 * @property {() => void} download
 */

/** @param {View} view */
export const trailPage = (view) => html`
  <div class="admin trail">
    ${adminHead(
      "audit",
      t("trail.title"),
      view.lines?.length
        ? html`<button class="button" @click=${view.download}>${icons.download}${t("trail.download")}</button>`
        : nothing,
    )}
    <p class="muted">${t("trail.help")}</p>
    ${chainCard(view)}
    ${trailFilters(view)}
    ${view.error ? failed(view.error, view.load) : nothing}
    ${view.lines ? found(view, view.lines) : view.error ? nothing : waiting(t("trail.loading"))}
  </div>`;

/** @param {View} view @param {TrailLine[]} lines */
function found(view, lines) {
  if (!lines.length) {
    return html`<div class="empty">${icons.history}<h2>${t("trail.none")}</h2><p>${t("trail.noneHelp")}</p>
      ${queryOf(view.filters).size ? html`<a class="button" href="/admin/audit">${t("trail.showAll")}</a>` : nothing}</div>`;
  }
  return html`
    <div class="trail-found" aria-busy=${view.busy}>
      ${repeat(
        byDay(lines),
        ([date]) => date,
        ([date, those]) => html`
          <section>
            <h2 class="section-title">${longDay(date)}</h2>
            <ul class="card list">${repeat(
              those,
              ({ no }) => no,
              (line) => html`<li>${row(line, view)}</li>`,
            )}</ul>
          </section>`,
      )}
      ${view.next ? html`<button class="button big" ?disabled=${view.busy} @click=${view.more}>${t("trail.more")}</button>` : nothing}
    </div>`;
}

/** @param {TrailLine[]} lines @returns {[string, TrailLine[]][]} */
function byDay(lines) {
  /** @type {Map<string, TrailLine[]>} */
  const days = new Map();
  for (const line of lines) {
    const date = day(new Date(line.at));
    days.set(date, [...(days.get(date) ?? []), line]);
  }
  return [...days];
}

/** @param {TrailLine} line @param {View} view */
const row = (line, { lists }) => html`
  <details class="trail-line">
    <summary>
      <time datetime=${line.at}>${clock(line.at)}</time>
      <span class="says">${lineWords(line, lists)}</span>
      <span class="muted small trail-no">${line.no}</span>
      ${icons.chevronDown}
    </summary>
    <dl class="details">
      ${field("at", html`<time datetime=${line.at} dir="ltr">${line.at}</time>`)}
      ${line.facts.device_time ? field("deviceTime", html`<span dir="ltr">${line.facts.device_time}</span>`) : nothing}
      ${field("action", html`<code>${line.action}</code>`)}
      ${line.actor ? field("actor", ident(line.actor.id)) : nothing}
      ${line.object.id ? field("object", html`${line.object.kind} ${ident(line.object.id)}`) : nothing}
      ${Object.entries(line.facts)
        .filter(([name]) => name !== "device_time")
        .map(
          ([name, value]) =>
            html`<div><dt dir="ltr">${name}</dt><dd><span dir="auto">${factWords(value)}</span></dd></div>`,
        )}
      ${line.request_id ? field("request", ident(line.request_id)) : nothing}
      ${field("hash", ident(line.hash))}
    </dl>
    <p class="row trail-ways">
      ${line.actor ? way({ actor: line.actor.id }, t("trail.allBy", { name: line.actor.name || t("trail.gone") })) : nothing}
      ${line.object.id ? way({ object_kind: line.object.kind, object_id: line.object.id }, t("trail.allAbout")) : nothing}
      ${line.request_id ? way({ request_id: line.request_id }, t("trail.allIn")) : nothing}
    </p>
  </details>`;

/** @param {string} name @param {unknown} value */
const field = (name, value) => html`<div><dt>${t(`trail.field.${name}`)}</dt><dd>${value}</dd></div>`;

/** @param {string} text */
const ident = (text) => html`<code dir="ltr">${text}</code>`;

/** @param {Filters} filters @param {string} words */
const way = (filters, words) =>
  html`<a class="button quiet" href=${addressOf("/admin/audit", filters)}>${words}</a>`;

/** @param {unknown} value */
function factWords(value) {
  if (value === null) return "–";
  if (Array.isArray(value)) return value.length ? value.map(String).join(", ") : "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
