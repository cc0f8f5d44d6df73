// The row of filters. Each chip says what it narrows and to what; its panel changes the address, nothing else.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { label } from "../sync/vocabulary.js";
import { change, LISTS } from "./filter-state.js";
import { closePanel, openPanel, popover } from "./popover.js";
import { termsOf } from "./terms.js";

/** @typedef {import("./filter-state.js").Filters} Filters */
/** @typedef {import("./filter-state.js").ListName} ListName */
/** @typedef {import("../types.js").Term} Term */

/**
 * @typedef {object} ChipProps
 * @property {Filters} filters
 * @property {import("./terms.js").Lists} lists
 * @property {(filters: Filters, replace?: boolean) => void} go shows the page with other filters
 * @property {Set<ListName | "q">} added chips asked for by '+ Filter' that hold nothing yet
 * @property {() => void} redraw
 * @property {boolean} [words] whether words are a chip too (Insights has a box for them)
 */

const ALWAYS = /** @type {readonly ListName[]} */ (["therapeutic_area", "region", "barrier"]);

/** Ticking three boxes in one panel is one step back, not three. */
let stepMade = false;

/** @param {ChipProps} props */
export function filterChips(props) {
  const { filters, added } = props;
  const inUse = LISTS.filter(
    (name) => ALWAYS.includes(name) || filters.codes[name].length || added.has(name),
  );
  const more = LISTS.filter((name) => !inUse.includes(name) && choices(props, name).length > 0);
  const withWords = props.words && (filters.q || added.has("q"));
  return html`
    ${inUse.map((name) => listChip(props, name))}
    ${withWords ? wordsChip(props) : nothing}
    ${more.length || (props.words && !withWords) ? moreChip(props, more, Boolean(props.words && !withWords)) : nothing}`;
}

/** @param {ChipProps} props @param {ListName} name */
function listChip(props, name) {
  const chosen = props.filters.codes[name];
  const id = `filter-${name}`;
  const first = chosen[0] ? nameOf(props.lists, name, chosen[0]) : t("filters.all");
  const rest = chosen.length > 1 ? ` +${chosen.length - 1}` : "";
  return popover({
    id,
    classes: chosen.length ? "chip set in-use" : "chip",
    button: html`${t(`filters.${name}`)} <strong>${first}${rest}</strong>`,
    opened: () => {
      stepMade = false;
    },
    content: html`
      <h2 id="${id}-title">${t(`filters.${name}`)}</h2>
      <ul class="choices">${choices(props, name).map((term) => choice(props, name, term))}</ul>
      ${panelFoot(id, chosen.length > 0, () => choose(props, name, []))}`,
  });
}

/** @param {ChipProps} props @param {ListName} name @param {Term & {depth: number}} term */
function choice(props, name, term) {
  const chosen = props.filters.codes[name];
  // A region stands for all below it, so those show as chosen with it.
  const above = name === "region" ? ancestors(props, term).find((code) => chosen.includes(code)) : undefined;
  const checked = chosen.includes(term.code) || above !== undefined;
  const toggle = () =>
    choose(props, name, checked ? chosen.filter((code) => code !== term.code) : [...chosen, term.code]);
  return html`
    <li class="depth-${Math.min(term.depth, 3)}">
      <label class="choice">
        <input type="checkbox" .checked=${checked} ?disabled=${above !== undefined} @change=${toggle}>
        <span>${nameOf(props.lists, name, term.code)}</span>
      </label>
    </li>`;
}

/** @param {import("./terms.js").Lists} lists @param {ListName} name @param {string} code */
const nameOf = (lists, name, code) => label(lists, name, code);

/** @param {ChipProps} props @param {ListName} name @param {string[]} codes */
function choose(props, name, codes) {
  props.added.add(name);
  props.go(change(props.filters, { codes: { [name]: codes } }), stepMade);
  stepMade = true;
}

/** What can be chosen, parents before children; a retired code only while it is in use.
 * @param {ChipProps} props
 * @param {ListName} name
 * @returns {(Term & {depth: number})[]}
 */
function choices({ lists, filters }, name) {
  const barriers = filters.codes.barrier;
  const terms = termsOf(lists, name).filter(
    (term) => !term.retired || filters.codes[name].includes(term.code),
  );
  if (name !== "sub_barrier") return inTree(terms, null, 0);
  return terms
    .filter((term) => !term.parent || !barriers.length || barriers.includes(term.parent))
    .map((term) => ({ ...term, depth: 0 }));
}

/** @param {Term[]} terms @param {string | null} parent @param {number} depth @returns {(Term & {depth: number})[]} */
function inTree(terms, parent, depth) {
  return terms
    .filter((term) => (term.parent ?? null) === parent)
    .flatMap((term) => [{ ...term, depth }, ...inTree(terms, term.code, depth + 1)]);
}

/** @param {ChipProps} props @param {Term} term */
function ancestors({ lists }, term) {
  const found = [];
  for (let at = term.parent; at && found.length < 10; ) {
    found.push(at);
    at = termsOf(lists, "region").find((one) => one.code === at)?.parent ?? null;
  }
  return found;
}

/** @param {ChipProps} props */
function wordsChip(props) {
  const id = "filter-q";
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const words = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("q") ?? "").trim();
    closePanel(id);
    props.go(change(props.filters, { q: words }));
  };
  return popover({
    id,
    classes: props.filters.q ? "chip set in-use" : "chip",
    button: html`${t("filters.q")} <strong>${props.filters.q ? `“${props.filters.q}”` : t("filters.all")}</strong>`,
    content: html`
      <h2 id="${id}-title">${t("filters.q")}</h2>
      <form class="stack" @submit=${submit}>
        <input class="input" name="q" type="search" maxlength="200" .value=${props.filters.q}
          aria-label=${t("filters.q")} placeholder=${t("filters.qPlaceholder")}>
        <button class="button primary">${t("filters.apply")}</button>
      </form>
      ${panelFoot(id, Boolean(props.filters.q), () => props.go(change(props.filters, { q: "" })))}`,
  });
}

/** @param {ChipProps} props @param {ListName[]} names @param {boolean} words */
function moreChip(props, names, words) {
  const id = "filter-more";
  const add = async (/** @type {ListName | "q"} */ name) => {
    closePanel(id);
    props.added.add(name);
    props.redraw();
    openPanel(`filter-${name}`);
  };
  const all = /** @type {(ListName | "q")[]} */ (words ? [...names, "q"] : names);
  return popover({
    id,
    button: html`${icons.plus}<strong>${t("filters.more")}</strong>`,
    content: html`
      <h2 id="${id}-title">${t("filters.moreTitle")}</h2>
      <ul class="choices">
        ${all.map((name) => html`<li><button type="button" class="choice" @click=${() => add(name)}>${t(`filters.${name}`)}</button></li>`)}
      </ul>`,
  });
}

/** @param {string} id @param {boolean} any @param {() => void} clear */
export const panelFoot = (id, any, clear) => html`
  <div class="panel-foot">
    <button type="button" class="button quiet" ?disabled=${!any} @click=${clear}>${t("filters.clear")}</button>
    <button type="button" class="button" @click=${() => closePanel(id)}>${t("filters.done")}</button>
  </div>`;
