// One theme: its conclusion, what speaks for and against it, what is done about it, and how far it has come.

import { is } from "../data/person.js";
import { readEvidence, readProposals, readTheme } from "../http/themes.js";
import { loadStyles, say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { joinedBy } from "../lib/list-pages.js";
import { vocabularies } from "../sync/vocabulary.js";
import { themePage } from "./theme-view.js";
import { STANCES } from "./theme-words.js";

/** @typedef {import("../types.js").ScreenContext} Context */
/** @typedef {import("../http/themes.js").Stance} Stance */
/** @typedef {import("../http/themes.js").EvidencePage} EvidencePage */

/**
 * @typedef {object} View
 * @property {import("../http/themes.js").ThemePage | null} theme
 * @property {Record<string, import("../types.js").Vocabulary>} lists
 * @property {boolean} lead whether this person curates at all; whether this theme, says `theme.own`
 * @property {Partial<Record<Stance, EvidencePage>>} evidence
 * @property {string} evidenceError
 * @property {import("../http/themes.js").Proposal[] | null} proposals null while they are fetched
 * @property {boolean} allProposals whether all of them are shown
 * @property {Set<string> | null} chosen entries that are to make a theme of their own; null: nobody is choosing
 * @property {string} error
 * @property {boolean} gone
 * @property {() => void} draw
 * @property {() => Promise<void>} load
 * @property {(theme: import("../http/themes.js").ThemePage) => void} show another state of it, or the one it went into
 * @property {(...stances: Stance[]) => Promise<void>} readSides
 * @property {(tries?: number) => Promise<void>} readAlike
 * @property {(stance: Stance) => Promise<void>} more
 * @property {(path: string) => void} navigate
 */

/** So many of each side at first: both sides are to be seen at once. */
const FIRST = "5";
const MORE = "50";
/** Milliseconds. */
const LATER = 1_500;

/** @param {HTMLElement} root @param {Context} ctx */
export async function open(root, ctx) {
  await loadStyles("/styles/elements/filters.css");
  const asking = new AbortController();
  const { signal } = asking;
  const asked = ctx.params.id ?? "";
  /** Sides whose next page is on its way: a second tap asks for nothing. @type {Set<Stance>} */
  const fetching = new Set();
  /** @type {View} */
  const view = {
    theme: null,
    lists: {},
    lead: is(ctx.person, "lead"),
    evidence: {},
    evidenceError: "",
    proposals: null,
    allProposals: false,
    chosen: null,
    error: "",
    gone: false,
    draw: () => {
      if (!signal.aborted) render(themePage(view), root);
    },
    load,
    show,
    readSides,
    readAlike,
    more,
    navigate: ctx.navigate,
  };

  async function load() {
    view.error = "";
    view.draw();
    try {
      const [lists, theme] = await Promise.all([vocabularies(), readTheme(asked, signal)]);
      view.lists = lists;
      show(theme);
    } catch (error) {
      if (signal.aborted) return;
      const { status } = /** @type {{status?: number}} */ (error);
      if (status === 404 || status === 422) view.gone = true;
      else view.error = sentence(error);
      return view.draw();
    }
    if (view.lead) await Promise.all([readSides(...STANCES), readAlike()]);
  }

  /** @param {import("../http/themes.js").ThemePage} theme */
  function show(theme) {
    view.theme = theme;
    ctx.setTitle(theme.conclusion);
    view.draw();
    // A theme that was merged answers as the one it went into, which has an address of its own.
    if (theme.id !== ctx.params.id && !signal.aborted) ctx.navigate(`/themes/${theme.id}`, { replace: true });
  }

  /** @param {Stance[]} stances */
  async function readSides(...stances) {
    const id = view.theme?.id ?? asked;
    try {
      for (const [stance, page] of await Promise.all(stances.map((stance) => side(id, stance)))) {
        view.evidence[stance] = page;
      }
      view.evidenceError = "";
    } catch (error) {
      if (signal.aborted) return;
      view.evidenceError = sentence(error);
    }
    view.draw();
  }

  /** As many as were on the page before, so that what one has just read does not go away. @param {string} id @param {Stance} stance @returns {Promise<[Stance, EvidencePage]>} */
  async function side(id, stance) {
    const shown = view.evidence[stance]?.items.length ?? 0;
    const limit = shown > Number(FIRST) ? String(Math.min(shown, 200)) : FIRST;
    return [stance, await readEvidence(id, new URLSearchParams({ stance, limit }), signal)];
  }

  /** @param {Stance} stance */
  async function more(stance) {
    const cursor = view.evidence[stance]?.next;
    if (!cursor || !view.theme || fetching.has(stance)) return;
    fetching.add(stance);
    try {
      const query = new URLSearchParams({ stance, limit: MORE, cursor });
      const page = await readEvidence(view.theme.id, query, signal);
      // What is there by now, not before: an entry may have been added or taken out meanwhile.
      const items = joinedBy(({ entry }) => entry.id, view.evidence[stance]?.items ?? [], page.items);
      view.evidence[stance] = { ...page, items };
      say(t("insights.shown", { shown: items.length }));
    } catch (error) {
      if (signal.aborted) return;
      view.evidenceError = sentence(error);
    } finally {
      fetching.delete(stance);
    }
    view.draw();
  }

  /** The server's index may be behind; what comes a moment later is worth waiting for. @param {number} [tries] */
  async function readAlike(tries = 4) {
    if (!view.theme?.own) return;
    try {
      const found = await readProposals(view.theme.id, signal);
      view.proposals = found.items;
      if (!found.up_to_date && tries > 1) setTimeout(() => signal.aborted || readAlike(tries - 1), LATER);
    } catch {
      // Proposals are a help; a page that has none still says all that is known.
      if (signal.aborted) return;
      view.proposals = [];
    }
    view.draw();
  }

  ctx.setTitle(t("theme.title"));
  load();
  return () => asking.abort();
}
