// What a lead does to a whole theme: change its words and place, take a step, merge, split. Each asks in a sheet.

import { formSheet } from "../elements/form-sheet.js";
import { changeTheme, mergeTheme, splitTheme, takeStep } from "../http/themes.js";
import { say } from "../lib/dom.js";
import { t } from "../lib/i18n.js";
import { fieldsOf, themeFields, writtenTheme } from "./theme-fields.js";
import { pickTheme } from "./theme-picker.js";
import { explain, saving } from "./theme-saving.js";

/** @typedef {import("./theme.js").View} View */
/** @typedef {import("../http/themes.js").ThemePage} ThemePage */

/** @param {View} view @param {ThemePage} theme */
export async function editTheme(view, theme) {
  const first = fieldsOf(theme);
  const saved = await formSheet({
    title: t("theme.edit"),
    fields: (values) => themeFields(values, first, view.lists),
    save: t("app.save"),
    explain,
    stands: () => fieldsOf(/** @type {ThemePage} */ (view.theme)),
    submit: (values) =>
      saving(view, ({ id, rev }) => changeTheme(id, { rev, ...writtenTheme(values, view.lists) })),
  });
  if (saved) done(view, saved, t("theme.saved"));
}

/** @param {View} view @param {string} status where to; '' lets the person choose */
export async function step(view, status) {
  const { may } = /** @type {ThemePage} */ (view.theme);
  let to = status;
  const saved = await formSheet({
    title: status ? t(`theme.stepTo.${status}`) : t("theme.stepOther"),
    help: status ? t(`theme.stepHelp.${status}`) : "",
    fields: () => [
      ...(status
        ? []
        : [
            {
              name: "status",
              label: t("theme.stepWhere"),
              kind: /** @type {const} */ ("choice"),
              required: true,
              options: may.map((code) => ({ code, name: t(`theme.status.${code}`) })),
            },
          ]),
      {
        name: "why",
        label: t(status === "closed" ? "theme.because" : "theme.why"),
        kind: "text",
        required: true,
      },
    ],
    save: status ? t(`theme.stepTo.${status}`) : t("theme.stepSave"),
    explain: (error) => stepProblem(error, to),
    submit: (values) => {
      to = status || (values.status ?? "");
      return saving(view, ({ id, rev }) => takeStep(id, { rev, status: to, why: values.why ?? "" }));
    },
  });
  if (saved) done(view, saved, t("theme.stepTaken", { status: t(`theme.status.${saved.status}`) }));
}

/** The rule that stands in the way depends on where one wanted to go. @param {unknown} error @param {string} status */
function stepProblem(error, status) {
  const { problem } = /** @type {{problem?: {type?: string}}} */ (error);
  if (problem?.type?.endsWith("step-needs-action")) {
    return explain({ problem: { ...problem, type: `step-needs-action.${status}` } });
  }
  return explain(error);
}

/** @param {View} view @param {ThemePage} theme */
export async function mergeInto(view, theme) {
  const into = await pickTheme({
    title: t("theme.mergeTitle"),
    help: t("theme.mergeHelp"),
    lists: view.lists,
    barrier: theme.barrier,
    without: theme.id,
  });
  if (!into) return;
  const saved = await formSheet({
    title: t("theme.mergeSure"),
    help: t("theme.mergeInto", { from: theme.conclusion, into: into.conclusion }),
    fields: () => [{ name: "why", label: t("theme.why"), kind: "text", required: true }],
    save: t("theme.mergeSave"),
    explain,
    submit: (values) =>
      saving(view, ({ id, rev }) => mergeTheme(id, { rev, into: into.id, why: values.why ?? "" })),
  });
  if (!saved) return;
  say(t("theme.merged"));
  view.navigate(`/themes/${saved.id}`);
}

/** The chosen entries go over into a theme of their own. @param {View} view @param {ThemePage} theme */
export async function split(view, theme) {
  const entries = [...(view.chosen ?? [])];
  if (!entries.length) return;
  const first = { ...fieldsOf(theme), conclusion: "" };
  const made = await formSheet({
    title: t("theme.splitTitle", { count: entries.length }),
    help: t("theme.splitHelp"),
    fields: (values) => themeFields(values, first, view.lists),
    save: t("theme.splitSave"),
    explain,
    submit: (values) => splitTheme(theme.id, { entries, ...writtenTheme(values, view.lists) }),
  });
  if (!made) return;
  view.chosen = null;
  say(t("theme.splitDone"));
  view.navigate(`/themes/${made.id}`);
}

/** @param {View} view @param {ThemePage} theme @param {string} notice */
export function done(view, theme, notice) {
  say(notice);
  view.show(theme);
}

/** Entries came, went or changed sides: the theme as it counts now, and both sides. @param {View} view @param {string} notice */
export async function recount(view, notice) {
  say(notice);
  await view.load();
}
