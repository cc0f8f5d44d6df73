// Changing a person whom somebody else may be changing: what was chosen stays, what stands now is said.

import { failure } from "../elements/form-sheet.js";
import { html } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { regionWords, rolesWords } from "./admin-people-words.js";
import { Missing } from "./admin-scope.js";

/** @typedef {import("../http/people.js").PersonDetail} PersonDetail */

/** Somebody else was faster. */
export class Meanwhile extends Error {
  /** @param {PersonDetail} person as they are now @param {import("./admin-scope.js").Lists} lists */
  constructor(person, lists) {
    super("person-changed");
    this.person = person;
    this.lists = lists;
  }
}

/** What stood in the way, for the form that waits; nothing for what the server says itself. @param {unknown} error */
export function explainScope(error) {
  if (error instanceof Missing) return failure(error.message);
  if (!(error instanceof Meanwhile)) return null;
  const { person, lists } = error;
  return html`
    <div class="banner warn">
      ${icons.triangleAlert}
      <div>
        <p><strong>${t("admin.meanwhile.title")}</strong></p>
        <p>${t("admin.meanwhile.now", { state: t(`admin.state.${person.state}`), roles: rolesWords(person.roles), regions: regionWords(lists, person.regions) })}</p>
      </div>
    </div>`;
}
