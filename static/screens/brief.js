// Brief: before a visit, what is worth an opinion there. All of it is on this phone, so it opens without a network.

import { ownAnswers } from "../data/answers.js";
import { allCards, heardAt, PLACE, worthAnOpinion } from "../data/cards.js";
import { useDatabaseOf } from "../data/db.js";
import { keep, newDraft } from "../data/drafts.js";
import { listEntries } from "../data/entries.js";
import { readJourneys } from "../data/journeys.js";
import { undo } from "../data/outbox.js";
import { remembered } from "../data/remembered.js";
import { placeOf, visitsByHcp } from "../data/visits.js";
import { options } from "../elements/detail-sheet.js";
import { choose, decide } from "../elements/sheet.js";
import { isStance } from "../elements/stance.js";
import { say } from "../lib/dom.js";
import { on } from "../lib/events.js";
import { effect, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { shortDay } from "../lib/time.js";
import { askWhatRises, keptRises } from "../sync/rises.js";
import { status } from "../sync/status.js";
import { vocabularies } from "../sync/vocabulary.js";
import { page } from "./brief-view.js";

/** @typedef {import("../types.js").Card} Card */
/** @typedef {import("./react.js").Saved} Saved */
/** @typedef {import("../types.js").ScreenContext} Context */

const FEW = 3;
const MORE = 10;

/**
 * @typedef {object} View
 * @property {Record<string, import("../types.js").Vocabulary>} lists
 * @property {Card[]} cards on this phone
 * @property {Card[]} here those that go with the place
 * @property {import("../data/cards.js").Place} place
 * @property {import("../data/visits.js").Visits | null} hcp
 * @property {string[]} lines cleared for saying to that HCP
 * @property {number | null} heard
 * @property {number} shown
 * @property {Map<string, import("../data/answers.js").Answer>} answers what was brought back before, by theme
 * @property {import("../sync/rises.js").Rises | null} rises
 * @property {Saved | null} saved
 * @property {boolean} gone what was to be reacted to is no longer here
 */

/** @type {((ctx: Context) => void) | null} */
let moveTo = null;

/** @param {HTMLElement} root @param {Context} ctx */
export async function open(root, ctx) {
  useDatabaseOf(ctx.person?.id ?? "");
  /** @type {View} */
  const view = {
    lists: {},
    cards: [],
    here: [],
    place: {},
    hcp: null,
    lines: [],
    heard: null,
    shown: FEW,
    answers: new Map(),
    rises: null,
    saved: null,
    gone: false,
  };
  /** @type {(() => void) | null} */
  let reacting = null;
  let query = ctx.query;

  async function read() {
    const [lists, cards, heard] = await Promise.all([vocabularies(), allCards(), heardAt()]);
    Object.assign(view, { lists, cards, heard });
    pick();
  }

  /** What the cards can do without at first: with many entries it takes longer than they do. */
  async function readMore() {
    const [answers, rises] = await Promise.all([ownAnswers(), keptRises()]);
    Object.assign(view, { answers, rises });
    draw();
  }

  /** What goes with the place in the address. */
  function pick() {
    const known = remembered();
    view.place = Object.fromEntries(
      PLACE.map((name) => [name, query.has(name) ? query.get(name) : (known[name] ?? null)]),
    );
    view.here = worthAnOpinion(view.cards, view.place, view.lists.region);
  }

  async function readHcp() {
    const ref = query.get("hcp");
    if (view.hcp?.ref === (ref ?? undefined)) return;
    view.hcp = ref ? (visitsByHcp(await listEntries()).find((one) => one.ref === ref) ?? null) : null;
    const journeys = await readJourneys(view.hcp?.entries.map(({ id }) => id) ?? []);
    const lines = journeys.flatMap((one) => one.themes.map((theme) => theme.line_to_take_back));
    view.lines = [...new Set(lines.filter((line) => line !== null))];
    draw();
  }

  const draw = () => {
    if (reacting) return;
    ctx.setTitle(t("brief.title"));
    render(page(view, acts), root);
  };

  /** @param {Record<string, string | null | undefined>} change '' asks for no more of it, whatever was remembered */
  function ask(change) {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(change)) {
      if (value === null || value === undefined) next.delete(name);
      else next.set(name, value);
    }
    view.shown = FEW;
    ctx.navigate(`/brief?${next}`, { replace: true });
  }

  const acts = {
    /** @param {typeof PLACE[number]} name */
    async choosePlace(name) {
      const given = await choose(t(`detail.${name}`), options(view.lists, name), view.place[name]);
      if (given !== null) ask({ [name]: given });
    },
    async chooseHcp() {
      const known = visitsByHcp(await listEntries());
      if (!known.length) {
        const back = [{ code: "back", name: t("app.close") }];
        return decide(t("brief.chooseHcp"), t("brief.noHcp"), back);
      }
      const people = known.map(({ ref, day }) => ({
        code: ref,
        name: ref,
        hint: t("brief.lastSeen", { when: shortDay(day) }),
      }));
      const given = await choose(t("brief.chooseHcp"), people, view.hcp?.ref);
      if (given === null) return;
      const chosen = known.find(({ ref }) => ref === given);
      const { region, hco_type, therapeutic_area } = chosen ? placeOf(chosen) : {};
      ask({ hcp: given || null, ...(chosen ? { region, hco_type, therapeutic_area } : {}) });
    },
    showAll: () => ask({ region: "", hco_type: "", therapeutic_area: "" }),
    more() {
      view.shown += MORE;
      draw();
    },
    /** @param {Card} card @param {import("../types.js").Stance} stance */
    react(card, stance) {
      const next = new URLSearchParams(query);
      next.set("theme", card.id);
      next.set("stance", stance);
      ctx.navigate(`/brief?${next}`);
      // So that leaving it is going back, also after a reload, and Back does not pass the brief twice.
      history.replaceState({ ...history.state, reacting: true }, "");
    },
    async takeBack() {
      const { saved } = view;
      if (!saved) return;
      const { draft } = saved;
      const words = draft.fields.text;
      const back = { ...newDraft(`react-${saved.card.id}`), fields: draft.fields, updated_at: Date.now() };
      await undo(saved.id, words ? back : null);
      view.saved = null;
      say(t("receipt.undone"));
      if (!words) return draw();
      keep(back);
      acts.react(saved.card, saved.stance);
    },
  };

  /** The tap on a stance, or the address of one. */
  async function react() {
    const stance = query.get("stance");
    const card = view.cards.find(({ id }) => id === query.get("theme"));
    view.gone = !card || !isStance(stance);
    if (!card || !isStance(stance)) return draw();
    view.saved = null;
    const { openReaction } = await import("./react.js");
    // Gone back while it was fetched.
    if (query.get("theme") !== card.id || query.get("stance") !== stance) return;
    const { region, hco_type, therapeutic_area } = view.place;
    const place = { ...remembered(), region, hco_type, therapeutic_area };
    const about = { card, stance, lists: view.lists, from: query.get("from") };
    const fields = { ...place, ...(view.hcp ? placeOf(view.hcp) : {}) };
    reacting = openReaction(root, { ...about, fields }, (saved) => {
      view.saved = saved;
      if (saved) say(`${t("receipt.title")}. ${t("receipt.text")}`);
      if (history.state?.reacting) history.back();
      else ask({ theme: null, stance: null, from: null });
    });
  }

  async function arrive(/** @type {Context} */ next) {
    query = next.query;
    reacting?.();
    reacting = null;
    pick();
    await readHcp();
    view.gone = false;
    if (query.has("theme")) return react();
    draw();
    if (!view.saved) return;
    showReceipt();
    // Going back, the browser puts the page where it was before, a frame later.
    requestAnimationFrame(() => requestAnimationFrame(showReceipt));
  }

  function showReceipt() {
    window.scrollTo(0, 0);
    /** @type {HTMLElement | null} */ (root.querySelector(".receipt"))?.focus({ preventScroll: true });
  }

  moveTo = arrive;
  await read();
  await arrive(ctx);
  const later = () => void readMore().catch(console.error);
  later();
  askWhatRises().then((fresh) => fresh && later(), console.error);
  const reread = () => read().then(draw).then(later);
  const stops = [
    on("cards", reread),
    on("pulled", reread),
    on("ops", later),
    effect(() => void (status.value && draw())),
  ];
  return () => {
    for (const stop of stops) stop();
    reacting?.();
    if (moveTo === arrive) moveTo = null;
  };
}

/** @param {HTMLElement} _root @param {Context} ctx */
export const update = (_root, ctx) => moveTo?.(ctx);
