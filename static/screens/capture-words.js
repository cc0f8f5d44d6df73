// What looks at the words while they are typed: the screening, and whether something on this phone says much the same.
// Both are begun with the first words, not before: they are no part of the first load.

import { putInto } from "../elements/tagging.js";

/** @typedef {import("../elements/screening.js").Screening} Screening */

/** @param {import("./capture.js").Screen} here */
export function watch({ root, ctx, view, box, change, draw, type }) {
  /** @type {Screening | null} */
  let screened = null;
  /** @type {Promise<Screening> | null} */
  let watching = null;
  /** @type {import("../elements/alike-line.js").AlikeLine | null} */
  let alike = null;
  let comparing = false;
  const put = putInto(box, type, change);

  const asks = () => screened?.asks(view.draft.fields) ?? false;

  /** After each drawing. */
  function look() {
    const { fields } = view.draft;
    const below = /** @type {HTMLElement} */ (root.querySelector(".screened"));
    screened?.look(box(), below, "text", fields, { change, put });
    if (fields.text || fields.safety_answer) screener().catch(() => {});
    alike?.look(view.draft);
    if (fields.text) compare();
  }

  function screener() {
    watching ??= import("../elements/screening.js")
      .then(({ safetyClock, screening }) => {
        view.clock = safetyClock;
        return screening();
      })
      .then((found) => {
        screened = found;
        draw();
        return found;
      })
      .catch((error) => {
        watching = null;
        throw error;
      });
    return watching;
  }

  /** A comfort, so it may fail. */
  function compare() {
    if (comparing) return;
    comparing = true;
    import("../elements/alike-line.js")
      .then(({ alikeLine }) => alikeLine(root, { change, navigate: ctx.navigate }))
      .then((line) => {
        alike = line;
        line.look(view.draft);
      })
      .catch(() => {});
  }

  return { asks, look, screener, screened: () => screened };
}
