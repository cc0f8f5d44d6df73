// Search over one's own entries, on the device: every word typed has to begin a word of the entry.

import { useDatabaseOf } from "../data/db.js";
import { listEntries } from "../data/entries.js";
import { answeredBy } from "../data/journeys.js";
import { BARRIERS, barrierName, barrierShort } from "../elements/barriers.js";
import { entryRow } from "../elements/entry-row.js";
import { debounce } from "../lib/dom.js";
import { on } from "../lib/events.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { repeat } from "../lib/lists.js";
import { icons } from "../lib/more-icons.js";
import { fold } from "../lib/text.js";
import { shortDay } from "../lib/time.js";
import { label, vocabularies } from "../sync/vocabulary.js";

/** @typedef {import("../types.js").EntryView} EntryView */
/** @typedef {Record<string, import("../types.js").Vocabulary>} Lists */

const MOST = 100;

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
export async function open(root, ctx) {
  useDatabaseOf(ctx.person?.id ?? "");
  ctx.setTitle(t("nav.search"));
  const lists = await vocabularies();
  const view = {
    words: ctx.query.get("q") ?? "",
    barrier: ctx.query.get("barrier") ?? "",
    index: await index(lists),
  };

  function draw() {
    const query = new URLSearchParams({
      ...(view.words && { q: view.words }),
      ...(view.barrier && { barrier: view.barrier }),
    });
    history.replaceState(null, "", query.size ? `/search?${query}` : "/search");
    render(page(view, lists, acts), root);
  }
  const acts = {
    type: debounce((/** @type {string} */ words) => {
      view.words = words;
      draw();
    }, 80),
    /** @param {string} barrier */
    filter: (barrier) => {
      view.barrier = view.barrier === barrier ? "" : barrier;
      draw();
    },
  };
  draw();
  if (matchMedia("(hover: hover)").matches) /** @type {HTMLElement} */ (root.querySelector("input")).focus();
  return on("ops", async () => {
    view.index = await index(lists);
    draw();
  });
}

/** @param {Lists} lists */
async function index(lists) {
  const entries = await listEntries();
  const all = await answeredBy(entries);
  return entries.map((entry) => {
    const { data } = entry;
    const answers = all.get(entry.id) ?? "";
    const said = [data.text, answers, data.next_step, data.so_what, data.hcp_ref, data.hco_ref];
    const coded = /** @type {const} */ ([
      "sub_barrier",
      "region",
      "therapeutic_area",
      "stakeholder_type",
      "hco_type",
    ]);
    const names = coded.map((name) => label(lists, name, data[name]));
    return {
      entry,
      answers,
      words: ` ${fold([...said, ...names, barrierName(data.barrier)].filter(Boolean).join(" ")).replace(/[^\p{L}\p{N}]+/gu, " ")}`,
    };
  });
}

/** @param {string} words */
const parts = (words) =>
  fold(words)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * @param {{words: string, barrier: string, index: {entry: EntryView, answers: string, words: string}[]}} view
 * @param {Lists} lists
 * @param {{type: (words: string) => void, filter: (barrier: string) => void}} acts
 */
function page(view, lists, acts) {
  const wanted = parts(view.words);
  const hits = view.index.filter(
    ({ entry, words }) =>
      wanted.every((word) => words.includes(` ${word}`)) &&
      (!view.barrier || entry.data.barrier === view.barrier),
  );
  const asked = wanted.length > 0 || view.barrier;
  return html`
    <div class="stack search">
      <h1>${t("nav.search")}</h1>
      <label class="search-box">${icons.search}<span class="sr-only">${t("search.label")}</span>
        <input type="search" enterkeyhint="search" autocomplete="off" placeholder=${t("search.label")} .value=${view.words}
          @input=${(/** @type {any} */ event) => acts.type(event.target.value)}>
      </label>
      <div class="chips scroll" role="group" aria-label=${t("search.filter")}>
        ${[...BARRIERS, /** @type {const} */ ("other_unsure")].map(
          (
            barrier,
          ) => html`<button class="chip" data-barrier=${barrier} aria-pressed=${view.barrier === barrier}
            @click=${() => acts.filter(barrier)}>${barrierShort(barrier)}</button>`,
        )}
      </div>
      <p class="small" role="status">${asked ? t("search.found", { count: hits.length }) : t("search.help")}</p>
      ${
        asked
          ? html`<ul class="list">${repeat(
              hits.slice(0, MOST),
              ({ entry }) => entry.id,
              ({ entry, answers }) =>
                html`<li>${entryRow(entry, lists, {
                  says: marked((entry.data.text ?? answers) || t("entries.nothingNew"), wanted),
                  answers,
                  when: shortDay(String(entry.data.visited_on)),
                })}</li>`,
            )}</ul>`
          : nothing
      }
    </div>`;
}

/**
 * The text with the beginnings that were looked for marked.
 * @param {string} text
 * @param {string[]} wanted
 */
function marked(text, wanted) {
  if (!wanted.length) return text;
  return text.split(/([\p{L}\p{N}\p{M}]+)/u).map((piece) => {
    const hit = wanted.find((word) => fold(piece).startsWith(word));
    return hit ? html`<mark>${piece.slice(0, hit.length)}</mark>${piece.slice(hit.length)}` : piece;
  });
}
