// How making a theme looks: the sentence first, then where it holds, then what it was gathered from.

import { badge } from "../elements/barriers.js";
import { dayMonth } from "../elements/dates.js";
import { fieldOf } from "../elements/form-sheet.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { repeat } from "../lib/lists.js";
import { icons } from "../lib/more-icons.js";
import { waiting } from "./theme-parts.js";
import { STANCES } from "./theme-words.js";

/** @typedef {import("./theme-new.js").View} View */
/** @typedef {import("../types.js").EntryData} EntryData */

/** @param {View} view */
export const newPage = (view) => html`
  <div class="theme-new">
    <a class="link-button back" href="/themes"><span class="flip">${icons.chevronLeft}</span>${t("theme.back")}</a>
    <h1>${t("theme.new")}</h1>
    ${view.ready ? form(view) : waiting(t("theme.loading"))}
  </div>`;

/** @param {View} view */
const form = (view) => html`
  <form class="theme-new-form" data-barrier=${view.values.barrier ?? ""} @submit=${view.submit} @input=${view.change} @change=${view.change}>
    <section class="card stack">
      ${view.fields.slice(0, 3).map((field) => fieldOf(field, view.values[field.name] ?? ""))}
      <fieldset class="stack">
        <legend>${t("theme.where")}</legend>
        <p class="small">${t("theme.whereHelp")}</p>
        <div class="theme-where">${view.fields.slice(3).map((field) => fieldOf(field, view.values[field.name] ?? ""))}</div>
      </fieldset>
    </section>
    <section class="card" aria-labelledby="from-title">
      <h2 id="from-title">${t("theme.from", { count: view.entries.length })}</h2>
      ${view.missing ? html`<p class="small">${t("theme.missing", { count: view.missing })}</p>` : nothing}
      ${
        view.entries.length
          ? html`<ul class="list">${repeat(
              view.entries,
              (entry) => entry.id,
              (entry) => row(view, entry),
            )}</ul>`
          : html`<p class="muted">${t("theme.fromNone")}</p><a class="button" href="/insights">${t("themes.toInsights")}</a>`
      }
    </section>
    <div role="alert">${view.problem}</div>
    <button class="button primary big" ?disabled=${view.busy}>${view.busy ? t("form.busy") : t("theme.makeSave")}</button>
  </form>`;

/** @param {View} view @param {EntryData} entry */
const row = (view, entry) => html`
  <li class="theme-from">
    ${badge(entry.barrier)}
    <div>
      <p dir="auto">${entry.text ?? t("theme.noText")}</p>
      <p class="small">${dayMonth(entry.visited_on)} · ${entry.author.name}</p>
    </div>
    <div class="row">
      <div class="switch stances" role="group" aria-label=${t("theme.stanceOf", { text: (entry.text ?? "").slice(0, 60) })}>
        ${STANCES.map(
          (stance) => html`
            <button type="button" aria-pressed=${(view.stances.get(entry.id) ?? "supports") === stance} @click=${() => view.stand(entry, stance)}>${t(`theme.short.${stance}`)}</button>`,
        )}
      </div>
      <button type="button" class="icon-button" aria-label=${t("theme.leaveOut", { text: (entry.text ?? "").slice(0, 60) })} @click=${() => view.leaveOut(entry)}>${icons.x}</button>
    </div>
  </li>`;
