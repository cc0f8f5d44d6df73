// What to look for in the trail: who, what and when as fields; a thing or a request, come to by a line, as a chip.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { addressOf, queryOf } from "../lib/list-pages.js";
import { icons } from "../lib/more-icons.js";
import { ACTIONS } from "./admin-audit-words.js";

/** @typedef {import("./admin-audit-view.js").View} View */
/** @typedef {import("./admin-audit-words.js").Filters} Filters */

/** @param {View} view */
export function trailFilters(view) {
  const { filters } = view;
  const chosen = (/** @type {Event} */ event) => {
    const { name, value, validity } = /** @type {HTMLInputElement} */ (event.target);
    // While a year is being typed it is the year 2, then 20, then 202.
    if (validity.valid && value !== filters[name]) view.show({ ...filters, [name]: value });
  };
  return html`
    <form class="trail-filters" role="search" aria-label=${t("trail.filters")} @change=${chosen} @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <div>
        <label for="trail-actor">${t("trail.who")}</label>
        <select class="input" id="trail-actor" name="actor">
          <option value="" .selected=${!filters.actor}>${t("trail.anybody")}</option>
          ${people(view).map(({ id, name }) => html`<option value=${id} .selected=${id === filters.actor}>${name}</option>`)}
        </select>
      </div>
      <div>
        <label for="trail-action">${t("trail.what")}</label>
        <select class="input" id="trail-action" name="action">
          <option value="" .selected=${!filters.action}>${t("trail.anything")}</option>
          ${Object.entries(ACTIONS).map(
            ([group, actions]) => html`
              <optgroup label=${t(`trail.group.${group}`)}>
                ${actions.map((action) => html`<option value=${action} .selected=${action === filters.action}>${t(`trail.name.${action}`)}</option>`)}
              </optgroup>`,
          )}
        </select>
      </div>
      ${date("from", filters)} ${date("to", filters)}
    </form>
    ${
      queryOf(filters).size
        ? html`<div class="chips">${chip(filters, ["object_kind", "object_id"])} ${chip(filters, ["request_id"])}
      <a class="chip clear" href="/admin/audit">${t("filters.clearAll")}</a></div>`
        : nothing
    }`;
}

/** Whoever is asked for is among them, also one whom the list no longer has. @param {View} view */
function people({ people, filters, lines }) {
  if (!filters.actor || people.some(({ id }) => id === filters.actor)) return people;
  const name = lines?.find(({ actor }) => actor?.id === filters.actor)?.actor?.name;
  return [{ id: filters.actor, name: name || t("trail.somebody") }, ...people];
}

/** @param {"from" | "to"} name @param {Filters} filters */
const date = (name, filters) => html`
  <div>
    <label for="trail-${name}">${t(`trail.${name}`)}</label>
    <input class="input" type="date" id="trail-${name}" name=${name} min="1900-01-01" max="2999-12-31" .value=${filters[name] ?? ""}>
  </div>`;

/** Comes off by a tap. @param {Filters} filters @param {string[]} names */
function chip(filters, names) {
  const [name = ""] = names;
  if (!names.some((one) => filters[one])) return nothing;
  const without = { ...filters, ...Object.fromEntries(names.map((one) => [one, ""])) };
  const words = names
    .map((one) => filters[one])
    .filter(Boolean)
    .join(" ");
  return html`<a class="chip set in-use" href=${addressOf("/admin/audit", without)} aria-label=${t("trail.without", { what: words })}>
    ${t(`trail.only.${name}`)} <strong dir="ltr">${words}</strong>${icons.x}</a>`;
}
