// Agreeing an action, telling how it goes, and what was changed in it by whom.

import { formSheet } from "../elements/form-sheet.js";
import { sheet } from "../elements/sheet.js";
import { addAction, changeAction, readActionHistory, readTheme } from "../http/themes.js";
import { say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { html } from "../lib/html.js";
import { has, t } from "../lib/i18n.js";
import { longDay, moment } from "../lib/time.js";
import { explain, saving } from "./theme-saving.js";
import { FUNCTIONS } from "./theme-words.js";

/** @typedef {import("./theme.js").View} View */
/** @typedef {import("../http/themes.js").ThemePage} ThemePage */
/** @typedef {import("../http/themes.js").Action} Action */
/** @typedef {import("../elements/form-sheet.js").Field} Field */

const WRITTEN = /** @type {const} */ ([
  "what",
  "partner_ref",
  "owner_function",
  "due_on",
  "status",
  "outcome",
]);

/** @param {View} view */
export async function newAction(view) {
  const { id } = /** @type {ThemePage} */ (view.theme);
  const made = await formSheet({
    title: t("theme.actionAdd"),
    help: t("theme.actionHelp"),
    fields: () => actionFields(null),
    save: t("theme.actionSave"),
    explain,
    submit: (values) => addAction(id, written(values, ["what", "partner_ref", "owner_function", "due_on"])),
  });
  if (made) await refresh(view, t("theme.actionAdded"));
}

/** @param {View} view @param {string} id */
export async function updateAction(view, id) {
  const first = find(/** @type {ThemePage} */ (view.theme), id);
  if (!first) return;
  const saved = await formSheet({
    title: t("theme.actionEdit"),
    fields: (values) => [...actionFields(first), ...stateFields(first, values)],
    save: t("app.save"),
    explain,
    stands: () => valuesOf(find(/** @type {ThemePage} */ (view.theme), id)),
    submit: (values) =>
      saving(
        view,
        (theme) =>
          changeAction(theme.id, id, { rev: find(theme, id)?.rev ?? first.rev, ...written(values, WRITTEN) }),
        (before, after) => actionChanges(find(before, id), find(after, id)),
      ),
  });
  if (saved) await refresh(view, t("theme.actionSaved"));
}

/** @param {Action | undefined} action @returns {import("../elements/form-sheet.js").Values} */
const valuesOf = (action) =>
  action ? Object.fromEntries(WRITTEN.map((name) => [name, action[name] ?? ""])) : {};

/** @param {ThemePage} theme @param {string} id */
const find = (theme, id) => theme.actions.find((action) => action.id === id);

/** @param {Action | null} first @returns {Field[]} */
const actionFields = (first) => [
  { name: "what", label: t("theme.action.what"), kind: "text", required: true, value: first?.what ?? "" },
  {
    name: "owner_function",
    label: t("theme.action.owner_function"),
    kind: "select",
    required: true,
    value: first?.owner_function ?? "",
    options: FUNCTIONS.map((code) => ({ code, name: t(`theme.function.${code}`) })),
  },
  {
    name: "partner_ref",
    label: t("theme.action.partner_ref"),
    help: t("theme.partnerHelp"),
    value: first?.partner_ref ?? "",
  },
  { name: "due_on", label: t("theme.action.due_on"), kind: "date", value: first?.due_on ?? "" },
];

/** What is over needs the outcome, good or bad. @param {Action} first @param {import("../elements/form-sheet.js").Values} values @returns {Field[]} */
function stateFields(first, values) {
  const status = values.status || first.status;
  const over = status === "done" || status === "dropped";
  return [
    {
      name: "status",
      label: t("theme.action.status"),
      kind: "choice",
      required: true,
      value: first.status,
      options: ["open", "under_way", "done", "dropped"].map((code) => ({
        code,
        name: t(`theme.action.${code}`),
      })),
    },
    {
      name: "outcome",
      label: t("theme.action.outcome"),
      kind: "text",
      required: over,
      value: first.outcome ?? "",
      help: t(status === "dropped" ? "theme.droppedHelp" : "theme.outcomeHelp"),
    },
  ];
}

/** An empty field is null for the API. @param {Record<string, string>} values @param {readonly string[]} names */
const written = (values, names) => Object.fromEntries(names.map((name) => [name, values[name] || null]));

/** @param {Action | undefined} before @param {Action | undefined} after */
const actionChanges = (before, after) =>
  WRITTEN.map((name) => ({
    name: t(`theme.action.${name}`),
    before: valueWords(name, before?.[name]),
    after: valueWords(name, after?.[name]),
  })).filter((change) => change.before !== change.after);

/** @param {string} name @param {unknown} value */
function valueWords(name, value) {
  if (value === null || value === undefined) return "";
  if (name === "owner_function") return t(`theme.function.${value}`);
  if (name === "status") return t(`theme.action.${value}`);
  return name === "due_on" ? longDay(String(value)) : String(value);
}

/** Actions decide which steps are open, so the theme is asked again as a whole. @param {View} view @param {string} notice */
async function refresh(view, notice) {
  say(notice);
  const { id } = /** @type {ThemePage} */ (view.theme);
  try {
    view.show(await readTheme(id));
  } catch (error) {
    view.error = sentence(error);
    view.draw();
  }
}

/** @param {View} view @param {Action} action */
export async function actionHistory(view, action) {
  const { id } = /** @type {ThemePage} */ (view.theme);
  /** @type {unknown} */
  let content;
  try {
    const { items } = await readActionHistory(id, action.id);
    content = html`<ol class="theme-steps">${items.toReversed().map(revision)}</ol>`;
  } catch (error) {
    content = html`<p class="error">${sentence(error)}</p>`;
  }
  await sheet(t("theme.actionHistory"), () => content);
}

/** @param {import("../http/themes.js").ActionRevision} revision */
const revision = ({ at, by, changes }) => html`
  <li>
    <p><strong>${by?.name ?? ""}</strong> <span class="small">${moment(at)}</span></p>
    <dl class="differences">
      ${Object.entries(changes)
        .filter(([name]) => has(`theme.action.${name}`))
        .map(
          ([name, { before, after }]) => html`
            <div><dt>${t(`theme.action.${name}`)}</dt>
              <dd><del>${valueWords(name, before) || "–"}</del> <ins>${valueWords(name, after) || "–"}</ins></dd></div>`,
        )}
    </dl>
  </li>`;
