// The line to take back: one sentence that an MSL may say to the HCP. Only once it is cleared does it leave the desk.

import { formSheet } from "../elements/form-sheet.js";
import { setLine } from "../http/themes.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { shortDay } from "../lib/time.js";
import { done } from "./theme-doing.js";
import { explain, saving } from "./theme-saving.js";

/** @typedef {import("./theme.js").View} View */
/** @typedef {import("../http/themes.js").ThemePage} ThemePage */

/** @param {View} view @param {ThemePage} theme */
export function lineCard(view, theme) {
  const line = theme.line_to_take_back;
  const mine = view.lead && theme.own;
  if (!line && !mine) return nothing;
  return html`
    <section class="card take-back" aria-labelledby="line-title">
      <h2 id="line-title">${t("theme.line")}</h2>
      ${line ? html`<blockquote dir="auto">${line}</blockquote>${state(theme)}` : html`<p class="muted">${t("theme.noLine")}</p>`}
      ${mine ? html`<button class="button" @click=${() => editLine(view, theme)}>${t(line ? "theme.lineEdit" : "theme.lineAdd")}</button>` : nothing}
    </section>`;
}

/** @param {ThemePage} theme */
function state({ cleared }) {
  if (!cleared) return html`<p class="pill warn">${icons.triangleAlert}${t("theme.notCleared")}</p>`;
  const day = shortDay(cleared.at);
  const words = cleared.by
    ? t("theme.clearedBy", { day, name: cleared.by.name })
    : t("theme.cleared", { day });
  return html`<p class="pill ok">${icons.check}${words}</p>`;
}

/** @param {View} view @param {ThemePage} theme */
async function editLine(view, theme) {
  const before = theme.line_to_take_back ?? "";
  const saved = await formSheet({
    title: t("theme.line"),
    help: t("theme.lineHelp"),
    fields: () => [
      { name: "line", label: t("theme.lineLabel"), kind: "text", value: before },
      {
        name: "cleared",
        label: t("theme.clear"),
        kind: "check",
        value: theme.cleared ? "yes" : "",
        help: t("theme.clearHelp"),
      },
    ],
    save: t("app.save"),
    explain,
    stands: () => ({
      line: view.theme?.line_to_take_back ?? "",
      cleared: view.theme?.cleared ? "yes" : "",
    }),
    submit: ({ line, cleared }) =>
      saving(view, ({ id, rev }) =>
        setLine(id, { rev, line: line || null, cleared: Boolean(line) && cleared === "yes" }),
      ),
  });
  if (saved) done(view, saved, t("theme.lineSaved"));
}
