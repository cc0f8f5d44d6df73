// A panel that opens from a button: beside it on a desk, from the foot of the screen on a phone.
// The browser's own popover brings Escape, a tap outside, and the focus back to the button.

import { html, nothing } from "../lib/html.js";

/**
 * @param {object} props
 * @param {string} props.id
 * @param {unknown} props.button what the button says
 * @param {string} [props.classes]
 * @param {string} [props.label] for a button of one icon
 * @param {unknown} props.content
 * @param {() => void} [props.opened]
 */
export const popover = ({ id, button, classes = "chip", label, content, opened }) => html`
  <button type="button" class=${classes} popovertarget=${id} aria-haspopup="dialog" aria-label=${label ?? nothing}>
    ${button}
  </button>
  <div popover id=${id} class="panel" role="dialog" aria-labelledby="${id}-title"
    @beforetoggle=${(/** @type {ToggleEvent} */ event) => place(event, opened)}>
    ${content}
  </div>`;

/** @param {ToggleEvent} event @param {(() => void) | undefined} opened */
function place(event, opened) {
  if (event.newState !== "open") return;
  opened?.();
  const panel = /** @type {HTMLElement} */ (event.target);
  const button = document.querySelector(`[popovertarget="${panel.id}"]`);
  const box = button?.getBoundingClientRect();
  if (!box) return;
  const rtl = document.documentElement.dir === "rtl";
  const width = document.documentElement.clientWidth;
  const start = rtl ? width - box.right : box.left;
  panel.style.setProperty("--panel-start", `${Math.round(start)}px`);
  panel.style.setProperty("--panel-top", `${Math.round(box.bottom + 8)}px`);
}

/** @param {string} id */
export const closePanel = (id) => document.getElementById(id)?.hidePopover();
/** @param {string} id */
export const openPanel = (id) => document.getElementById(id)?.showPopover();
