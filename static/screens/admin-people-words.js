// What a person may do, where, and how their account stands, in words.

import { html } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { label } from "../sync/vocabulary.js";

/** @typedef {import("../http/people.js").State} State */

/** In the order in which one chooses. @type {readonly import("../types.js").Role[]} */
export const ROLES = ["msl", "lead", "analyst", "safety", "admin", "colleague", "commercial"];

const LOOKS = {
  active: { kind: "ok", icon: icons.check },
  invited: { kind: "", icon: icons.send },
  suspended: { kind: "warn", icon: icons.circleOff },
  erased: { kind: "", icon: icons.trash2 },
};

/** @param {State} state */
export const statePill = (state) =>
  html`<span class="pill ${LOOKS[state].kind}">${LOOKS[state].icon}${t(`admin.state.${state}`)}</span>`;

/** @param {readonly string[]} roles */
export const rolesWords = (roles) =>
  roles.length ? roles.map((role) => t(`role.${role}`)).join(", ") : t("admin.people.noRole");

/** @param {Record<string, import("../types.js").Vocabulary>} lists @param {readonly string[] | null} regions */
export function regionWords(lists, regions) {
  if (regions === null) return t("admin.people.everywhere");
  if (!regions.length) return t("admin.people.nowhere");
  return regions.map((code) => label(lists, "region", code)).join(", ");
}
