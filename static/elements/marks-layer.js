// The marks lie under a text box: its text once more, unseen, in the same letters on the same lines.

import { nothing, render } from "../lib/html.js";
import { marked } from "./marks.js";

/** All that decides where a letter stands, but for the direction: both have that from what is around them. */
const SAME = [
  "font-family",
  "font-size",
  "font-stretch",
  "font-style",
  "font-weight",
  "letter-spacing",
  "line-height",
  "padding-bottom",
  "padding-left",
  "padding-right",
  "padding-top",
  "tab-size",
  "text-align",
  "text-indent",
  "word-spacing",
];

/** @type {WeakMap<HTMLTextAreaElement, HTMLElement>} */
const layers = new WeakMap();

/** @param {HTMLTextAreaElement} box @param {import("./marks.js").Flag[]} flags */
export function paint(box, flags) {
  const known = layers.get(box);
  // At nearly every keystroke: nothing to lie under anything, and so nothing to measure.
  if (!flags.length) return known && render(nothing, known);
  const layer = known ?? lay(box);
  // A last line end has no height of its own without something after it.
  render([...marked(box.value, flags), "\u200b"], layer);
  cover(layer, box);
}

/** @param {HTMLTextAreaElement} box */
function lay(box) {
  const layer = document.createElement("div");
  layer.className = "marks";
  layer.setAttribute("aria-hidden", "true");
  const around = /** @type {HTMLElement} */ (box.parentElement);
  around.classList.add("marked");
  box.before(layer);
  layers.set(box, layer);
  const sizes = new ResizeObserver(() => cover(layer, box));
  // What stands round a box that is as high as it may be tells of larger letters, too.
  for (const one of [box, around]) sizes.observe(one);
  box.addEventListener("scroll", () => follow(layer, box));
  return layer;
}

/** As wide as the lines of the box are, its scrollbar left out. @param {HTMLElement} layer @param {HTMLTextAreaElement} box */
function cover(layer, box) {
  const style = getComputedStyle(box);
  for (const name of SAME) layer.style.setProperty(name, style.getPropertyValue(name));
  const { left, top, width, height } = box.getBoundingClientRect();
  const around = /** @type {HTMLElement} */ (box.parentElement);
  const outer = around.getBoundingClientRect();
  const place = {
    left: left - outer.left - around.clientLeft + box.clientLeft,
    top: top - outer.top - around.clientTop + box.clientTop,
    width: width - box.offsetWidth + box.clientWidth,
    height: height - box.offsetHeight + box.clientHeight,
  };
  for (const [name, size] of Object.entries(place)) layer.style.setProperty(name, `${size}px`);
  follow(layer, box);
}

/** @param {HTMLElement} layer @param {HTMLTextAreaElement} box */
function follow(layer, box) {
  layer.scrollTop = box.scrollTop;
}
