// One entry in a list: what was said, under which barrier, and how far it has got, in words.
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { clock } from "../lib/time.js";
import { label } from "../sync/vocabulary.js";
import { badge, barrierShort } from "./barriers.js";
import { openPerson } from "./marks.js";
import { due, timer } from "./safety-clock.js";
import { stanceIcon } from "./stance.js";

/** @typedef {import("../types.js").EntryView} EntryView */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

const STATE_ICONS = {
  waiting: icons.cloudOff,
  sending: icons.send,
  sent: icons.check,
  needs: icons.triangleAlert,
};

/** @param {EntryView["state"]} state */
export const stateWord = (state) =>
  html`<span class="state ${state}">${STATE_ICONS[state]}${t(`state.${state}`)}</span>`;

/** Refused for want of a barrier, or a change without its entry. @param {EntryView["data"]} data */
export const isUntold = ({ barrier, kind }) => !barrier && kind !== "nothing_new" && kind !== "reaction";

/**
 * @param {EntryView} entry
 * @param {Lists} lists
 * @param {{says?: unknown, when?: string, answers?: string, news?: boolean}} [shown] the text with its hits marked; the
 *   day, where no heading says it; what a reaction answers to; whether something became of it
 */
export function entryRow({ id, data, state, deleted, two }, lists, { says, when, answers, news } = {}) {
  const nothingNew = data.kind === "nothing_new";
  // A change whose entry a restored server forgot, and no word of it was changed.
  const wordless = t(data.kind ? "entries.nothingNew" : "entries.wordless");
  const parts = [
    when ?? (data.captured_at ? clock(data.captured_at) : ""),
    label(lists, "sub_barrier", data.sub_barrier) || (nothingNew ? label(lists, "region", data.region) : ""),
    deleted ? t("entry.retracted") : "",
  ];
  const reaction = data.kind === "reaction" && data.stance;
  const open = [
    news && html`<span class="state sent"><i class="count dot"></i>${t("journey.news")}</span>`,
    two && html`<span class="state waiting">${icons.copy}${t("versions.two")}</span>`,
    data.safety_status === "suspected" &&
      html`<span class="state needs">${icons.shieldAlert}<span>${t("safety.open")} · ${timer(due(data))}</span></span>`,
    openPerson(data) && html`<span class="state waiting">${icons.triangleAlert}${t("screening.open")}</span>`,
  ].filter(Boolean);
  return html`
    <a class="entry-row" href="/entries/${id}" data-barrier=${data.barrier ?? ""}>
      ${badge(isUntold(data) ? "other_unsure" : data.barrier)}
      <span>
        ${reaction ? html`<span class="state">${stanceIcon(reaction)}${t(`stance.${reaction}`)}</span>` : nothing}
        <span class="says">${says ?? data.text ?? (reaction ? answers || t("react.title") : wordless)}</span>
        ${reaction && data.text && answers ? html`<span class="small answers">${answers}</span>` : nothing}
        <span class="meta">
          <span><b>${isUntold(data) ? t("entries.noBarrier") : barrierShort(data.barrier)}</b>${parts.filter(Boolean).map((part) => html` · ${part}`)}</span>
          ${stateWord(state)}
        </span>
        ${open.length ? html`<span class="row">${open}</span>` : nothing}
      </span>
    </a>`;
}
