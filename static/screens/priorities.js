// Listening priorities: the questions of the cycle, with dates. They appear as one line where entries are written.

import { formSheet } from "../elements/form-sheet.js";
import { decide } from "../elements/sheet.js";
import { termFields, termWords } from "../elements/term-fields.js";
import { addPriority, changePriority, readPriorities, retirePriority } from "../http/loop.js";
import { loadStyles, say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { emit } from "../lib/events.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { prioritiesPage } from "./priorities-view.js";

/** @typedef {import("../types.js").ScreenContext} Context */
/** @typedef {import("../types.js").Term} Term */

/** @param {HTMLElement} root @param {Context} ctx */
export async function open(root, ctx) {
  await loadStyles("/styles/elements/filters.css");
  let closed = false;
  /** @type {import("./priorities-view.js").View} */
  const view = { terms: null, error: "", load, add, change, retire };
  const draw = () => {
    if (!closed) render(prioritiesPage(view), root);
  };

  async function load() {
    view.error = "";
    draw();
    try {
      view.terms = await readPriorities();
      // Whoever labels an entry with one has the old words otherwise.
      emit("pulled");
    } catch (error) {
      view.error = sentence(error);
    }
    draw();
  }

  async function add() {
    const made = await formSheet({
      title: t("priorities.add"),
      help: t("priorities.addHelp"),
      fields: () => priorityFields(null),
      save: t("priorities.add"),
      submit: (values) => addPriority(written(values)),
    });
    if (!made) return;
    say(t("priorities.saved"));
    load();
  }

  /** @param {Term} term */
  async function change(term) {
    const saved = await formSheet({
      title: t("priorities.change"),
      fields: () => priorityFields(term),
      save: t("app.save"),
      submit: (values) => changePriority(term.code, written(values)),
    });
    if (!saved) return;
    say(t("priorities.saved"));
    load();
  }

  /** @param {Term} term */
  async function retire(term) {
    const sure = await decide(t("priorities.retireSure"), t("priorities.retireHelp"), [
      { code: "retire", name: t("priorities.retire"), kind: "primary danger" },
      { code: "back", name: t("app.cancel") },
    ]);
    if (sure !== "retire") return;
    try {
      await retirePriority(term.code);
      say(t("priorities.retired"));
      await load();
    } catch (error) {
      view.error = sentence(error);
      draw();
    }
  }

  ctx.setTitle(t("priorities.title"));
  load();
  return () => {
    closed = true;
  };
}

/** @param {Term | null} term @returns {import("../elements/form-sheet.js").Field[]} */
const priorityFields = (term) => [
  ...termFields(
    term,
    {
      en: t("priorities.en"),
      de: t("priorities.de"),
      hint: t("priorities.hint"),
      hintDe: t("priorities.hintDe"),
    },
    200,
  ),
  { name: "starts_on", label: t("priorities.from"), kind: "date", value: term?.starts_on ?? "" },
  { name: "ends_on", label: t("priorities.to"), kind: "date", value: term?.ends_on ?? "" },
];

/** @param {import("../elements/form-sheet.js").Values} values @returns {import("../http/loop.js").PriorityFields} */
const written = ({ starts_on, ends_on, ...words }) => ({
  ...termWords(words),
  starts_on: starts_on || null,
  ends_on: ends_on || null,
});
