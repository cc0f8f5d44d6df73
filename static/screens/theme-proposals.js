// Entries that say much the same and are not behind the theme yet: why each is proposed, and one click to put it there.

import { dayMonth } from "../elements/dates.js";
import { linkEntries } from "../http/themes.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { repeat } from "../lib/lists.js";
import { icons } from "../lib/more-icons.js";
import { label } from "../sync/vocabulary.js";
import { recount } from "./theme-doing.js";
import { explainWords } from "./theme-saving.js";
import { STANCES } from "./theme-words.js";

/** @typedef {import("./theme.js").View} View */
/** @typedef {import("../http/themes.js").Proposal} Proposal */

/** The most alike; the rest is one tap away. */
const FIRST = 3;

/** @param {View} view */
export function proposalsCard(view) {
  if (!view.proposals?.length) return nothing;
  return html`
    <section class="card proposals" aria-labelledby="proposals-title">
      <header>
        <h2 id="proposals-title">${t("theme.proposals")}</h2>
        <p class="muted">${t("theme.proposalsHelp")}</p>
      </header>
      <ul class="list">
        ${repeat(
          view.proposals.slice(0, view.allProposals ? undefined : FIRST),
          (one) => one.entry.id,
          (one) => proposal(view, one),
        )}
      </ul>
      ${!view.allProposals && view.proposals.length > FIRST ? html`<button class="button" @click=${() => showAll(view)}>${t("theme.moreEvidence", { count: view.proposals.length - FIRST })}</button>` : nothing}
    </section>`;
}

/** @param {View} view */
function showAll(view) {
  view.allProposals = true;
  view.draw();
}

/** @param {View} view @param {Proposal} one */
function proposal(view, one) {
  const { entry } = one;
  const place = [label(view.lists, "region", entry.region), dayMonth(entry.visited_on), entry.author.name];
  return html`
    <li class="proposal">
      <div>
        <a class="evidence-says" href="/insights/${entry.id}" dir="auto">${entry.text ?? t("theme.noText")}</a>
        <p class="small">${place.filter(Boolean).join(" · ")}</p>
        <p class="why">${icons.info}<span>${reasons(one)}</span></p>
      </div>
      <div class="row" role="group" aria-label=${t("theme.addAs", { text: (entry.text ?? "").slice(0, 60) })}>
        ${STANCES.map((stance) => html`<button class="button" @click=${() => add(view, one, stance)}>${t(`theme.short.${stance}`)}</button>`)}
      </div>
    </li>`;
}

/** Why it is proposed, in a sentence. @param {Proposal} one */
export function reasons({ like, shared, same_sub_barrier, same_region }) {
  const words = shared.map((word) => t("theme.quoted", { word })).join(", ");
  return [
    t(like === "conclusion" ? "theme.likeConclusion" : "theme.likeEntry", { words }),
    same_sub_barrier ? t("theme.sameSub") : "",
    same_region ? t("theme.sameRegion") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** @param {View} view @param {Proposal} one @param {import("../http/themes.js").Stance} stance */
async function add(view, one, stance) {
  if (!view.theme) return;
  const before = view.proposals ?? [];
  // Gone at once, so that a second click can't hit the one that moves up into its place.
  view.proposals = before.filter((other) => other !== one);
  view.draw();
  try {
    await linkEntries(view.theme.id, [{ entry_id: one.entry.id, stance }]);
    await recount(view, t("theme.added"));
  } catch (error) {
    view.proposals = before;
    view.evidenceError = explainWords(error);
    view.draw();
  }
}
