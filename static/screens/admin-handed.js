// Where a link went: mailed, or shown this once for whoever hands it over.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { moment } from "../lib/time.js";

/** @typedef {import("../http/people.js").Handed} Handed */
/** @typedef {{handed: Handed | null, copied: "" | "yes" | "failed", copy: () => void, hide: () => void}} HandedView */

/** @param {HandedView} view */
export function handedCard({ handed, copied, copy, hide }) {
  if (!handed) return nothing;
  const { email, expires_at, link, failed } = handed;
  const vars = { email, when: moment(expires_at) };
  if (!link) {
    return html`<div class="banner ok" role="status">${icons.send}<p>${t("admin.link.sent", vars)}</p></div>`;
  }
  return html`
    <section class="banner ${failed ? "warn" : "ok"} admin-handed" aria-labelledby="handed-title">
      ${icons.keyRound}
      <div class="stack">
        <h2 id="handed-title" tabindex="-1">${t(`admin.link.${handed.purpose}`)}</h2>
        <p>${failed ? `${t("admin.link.failed", { failed })} ` : ""}${t("admin.link.once", vars)}</p>
        <code dir="ltr">${link}</code>
        ${copied === "failed" ? html`<p class="error" role="alert">${t("tokens.copyFailed")}</p>` : nothing}
        <div class="row">
          <button type="button" class="button primary" @click=${copy}>
            ${copied === "yes" ? icons.check : icons.copy}${t(copied === "yes" ? "tokens.copied" : "admin.link.copy")}
          </button>
          <button type="button" class="button" @click=${hide}>${icons.eyeOff}${t("tokens.hide")}</button>
        </div>
      </div>
    </section>`;
}

/** What a screen needs to show one. @param {() => void} draw @param {HTMLElement} root */
export function handing(draw, root) {
  /** @type {HandedView & {show: (handed: Handed) => void}} */
  const view = {
    handed: null,
    copied: "",
    show(handed) {
      Object.assign(view, { handed, copied: "" });
      draw();
      root.querySelector(".admin-handed")?.scrollIntoView({ block: "nearest" });
      /** @type {HTMLElement | null} */ (root.querySelector("#handed-title"))?.focus();
    },
    async copy() {
      try {
        await navigator.clipboard.writeText(view.handed?.link ?? "");
        view.copied = "yes";
      } catch {
        view.copied = "failed";
      }
      draw();
    },
    hide() {
      view.handed = null;
      draw();
    },
  };
  return view;
}
