// Inviting somebody: address, name, roles and regions.

import { formSheet } from "../elements/form-sheet.js";
import { invitePerson } from "../http/people.js";
import { t } from "../lib/i18n.js";
import { explainScope } from "./admin-meanwhile.js";
import { scopeFields, scopeOf } from "./admin-scope.js";

/** @param {import("./admin-scope.js").Lists} lists @returns {Promise<{handed: import("../http/people.js").Handed} | null>} */
export const invite = (lists) =>
  formSheet({
    title: t("admin.invite.title"),
    help: t("admin.invite.help"),
    fields: (values) => [
      { name: "email", label: t("admin.invite.email"), required: true, max: 254 },
      { name: "name", label: t("admin.invite.name"), required: true, max: 120 },
      ...scopeFields(lists, values, null),
    ],
    save: t("admin.invite.send"),
    submit: async ({ email = "", name = "", ...rest }) => invitePerson({ email, name, ...scopeOf(rest) }),
    explain: explainScope,
  });
