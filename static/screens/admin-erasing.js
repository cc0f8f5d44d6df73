// Erasing on request: first how much it is, then typed once more and with a reason.

import { formSheet } from "../elements/form-sheet.js";
import { ask } from "../elements/sheet.js";
import { eraseHcp, erasePerson, previewHcpErasure, previewPersonErasure } from "../http/people.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";

/** @typedef {import("../http/people.js").HcpPlan} HcpPlan */
/** @typedef {import("../http/people.js").PersonPlan} PersonPlan */

/** @param {import("../http/people.js").PersonDetail} person @returns {Promise<boolean>} whether it was done */
export async function askToErasePerson({ id, name, email }) {
  const plan = await previewPersonErasure(id);
  const done = await formSheet({
    title: t("admin.erase.personTitle", { name }),
    help: personWords(plan),
    fields: () => typed(email),
    save: t("admin.erase.personDo"),
    danger: true,
    submit: async ({ confirm = "", reason = "" }) => {
      await erasePerson(id, { confirm, reason });
      return true;
    },
  });
  return done === true;
}

/** @returns {Promise<HcpPlan | null>} what was taken out, if it was */
export async function askToEraseHcp() {
  const hcp_ref = await ask({
    title: t("admin.erase.hcpTitle"),
    help: t("admin.erase.hcpHelp"),
    save: t("admin.erase.preview"),
    required: true,
  });
  if (!hcp_ref) return null;
  const plan = await previewHcpErasure(hcp_ref);
  return formSheet({
    title: t("admin.erase.hcpSure", { reference: hcp_ref }),
    help: hcpWords(plan),
    fields: () => typed(hcp_ref),
    save: t("admin.erase.hcpDo"),
    danger: true,
    submit: ({ confirm = "", reason = "" }) => eraseHcp({ hcp_ref, confirm, reason }),
  });
}

/** @param {string} meant @returns {import("../elements/form-sheet.js").Field[]} */
const typed = (meant) => [
  { name: "confirm", label: t("admin.erase.confirm", { meant }), required: true, max: 254 },
  {
    name: "reason",
    label: t("admin.erase.reason"),
    help: t("admin.erase.reasonHelp"),
    required: true,
    max: 64,
  },
];

/** @param {PersonPlan} plan */
const personWords = ({ sessions, tokens, views, waiting, entries }) => html`
  ${t("admin.erase.person", { sessions, tokens, views })} ${t("admin.erase.personStays", { count: entries })}
  ${waiting ? html`<strong>${t("admin.erase.personWaiting", { count: waiting })}</strong>` : nothing}`;

/** @param {HcpPlan} plan @param {boolean} [done] */
export const hcpWords = ({ entries, waiting, actions }, done = false) => html`
  ${t(done ? "admin.erase.hcpDone" : "admin.erase.entries", { count: entries })} ${actions ? t("admin.erase.actions", { count: actions }) : nothing}
  ${waiting ? html`<strong>${t("admin.erase.waiting", { count: waiting })}</strong>` : nothing}`;
