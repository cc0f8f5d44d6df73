// The draft that this page has on its screen, and the name under which its next keystroke is kept. A page may paint
// and be typed into before the database has been read, and another tab may show the same words: what is typed then
// goes under a name of its own, so that nobody's save, and no crash, takes it along.
import { keep, mirrored, mirrors, newDraft, oldestFirst } from "./drafts.js";

/** @typedef {import("../types.js").Draft} Draft */

/** So long a page that is just being left may still hold its draft. */
const LEAVING = 1_000;
/** Drafts that this page holds, until it goes. @type {Map<string, Promise<boolean>>} */
const held = new Map();

/**
 * @param {string} slot
 * @param {() => Draft} fresh what to begin with when there is none
 */
export function openDraft(slot, fresh) {
  let draft = mirrored(slot) ?? fresh();
  /** @type {"unread" | "elsewhere" | "own"} */
  let state = draft.updated_at ? "unread" : "own";
  let touched = false;

  /** Put another on the screen. @param {Draft} next */
  function begin(next) {
    draft = next;
    state = "own";
    touched = true;
    return next;
  }

  /** As the person has it now, kept at once. @param {Draft["fields"]} fields */
  function change(fields) {
    if (state !== "own") begin(branch(state === "unread" ? draft.id : undefined));
    touched = true;
    hold(draft.id);
    draft = { ...draft, fields: { ...draft.fields, ...fields }, updated_at: Date.now() };
    keep(draft);
    return draft;
  }

  /** @param {string | undefined} from */
  function branch(from) {
    const { fields, entry } = draft;
    return { ...newDraft(slot, slot === "capture" ? undefined : entry), fields, ...(from ? { from } : {}) };
  }

  /**
   * Read what is stored.
   * @param {(draft: Draft) => void} show called when it is not what stands on the screen, and nobody has typed
   */
  async function read(show) {
    const before = draft;
    const mirror = mirrors(slot);
    const own = () => (touched ? draft.id : "");
    const stored = await import("./stored-drafts.js").catch(() => null);
    const found = stored
      ? await stored.restore(slot, mirror, own)
      : (mirror.toSorted(oldestFirst).at(-1) ?? null);
    const newer = found !== null && found.updated_at > before.updated_at;
    // Saved a moment before the page died, or newer in the database than in the mirror.
    if (!touched && (found ? newer : before.updated_at)) {
      draft = found ?? fresh();
      show(draft);
    }
    const origin = touched ? before : draft;
    const ours = await hold(origin.id);
    if (!touched) state = ours ? "own" : "elsewhere";
    else if (draft.from === origin.id) await settle(origin.id, ours && !newer);
  }

  /** What was typed at once goes on from words that are this page's, or leaves them to where they are. @param {string} origin @param {boolean} ours */
  async function settle(origin, ours) {
    const { from, ...own } = draft;
    draft = ours ? draft : own;
    keep(draft);
    if (ours) await import("./stored-drafts.js").then(({ drop }) => drop(origin));
  }

  return {
    get now() {
      return draft;
    },
    begin,
    change,
    read,
    /** What comes now is not part of what is being saved. */
    leave: () => {
      state = "elsewhere";
    },
  };
}

/**
 * Hold a draft for as long as this page lives.
 * @param {string} id
 * @returns {Promise<boolean>} false when another page has it on its screen
 */
function hold(id) {
  const known = held.get(id);
  if (known) return known;
  const signal = AbortSignal.timeout(LEAVING);
  const asked = new Promise((resolve) => {
    const kept = () => {
      resolve(true);
      return new Promise(() => {});
    };
    navigator.locks.request(`pathnote-draft-${id}`, { signal }, kept).catch(() => resolve(false));
  });
  held.set(id, asked);
  asked.then((ours) => ours || held.delete(id));
  return asked;
}
