// My entries: by day, each with its state in words, and a banner when something waits or needs the person.

import { useDatabaseOf } from "../data/db.js";
import { entryList } from "../data/entries.js";
import { answeredBy, withNews } from "../data/journeys.js";
import { entryRow } from "../elements/entry-row.js";
import { due, timer } from "../elements/safety-clock.js";
import { on } from "../lib/events.js";
import { groupBy } from "../lib/group.js";
import { effect, html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { repeat } from "../lib/lists.js";
import { icons } from "../lib/more-icons.js";
import { daysAgo, moment, shortDay } from "../lib/time.js";
import { status } from "../sync/status.js";
import { vocabularies } from "../sync/vocabulary.js";

/** @typedef {import("../types.js").EntryView} EntryView */

const PAGE = 60;
/** What needs the person stands before all days: it may be weeks old, and waits for nothing else. */
const NEEDY = "needs";
/** From this age on, in milliseconds, the oldest unsent op is named. */
const OLD = 3_600_000;
/** Milliseconds between two looks at what changed. */
const CALM = 250;

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
export async function open(root, ctx) {
  useDatabaseOf(ctx.person?.id ?? "");
  ctx.setTitle(t("entries.title"));
  const view = {
    entries: /** @type {EntryView[] | null} */ (null),
    lists: {},
    shown: PAGE,
    answers: /** @type {Map<string, string>} */ (new Map()),
    news: /** @type {Set<string>} */ (new Set()),
  };
  const more = () => {
    view.shown += PAGE;
    draw();
  };
  const draw = () => render(page(view, more), root);

  const list = await entryList();
  let changed = /** @type {string[] | null} */ ([]);
  let reading = false;
  /** Many ops change at once while a long queue drains: what changed meanwhile is read once, a few times a second. */
  async function refresh(/** @type {unknown} */ ids) {
    changed = changed && Array.isArray(ids) ? [...changed, ...ids] : null;
    if (reading) return;
    reading = true;
    while (changed === null || changed.length) {
      const some = changed;
      changed = [];
      await list.refresh(some);
      await look();
      draw();
      await new Promise((resume) => setTimeout(resume, CALM));
    }
    reading = false;
  }

  async function look() {
    const entries = list.entries();
    const [answers, news] = await Promise.all([answeredBy(entries), withNews()]);
    Object.assign(view, { entries, answers, news });
  }

  view.lists = await vocabularies();
  await look();
  draw();
  const pulled = async (/** @type {any} */ page) => {
    if (page?.lists) view.lists = await vocabularies();
    await refresh(page?.ids);
  };
  const stops = [
    on("ops", refresh),
    on("journeys", () => look().then(draw)),
    on("pulled", pulled),
    effect(() => void (status.value && view.entries && draw())),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * @param {{entries: EntryView[] | null, lists: Record<string, import("../types.js").Vocabulary>, shown: number, answers: Map<string, string>, news: Set<string>}} view
 * @param {() => void} more
 */
function page({ entries, lists, shown, answers, news }, more) {
  const all = entries ?? [];
  const ordered = all.toSorted((a, b) => Number(isNeedy(b)) - Number(isNeedy(a)));
  const groups = groupBy(ordered.slice(0, shown), (one) =>
    isNeedy(one) ? NEEDY : (one.data.visited_on ?? ""),
  );
  const days = [...groups];
  return html`
    <div class="stack entries">
      <h1>${t("entries.title")}</h1>
      ${toReport(all)}
      ${banners()}
      ${entries && !all.length ? empty() : nothing}
      ${days.map(
        ([date, list]) => html`
          <section aria-label=${dayName(date)}>
            <h2 class="section-title">${dayName(date)}</h2>
            <ul class="list">
              ${repeat(
                list,
                (entry) => entry.id,
                (entry) =>
                  html`<li>${entryRow(entry, lists, {
                    ...(date === NEEDY ? { when: dayOf(entry) } : {}),
                    answers: answers.get(entry.id),
                    news: news.has(entry.id),
                  })}</li>`,
              )}
            </ul>
          </section>`,
      )}
      ${all.length > shown ? html`<button class="button big" @click=${more}>${t("entries.more", { count: all.length - shown })}</button>` : nothing}
    </div>`;
}

/** @param {EntryView} entry */
const isNeedy = (entry) => entry.state === "needs";

/** @param {EntryView} entry */
const dayOf = ({ data }) => (data.visited_on ? shortDay(data.visited_on) : "");

/** @param {string} date */
function dayName(date) {
  if (date === NEEDY) return t("state.needs");
  const ago = date ? daysAgo(date) : -1;
  if (ago === 0) return t("time.today");
  return ago === 1 ? t("time.yesterday") : date && shortDay(date);
}

/** What has to be reported, the one that is due first on top of its list. @param {EntryView[]} all */
function toReport(all) {
  const open = all.filter(({ data, deleted }) => data.safety_status === "suspected" && !deleted);
  const [first] = open.toSorted((a, b) => due(a.data).localeCompare(due(b.data)));
  if (!first) return nothing;
  const until = due(first.data);
  return html`
    <div class="banner bad">${icons.shieldAlert}
      <p><strong>${t("safety.banner", { count: open.length })}</strong> ${t("safety.next", { when: moment(until) })} · ${timer(until)}</p>
      <div class="row"><a class="button" href="/entries/${first.id}">${t("safety.show")}</a></div>
    </div>`;
}

function banners() {
  const { waiting, needs, phase, oldest } = status.value;
  return html`
    ${needs ? html`<div class="banner bad">${icons.triangleAlert}<p><strong>${t("entries.needs", { count: needs })}</strong> ${t("entries.needsHelp")}</p></div>` : nothing}
    ${phase === "stopped" ? html`<div class="banner bad">${icons.triangleAlert}<p><strong>${t("entries.stopped")}</strong> ${t("entries.stoppedHelp")}</p></div>` : nothing}
    ${
      waiting
        ? html`<div class="banner warn">${icons.cloudOff}
            <p><strong>${t(phase === "signed_out" ? "entries.signIn" : "entries.waiting", { count: waiting })}</strong>
              ${t(phase === "signed_out" ? "entries.signInHelp" : "entries.waitingHelp")}
              ${oldest && Date.now() - Date.parse(oldest) > OLD ? html`<span class="small">${t("entries.oldest", { when: moment(oldest) })}</span>` : nothing}</p>
            ${phase === "signed_out" ? html`<div class="row"><a class="button" href="/sign-in?next=/entries">${t("signIn.submit")}</a></div>` : nothing}
          </div>`
        : nothing
    }`;
}

const empty = () => html`
  <div class="empty">
    ${icons.notebookPen}
    <p>${t("entries.empty")}</p>
    <a class="button primary" href="/capture">${t("entries.first")}</a>
  </div>`;
