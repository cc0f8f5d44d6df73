// Two versions of one entry next to each other, and the three ways to settle it: one tap each.

import { keepBoth, keepMine, keepTheirs } from "../data/versions.js";
import { fieldWords } from "../elements/field-words.js";
import { say } from "../lib/dom.js";
import { html, nothing } from "../lib/html.js";
import { has, t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";

/** @typedef {import("../data/versions.js").Pair} Pair */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

const WAYS = { mine: keepMine, theirs: keepTheirs, both: keepBoth };

/**
 * @param {Pair} pair
 * @param {Lists} lists
 * @param {(id: string, words: string) => void} settled which entry is left, and what was done
 */
export function versions(pair, lists, settled) {
  const names = ["text", ...Object.keys(pair.fields)].filter(
    (name, at, all) => all.indexOf(name) === at && has(`detail.${name}`),
  );
  const keep = async (/** @type {keyof typeof WAYS} */ way) => {
    await WAYS[way](pair, t(`versions.reason.${way}`));
    say(t(`versions.done.${way}`));
    settled(pair.original.id, t(`versions.done.${way}`));
  };
  return html`
    <section class="banner warn versions" aria-labelledby="versions-${pair.copy.id}">
      ${icons.copy}
      <div class="stack">
        <div><h2 id="versions-${pair.copy.id}">${t("versions.title")}</h2>
          <p>${t("versions.help")}</p></div>
        <div class="versions-pair">
          ${side("mine", pair, names, lists)} ${side("theirs", pair, names, lists)}
        </div>
        <div class="versions-ways">
          ${
            /** @type {const} */ (["mine", "theirs", "both"]).map(
              (way) =>
                html`<button class="button" @click=${() => keep(way)}>${t(`versions.${way}`)}</button>`,
            )
          }
        </div>
      </div>
    </section>`;
}

/**
 * @param {"mine" | "theirs"} which
 * @param {Pair} pair
 * @param {string[]} names
 * @param {Lists} lists
 */
function side(which, { original, copy, fields }, names, lists) {
  const data = /** @type {Record<string, unknown>} */ (which === "mine" ? copy.data : original.data);
  return html`
    <section class="version" aria-label=${t(`versions.label.${which}`)}>
      <h3 class="label">${t(`versions.label.${which}`)}</h3>
      ${names.map((name) => {
        const value = fieldWords(name, data[name], lists);
        if (name === "text") return html`<p class="version-text">${value}</p>`;
        return name in fields
          ? html`<p><span class="small">${t(`detail.${name}`)}</span><br>${value || t("versions.empty")}</p>`
          : nothing;
      })}
    </section>`;
}
