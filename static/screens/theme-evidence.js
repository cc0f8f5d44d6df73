// What speaks for the conclusion and what speaks against it, side by side, with what is independent counted.

import { dayMonth } from "../elements/dates.js";
import { choose } from "../elements/sheet.js";
import { linkEntries, unlinkEntry } from "../http/themes.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { repeat } from "../lib/lists.js";
import { icons } from "../lib/more-icons.js";
import { label } from "../sync/vocabulary.js";
import { recount, split } from "./theme-doing.js";
import { voiceMark } from "./theme-parts.js";
import { explainWords } from "./theme-saving.js";
import { countsOf, STANCES } from "./theme-words.js";

/** @typedef {import("./theme.js").View} View */
/** @typedef {import("../http/themes.js").ThemePage} ThemePage */
/** @typedef {import("../http/themes.js").Stance} Stance */
/** @typedef {import("../http/themes.js").Evidence} Evidence */

/** @param {View} view @param {ThemePage} theme */
export const evidenceColumns = (view, theme) => html`
  <div class="evidence-columns">
    ${column(view, theme, "supports")} ${column(view, theme, "contradicts")}
    ${theme.corroboration.refines.entries ? column(view, theme, "refines") : nothing}
  </div>
  ${view.evidenceError ? html`<p class="error" role="alert">${icons.triangleAlert}<span>${view.evidenceError}</span></p>` : nothing}`;

/** @param {View} view @param {ThemePage} theme @param {Stance} stance */
function column(view, theme, stance) {
  const side = theme.corroboration[stance];
  const page = view.evidence[stance];
  return html`
    <section class="card evidence" data-stance=${stance} aria-labelledby="evidence-${stance}">
      <header>
        <h2 id="evidence-${stance}"><span class="dots" aria-hidden="true"><i></i></span>${t(`theme.column.${stance}`)} <span class="figure">${side.entries}</span></h2>
        ${
          side.entries
            ? html`<ul class="counts">${countsOf(side).map((words) => html`<li>${words}</li>`)}</ul>${voiceMark(side)}`
            : html`<p class="muted">${t(`theme.none.${stance}`)}</p>`
        }
      </header>
      ${
        page?.items.length
          ? html`
            <ul class="list">${repeat(
              page.items,
              (one) => one.entry.id,
              (one) => item(view, theme, one),
            )}</ul>`
          : nothing
      }
      ${page?.next ? html`<button class="button" @click=${() => view.more(stance)}>${t("theme.moreEvidence", { count: page.total - page.items.length })}</button>` : nothing}
      ${page?.hidden ? html`<p class="small">${t("theme.hidden", { count: page.hidden })}</p>` : nothing}
    </section>`;
}

/** @param {View} view @param {ThemePage} theme @param {Evidence} one */
function item(view, theme, one) {
  const { entry } = one;
  const place = [
    label(view.lists, "stakeholder_type", entry.stakeholder_type),
    label(view.lists, "region", entry.region),
    dayMonth(entry.visited_on),
  ];
  return html`
    <li class="evidence-item">
      ${view.chosen ? box(view, one) : nothing}
      <div>
        <a class="evidence-says" href="/insights/${entry.id}" dir="auto">${entry.text ?? t("theme.noText")}</a>
        <p class="small">${[...place, entry.author.name].filter(Boolean).join(" · ")}</p>
        ${one.source === "reaction" ? html`<p class="small answer">${icons.messageCircle}${t("theme.reaction")}</p>` : nothing}
      </div>
      ${
        theme.own && view.lead
          ? html`<button class="icon-button" aria-label=${t("theme.linkMenu", { text: (entry.text ?? "").slice(0, 60) })} @click=${() => menu(view, theme, one)}>${icons.ellipsis}</button>`
          : nothing
      }
    </li>`;
}

/** @param {View} view @param {Evidence} one */
function box(view, { entry }) {
  const chosen = /** @type {Set<string>} */ (view.chosen);
  const toggle = (/** @type {Event} */ event) => {
    if (/** @type {HTMLInputElement} */ (event.target).checked) chosen.add(entry.id);
    else chosen.delete(entry.id);
    view.draw();
  };
  return html`
    <label class="pick">
      <input type="checkbox" .checked=${chosen.has(entry.id)} @change=${toggle}>
      <span class="sr-only">${t("theme.choose", { text: (entry.text ?? "").slice(0, 60) })}</span>
    </label>`;
}

/** An answer that an HCP gave stays as it was given: nothing is offered that the server would refuse.
 * @param {View} view @param {ThemePage} theme @param {Evidence} one */
async function menu(view, theme, { entry, stance, source }) {
  const others = source === "reaction" ? [] : STANCES.filter((other) => other !== stance);
  const chosen = await choose(
    t("theme.linkTitle"),
    [
      ...others.map((other) => ({ code: /** @type {string} */ (other), name: t(`theme.moveTo.${other}`) })),
      { code: "split", name: t("theme.splitThis"), hint: t("theme.splitThisHelp") },
      ...(source === "reaction"
        ? []
        : [{ code: "unlink", name: t("theme.unlink"), hint: t("theme.unlinkHelp") }]),
    ],
    null,
  );
  if (!chosen) return;
  if (chosen === "split") {
    view.chosen = new Set([...(view.chosen ?? []), entry.id]);
    view.draw();
    return;
  }
  try {
    if (chosen === "unlink") await unlinkEntry(theme.id, entry.id);
    else await linkEntries(theme.id, [{ entry_id: entry.id, stance: /** @type {Stance} */ (chosen) }]);
    await recount(view, t(chosen === "unlink" ? "theme.unlinked" : "theme.moved"));
  } catch (error) {
    view.evidenceError = explainWords(error);
    view.draw();
  }
}

/** While entries are being chosen: how many, and what becomes of them. @param {View} view @param {ThemePage} theme */
export function splitBar(view, theme) {
  if (!view.chosen) return nothing;
  const count = view.chosen.size;
  const stop = () => {
    view.chosen = null;
    view.draw();
  };
  return html`
    <div class="pick-bar" role="region" aria-label=${t("theme.split")}>
      <p role="status">${count ? t("theme.chosen", { count }) : t("theme.choosing")}</p>
      <div class="row">
        <button class="button primary" ?disabled=${!count} @click=${() => split(view, theme)}>${t("theme.splitNow")}</button>
        <button class="button quiet" @click=${stop}>${t("app.cancel")}</button>
      </div>
    </div>`;
}
