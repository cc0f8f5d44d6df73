// Saved views: what stands in the address, under a name, for oneself or for all leads.

import { closePanel, popover } from "../elements/popover.js";
import { readViews, removeView, saveView } from "../http/lead.js";
import { say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { hrefOf, isOf, queryOf } from "./views-address.js";

/** @typedef {import("../http/lead.js").SavedView} SavedView */
/** @typedef {{items: SavedView[] | null, error: string, leaving: string}} Views what is known of them; `leaving` is about to be deleted */

const ID = "views-menu";

/** @returns {Views} */
export const noViews = () => ({ items: null, error: "", leaving: "" });

/**
 * @param {object} props
 * @param {Views} props.views
 * @param {"trends" | "insights"} props.page
 * @param {string} props.href the page's address as it stands
 * @param {() => void} props.redraw
 */
export function viewsMenu(props) {
  const { views, href } = props;
  const here = views.items?.find((view) => isOf(view, href));
  return popover({
    id: ID,
    classes: here ? "chip set in-use views-chip" : "chip views-chip",
    button: here
      ? html`${t("views.one")} <strong>${here.name}</strong>`
      : html`<strong>${t("views.title")}</strong>`,
    opened: () => views.items ?? loadViews(props),
    content: html`
      <h2 id="${ID}-title">${t("views.title")}</h2>
      ${views.error ? html`<p class="save-state" role="alert">${views.error}</p>` : nothing}
      ${list(props)}
      ${here?.own ? nothing : saveForm(props)}`,
  });
}

/** @param {{views: Views, redraw: () => void}} props */
export async function loadViews({ views, redraw }) {
  try {
    views.items = (await readViews()).items;
    views.error = "";
  } catch (error) {
    views.error = sentence(error);
  }
  redraw();
}

/** @param {Parameters<typeof viewsMenu>[0]} props */
function list(props) {
  const { items } = props.views;
  if (!items) return nothing;
  if (!items.length) return html`<p class="small">${t("views.none")}</p>`;
  return html`<ul class="choices">${items.map((view) => line(props, view))}</ul>`;
}

/** @param {Parameters<typeof viewsMenu>[0]} props @param {SavedView} view */
function line(props, view) {
  const by = view.own ? (view.shared ? t("views.isShared") : "") : t("views.by", { name: view.by.name });
  if (props.views.leaving === view.id) return leaving(props, view);
  return html`
    <li class="view-line">
      <a class="choice" href=${hrefOf(view)} aria-current=${isOf(view, props.href) ? "true" : nothing}
        @click=${() => closePanel(ID)}>
        <span>${view.name}${by ? html`<span class="small">${by}</span>` : nothing}</span>
      </a>
      ${
        view.own
          ? html`<button type="button" class="icon-button" aria-label=${t("views.remove", { name: view.name })}
              @click=${() => ask(props, view.id)}>${icons.trash2}</button>`
          : nothing
      }
    </li>`;
}

/** @param {Parameters<typeof viewsMenu>[0]} props @param {string} id */
function ask({ views, redraw }, id) {
  views.leaving = id;
  redraw();
  document
    .getElementById(ID)
    ?.querySelector(/** @type {"button"} */ (".view-line .danger"))
    ?.focus();
}

/** @param {Parameters<typeof viewsMenu>[0]} props @param {SavedView} view */
const leaving = (props, view) => html`
  <li class="view-line asks">
    <span>${t(view.shared ? "views.removeShared" : "views.removeOwn", { name: view.name })}</span>
    <span class="row">
      <button type="button" class="button danger" @click=${() => removed(props, view)}>${t("views.removeYes")}</button>
      <button type="button" class="button quiet" @click=${() => ask(props, "")}>${t("views.keep")}</button>
    </span>
  </li>`;

/** @param {Parameters<typeof viewsMenu>[0]} props @param {SavedView} view */
async function removed(props, view) {
  try {
    await removeView(view.id);
    say(t("views.removed", { name: view.name }));
  } catch (error) {
    props.views.error = sentence(error);
  }
  props.views.leaving = "";
  await loadViews(props);
}

/** @param {Parameters<typeof viewsMenu>[0]} props */
function saveForm(props) {
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const given = new FormData(form);
    const name = String(given.get("name") ?? "").trim();
    if (!name) return;
    try {
      await saveView({ name, page: props.page, query: queryOf(props.href), shared: given.has("shared") });
      form.reset();
      say(t("views.saved", { name }));
      await loadViews(props);
    } catch (error) {
      props.views.error = sentence(error);
      props.redraw();
    }
  };
  return html`
    <form class="stack view-form" @submit=${submit}>
      <label class="field"><span class="label">${t("views.name")}</span>
        <input class="input" name="name" maxlength="80" required autocomplete="off"></label>
      <label class="choice"><input type="checkbox" name="shared"><span>${t("views.share")}</span></label>
      <button class="button primary">${t("views.save")}</button>
    </form>`;
}
