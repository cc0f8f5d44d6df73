// What is done about a theme: with whom on the HCP's side, which function here owes it, until when, and what came of it.

import { dayMonth } from "../elements/dates.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { day, daysAgo } from "../lib/time.js";
import { actionHistory, newAction, updateAction } from "./theme-action-doing.js";

/** @typedef {import("./theme.js").View} View */
/** @typedef {import("../http/themes.js").ThemePage} ThemePage */
/** @typedef {import("../http/themes.js").Action} Action */

/** @param {View} view @param {ThemePage} theme */
export function actionsCard(view, theme) {
  const mine = view.lead && theme.own;
  if (!theme.actions.length && !mine) return nothing;
  return html`
    <section class="card actions-card" aria-labelledby="actions-title">
      <h2 id="actions-title">${t("theme.actions")}</h2>
      ${
        theme.actions.length
          ? html`<ul class="list">${inOrder(theme.actions).map((action) => row(view, action, mine))}</ul>`
          : html`<p class="muted">${t("theme.noActions")}</p>`
      }
      ${mine ? html`<button class="button" @click=${() => newAction(view)}>${icons.plus}${t("theme.actionAdd")}</button>` : nothing}
    </section>`;
}

/** What is open stands first, the most overdue at the top; what is over comes last. @param {Action[]} actions */
export const inOrder = (actions) =>
  actions.toSorted((a, b) => {
    const over = (/** @type {Action} */ one) => (one.status === "done" || one.status === "dropped" ? 1 : 0);
    return over(a) - over(b) || (a.due_on ?? "9999").localeCompare(b.due_on ?? "9999");
  });

/** @param {View} view @param {Action} action @param {boolean} mine */
const row = (view, action, mine) => html`
  <li class="action" data-status=${action.status}>
    <p class="action-what"><strong dir="auto">${action.what}</strong> ${dueMark(action)}</p>
    <p class="small">${[t(`theme.action.${action.status}`), t(`theme.function.${action.owner_function}`), action.partner_ref ? t("theme.with", { partner: action.partner_ref }) : ""].filter(Boolean).join(" · ")}</p>
    ${action.outcome ? html`<p class="outcome" dir="auto">${icons.check}<span>${action.outcome}</span></p>` : nothing}
    ${
      mine
        ? html`
          <div class="row">
            <button class="button quiet" aria-label=${t("theme.actionEditOf", { what: action.what.slice(0, 60) })} @click=${() => updateAction(view, action.id)}>${icons.pencil}${t("theme.actionEdit")}</button>
            <button class="button quiet" aria-label=${t("theme.actionHistoryOf", { what: action.what.slice(0, 60) })} @click=${() => actionHistory(view, action)}>${icons.history}${t("theme.actionHistory")}</button>
          </div>`
        : nothing
    }
  </li>`;

/** @param {Action} action */
function dueMark(action) {
  const words = dueWords(action);
  if (!words) return nothing;
  return html`<span class=${action.overdue ? "due late" : "due"}>${words}</span>`;
}

/** '9 days late', 'due 2 Dec'; nothing for what is over. @param {Action} action @param {string} [today] */
export function dueWords({ due_on, status, overdue }, today = day()) {
  if (!due_on || status === "done" || status === "dropped") return "";
  if (overdue) return t("theme.late", { count: Math.max(1, daysAgo(due_on)) });
  return due_on === today ? t("theme.dueToday") : t("theme.due", { day: dayMonth(due_on) });
}
