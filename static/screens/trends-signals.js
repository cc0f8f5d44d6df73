// On top of Trends: the clearest signals, each a sentence that leads to its entries; all of them stand on a page of their own.

import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { sentenceOf, signalHref } from "./signals-words.js";

const MOST = 3;

/** @param {import("./trends-view.js").View} view */
export function signalsStrip({ signals, lists }) {
  if (!signals) return nothing;
  const open = signals.items.filter((one) => one.judgement?.verdict !== "dismissed");
  return html`
    <section class="card trends-signals" aria-label=${t("signals.title")}>
      ${
        open.length
          ? html`
            <h2>${t("signals.strip")}</h2>
            <ul>${open.slice(0, MOST).map(
              (one) => html`
              <li data-barrier=${one.key.barrier ?? ""}>
                <a href=${signalHref(one)}>${sentenceOf(one, lists)}</a>
                ${one.judgement ? html`<span class="small">${t(`signals.state.${one.judgement.verdict}`)}</span>` : nothing}
              </li>`,
            )}</ul>`
          : html`<p class="small">${t("signals.stripNone")}</p>`
      }
      <a class="all-signals" href="/signals"><span>${signals.items.length ? t("signals.all", { count: signals.items.length }) : t("signals.title")}</span>${icons.chevronRight}</a>
    </section>`;
}
