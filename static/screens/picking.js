// Picking entries in the list of insights: a box in each row, and a bar that says what can become of them.

import { may, person } from "../data/person.js";
import { clearPicked, MOST, picked, pickedNow, togglePicked } from "../elements/picked.js";
import { loadStyles, say } from "../lib/dom.js";
import { emit } from "../lib/events.js";
import { effect, html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { addToTheme } from "./theme-add.js";

/** @typedef {import("../types.js").EntryData} EntryData */

/** A visit that brought nothing new says nothing for or against a conclusion. @param {EntryData} entry */
const fits = (entry) => entry.kind !== "nothing_new" && !entry.deleted;

/** The box of one row; nothing for whom themes are not theirs to make. @param {EntryData} entry */
export function pickBox(entry) {
  if (!may(person.value, "curate") || !fits(entry)) return nothing;
  const toggle = (/** @type {Event} */ event) => {
    if (togglePicked(entry)) return;
    /** @type {HTMLInputElement} */ (event.target).checked = false;
    say(t("pick.full", { count: MOST }));
  };
  return html`
    <label class="pick">
      <input type="checkbox" .checked=${picked.value.has(entry.id)} @change=${toggle}>
      <span class="sr-only">${t("pick.one", { text: (entry.text ?? "").slice(0, 60) })}</span>
    </label>`;
}

/** One entry alone: a theme from it, or behind one that is there. @param {EntryData} entry */
export function pickThis(entry) {
  if (!may(person.value, "curate") || !fits(entry)) return nothing;
  loadStyles("/styles/screens/themes.css");
  const make = () => {
    if (!pickedNow().has(entry.id)) togglePicked(entry);
    emit("navigate", "/themes/new");
  };
  return html`
    <div class="row">
      <button class="button" @click=${make}>${icons.handshake}${t("pick.make")}</button>
      <button class="button" @click=${() => addToTheme([entry.id])}>${t("pick.add")}</button>
    </div>`;
}

/**
 * The bar at the foot, for as long as the list is open.
 * @param {HTMLElement} root where the list is drawn
 * @param {() => void} redraw draws the list, whose boxes follow what is picked
 * @returns {() => void}
 */
export function startPicking(root, redraw) {
  if (!may(person.value, "curate")) return () => {};
  loadStyles("/styles/screens/themes.css");
  pickedNow();
  const foot = document.createElement("div");
  foot.className = "pick-foot";
  root.after(foot);
  const stop = effect(() => {
    render(bar(picked.value.size), foot);
    redraw();
  });
  return () => {
    stop();
    foot.remove();
  };
}

/** @param {number} count */
const bar = (count) =>
  count
    ? html`
      <div class="pick-bar" role="region" aria-label=${t("pick.bar")}>
        <p role="status">${t("pick.count", { count })}</p>
        <div class="row">
          <button class="button primary" @click=${() => emit("navigate", "/themes/new")}>${icons.handshake}${t("pick.make")}</button>
          <button class="button" @click=${() => addToTheme([...picked.value])}>${t("pick.add")}</button>
          <button class="button quiet" @click=${clearPicked}>${t("pick.clear")}</button>
        </div>
      </div>`
    : nothing;
