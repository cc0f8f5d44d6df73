// What an HCP says to a tentative conclusion: the three stances, and a card with what stands behind it.
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { day, shortDay } from "../lib/time.js";
import { label } from "../sync/vocabulary.js";
import { badge, barrierShort } from "./barriers.js";

/** @typedef {import("../types.js").Stance} Stance */
/** @typedef {import("../types.js").Card} Card */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

export const STANCES = /** @type {const} */ (["supports", "contradicts", "refines"]);
const ICONS = { supports: icons.check, contradicts: icons.x, refines: icons.pencil };

/** @param {string | null} stance @returns {stance is Stance} */
export const isStance = (stance) => STANCES.some((one) => one === stance);

/** @param {Stance} stance */
export const stanceIcon = (stance) => ICONS[stance];

/** What it says and who stands behind it; `level` is that of its heading. @param {Card} card @param {Lists} lists @param {2 | 3} [level] */
export const conclusion = ({ barrier, sub_barrier, place, status, ...card }, lists, level = 3) => html`
  <p class="card-top">
    ${badge(barrier)}
    <span class="small"><b>${barrierShort(barrier)}</b>${[label(lists, "sub_barrier", sub_barrier), placeWords(place, lists)].filter(Boolean).map((part) => html` · ${part}`)}</span>
    <span class="pill" data-status=${status}>${t(`card.status.${status}`)}</span>
  </p>
  ${level === 2 ? html`<h2 class="card-says">${card.conclusion}</h2>` : html`<h3 class="card-says">${card.conclusion}</h3>`}
  ${status === "closed" && card.closed_because ? html`<p class="small">${t("card.because", { why: card.closed_because })}</p>` : nothing}
  ${sides(card)}`;

/** @param {Card["place"]} place @param {Lists} lists */
export const placeWords = (place, lists) =>
  /** @type {const} */ (["region", "hco_type", "therapeutic_area"])
    .map((name) => label(lists, name, place[name]))
    .filter(Boolean)
    .join(", ");

/** Support, and beside it dissent, also where there is none. @param {Pick<Card, Stance | "last_heard_on">} card */
function sides(card) {
  const most = Math.max(1, ...STANCES.map((stance) => card[stance].places));
  const shown = STANCES.filter((stance) => stance !== "refines" || card.refines.entries);
  return html`
    <ul class="sides">
      ${shown.map((stance) => {
        const side = card[stance];
        const none = stance === "contradicts" && !side.entries;
        const more = [
          side.hcps ? t("card.hcps", { count: side.hcps }) : "",
          side.one_voice ? t(`card.one.${voice(side)}`) : "",
        ].filter(Boolean);
        return html`
          <li data-stance=${stance}>
            <meter class="side" min="0" max=${most} value=${side.places} aria-hidden="true"></meter>
            <span>${stanceIcon(stance)}<span>${none ? t("card.noDissent") : t(`card.${stance}`, { count: side.places })}${
              more.length ? html`<span class="small"> · ${more.join(", ")}</span>` : nothing
            }</span></span>
          </li>`;
      })}
    </ul>
    ${card.last_heard_on ? html`<p class="small">${t("card.lastHeard", { when: shortDay(card.last_heard_on) })}</p>` : nothing}`;
}

/** All of it comes from one HCP, else from one place, else it is one colleague who noted it. @param {import("../types.js").Count} side */
function voice({ hcps, hcos }) {
  if (hcps === 1) return "hcp";
  return hcos === 1 ? "hco" : "author";
}

/** @param {import("../types.js").ActionLine[]} actions */
export const agreedOn = (actions) => html`
  <ul class="agreed">
    ${actions.map(
      (action) => html`
        <li>
          ${icons.handshake}
          <span>${action.what}<span class="small">${actionWords(action)}</span>
            ${action.outcome ? html`<span class="small">${t("journey.outcome", { outcome: action.outcome })}</span>` : nothing}</span>
        </li>`,
    )}
  </ul>`;

/** How far it is, whose it is, by when. @param {import("../types.js").ActionLine} action */
function actionWords({ status, owner_function, due_on }) {
  const open = status === "open" || status === "under_way";
  const late = open && due_on && due_on < day();
  const due = open && due_on ? t(late ? "card.overdue" : "card.due", { when: shortDay(due_on) }) : "";
  return html`<b>${t(`card.action.${status}`)}</b> · ${t(`card.owner.${owner_function}`)}${due ? html` · <span class=${late ? "late" : ""}>${due}</span>` : nothing}`;
}
