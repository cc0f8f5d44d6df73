// Making a theme: one tentative conclusion, where it holds, and the entries it was gathered from.

import {
  clearPicked,
  dropThemeDraft,
  keepThemeDraft,
  knownEntry,
  pickedNow,
  pickOnly,
  themeDraft,
} from "../elements/picked.js";
import { readEntry } from "../http/desk.js";
import { makeTheme } from "../http/themes.js";
import { loadStyles, say } from "../lib/dom.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { vocabularies } from "../sync/vocabulary.js";
import { themeFields, writtenTheme } from "./theme-fields.js";
import { newPage } from "./theme-new-view.js";
import { commonOf } from "./theme-place.js";
import { explain } from "./theme-saving.js";

/** @typedef {import("../types.js").ScreenContext} Context */
/** @typedef {import("../types.js").EntryData} EntryData */
/** @typedef {import("../http/themes.js").Stance} Stance */

/**
 * @typedef {object} View
 * @property {EntryData[]} entries
 * @property {number} missing picked ones that can't be read any more
 * @property {Map<string, Stance>} stances
 * @property {Record<string, string>} values
 * @property {import("../elements/form-sheet.js").Field[]} fields
 * @property {boolean} ready
 * @property {boolean} busy
 * @property {unknown} problem
 * @property {(event: Event) => void} change
 * @property {(event: SubmitEvent) => void} submit
 * @property {(entry: EntryData) => void} leaveOut
 * @property {(entry: EntryData, stance: Stance) => void} stand
 */

/** So many requests at once; a lead may have picked hundreds. */
const AT_ONCE = 6;

/** @param {HTMLElement} root @param {Context} ctx */
export async function open(root, ctx) {
  await loadStyles("/styles/elements/filters.css");
  let closed = false;
  /** @type {Record<string, import("../types.js").Vocabulary>} */
  let lists = {};
  /** @type {View} */
  const view = {
    entries: [],
    missing: 0,
    stances: new Map(),
    values: {},
    fields: [],
    ready: false,
    busy: false,
    problem: null,
    change,
    submit,
    leaveOut,
    stand,
  };
  const draw = () => {
    view.fields = themeFields(view.values, view.values, lists);
    if (!closed) render(newPage(view), root);
  };

  async function load() {
    draw();
    lists = await vocabularies();
    const ids = [...pickedNow()];
    const found = await readAll(ids);
    Object.assign(view, {
      entries: found,
      missing: ids.length - found.length,
      values: { conclusion: "", ...commonOf(found, lists), ...themeDraft() },
      ready: true,
    });
    draw();
    /** @type {HTMLElement | null} */ (root.querySelector("textarea"))?.focus();
  }

  /** @param {Event} event */
  function change(event) {
    const { name, value } = /** @type {HTMLInputElement} */ (event.target);
    if (!name || name.startsWith("stance")) return;
    view.values = { ...view.values, [name]: value };
    keepThemeDraft({ ...themeDraft(), [name]: value });
    draw();
  }

  /** @param {EntryData} entry */
  function leaveOut(entry) {
    view.entries = view.entries.filter((one) => one !== entry);
    pickOnly(view.entries.map(({ id }) => id));
    draw();
  }

  /** @param {EntryData} entry @param {Stance} stance */
  function stand(entry, stance) {
    view.stances.set(entry.id, stance);
    draw();
  }

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    if (view.busy) return;
    Object.assign(view, { busy: true, problem: null });
    draw();
    try {
      const theme = await makeTheme({
        ...writtenTheme(view.values, lists),
        entries: view.entries.map(({ id }) => ({
          entry_id: id,
          stance: view.stances.get(id) ?? "supports",
        })),
      });
      clearPicked();
      dropThemeDraft();
      say(t("theme.made"));
      ctx.navigate(`/themes/${theme.id}`, { replace: true });
    } catch (error) {
      view.problem = explain(error);
    }
    view.busy = false;
    draw();
  }

  ctx.setTitle(t("theme.new"));
  load();
  return () => {
    closed = true;
  };
}

/** What the list has read already is not asked for again; what is gone is left out. @param {string[]} ids */
async function readAll(ids) {
  /** @type {(EntryData | null)[]} */
  const found = ids.map((id) => knownEntry(id) ?? null);
  const asked = [...ids.keys()].filter((at) => !found[at]);
  const work = async () => {
    for (let at = asked.shift(); at !== undefined; at = asked.shift()) {
      found[at] = await readEntry(/** @type {string} */ (ids[at])).catch(() => null);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found.filter((entry) => entry !== null);
}
