// Putting entries behind a theme that is there already: which one, and what they do to its conclusion.

import { fieldOf } from "../elements/form-sheet.js";
import { clearPicked, knownEntry } from "../elements/picked.js";
import { decide } from "../elements/sheet.js";
import { linkEntries } from "../http/themes.js";
import { say } from "../lib/dom.js";
import { emit } from "../lib/events.js";
import { html } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { vocabularies } from "../sync/vocabulary.js";
import { pickTheme } from "./theme-picker.js";
import { explainWords } from "./theme-saving.js";
import { STANCES } from "./theme-words.js";

/** @param {string[]} ids */
export async function addToTheme(ids) {
  /** @type {import("../http/themes.js").Stance} */
  let stance = "supports";
  const change = (/** @type {Event} */ event) => {
    stance = /** @type {typeof stance} */ (/** @type {HTMLInputElement} */ (event.target).value);
  };
  const theme = await pickTheme({
    title: t("pick.addTitle", { count: ids.length }),
    lists: await vocabularies(),
    barrier: knownEntry(ids[0] ?? "")?.barrier ?? null,
    above: html`<div @change=${change}>${fieldOf(
      {
        name: "stance",
        label: t("pick.stance", { count: ids.length }),
        kind: "choice",
        options: STANCES.map((code) => ({ code, name: t(`theme.stance.${code}`) })),
      },
      "supports",
    )}</div>`,
  });
  if (!theme) return;
  try {
    await linkEntries(
      theme.id,
      ids.map((entry_id) => ({ entry_id, stance })),
    );
  } catch (error) {
    await decide(t("pick.failed"), explainWords(error), [{ code: "back", name: t("app.close") }]);
    return;
  }
  clearPicked();
  say(t("theme.added"));
  emit("navigate", `/themes/${theme.id}`);
}
