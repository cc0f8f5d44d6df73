// How the chain of the trail stands: its newest line, and what following it from the beginning has shown.

import { failure } from "../elements/form-sheet.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { clock } from "../lib/time.js";

/** @typedef {import("./admin-audit-view.js").View} View */

/** @param {View} view */
export function chainCard({ head, check, verify }) {
  if (!head) return nothing;
  const running = check.state === "running";
  return html`
    <section class="card trail-chain" aria-labelledby="trail-chain">
      <div class="trail-chain-head">
        <h2 id="trail-chain">${t("trail.chain")}</h2>
        <span role="status">${state(check)}</span>
        <button class="button" ?disabled=${running} @click=${verify}>${icons.shield}${t(running ? "trail.check.busy" : "trail.check")}</button>
      </div>
      <details>
        <summary>${t("trail.chainMore")}</summary>
        <p class="small">${t("trail.chainHelp")} <code dir="ltr">pathnote audit verify --head</code></p>
        <p class="small">${t("trail.head")} <code dir="ltr">${head.no}:${head.hash}</code></p>
      </details>
      ${check.error ? html`<div role="alert">${failure(check.error)}</div>` : nothing}
    </section>`;
}

/** @param {import("./admin-audit-view.js").Check} check */
function state({ state, lines, broken, at }) {
  if (state === "broken") {
    return html`<span class="pill bad">${icons.triangleAlert}${t("trail.check.broken", { no: broken ?? 0 })}</span>`;
  }
  if (state === "whole") {
    return html`<span class="pill ok">${icons.check}${t("trail.check.whole", { count: lines })} <time datetime=${at}>${clock(at)}</time></span>`;
  }
  return html`<span class="pill">${t(state === "running" ? "trail.check.running" : "trail.check.not", { count: lines })}</span>`;
}
