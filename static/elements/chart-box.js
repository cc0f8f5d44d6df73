// Charts are drawn in real pixels for the width they are given, so that their words keep the size of all others.

import { emit } from "../lib/events.js";
import { render } from "../lib/html.js";
import { ref } from "../lib/lists.js";

/** @typedef {(width: number, rem: number) => unknown} Draw */

/** @type {WeakMap<Element, Draw>} */
const draws = new WeakMap();
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) paint(target);
});

/** Put on an empty element: draws into it now and whenever its width changes. @param {Draw} draw */
export const sized = (draw) =>
  ref((element) => {
    if (!element) return;
    if (!draws.has(element)) observer.observe(element);
    draws.set(element, draw);
    paint(element);
  });

/** @param {Element} element */
function paint(element) {
  const draw = draws.get(element);
  if (!draw || element.clientWidth === 0) return;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  render(draw(element.clientWidth, rem), /** @type {HTMLElement} */ (element));
}

/** A link inside an SVG is none of the router's links: it opens its screen by itself. @param {MouseEvent} event */
export function followMark(event) {
  const link = /** @type {Element} */ (event.target).closest("a");
  const href = link?.getAttribute("href");
  if (!href || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  emit("navigate", href);
}

/** One stop for the tab key in a chart; arrows go from mark to mark, Escape puts the label away. @param {KeyboardEvent} event */
export function moveAlongMarks(event) {
  const group = /** @type {Element} */ (event.currentTarget);
  const marks = /** @type {SVGElement[]} */ ([...group.querySelectorAll("[data-mark]")]);
  const here = marks.indexOf(
    /** @type {SVGElement} */ (/** @type {Element} */ (event.target).closest("[data-mark]")),
  );
  const tip = /** @type {HTMLElement | null} */ (group.parentElement?.querySelector(".chart-tip"));
  if (event.key === "Escape" && tip) tip.hidden = true;
  const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: marks.length - 1 }[event.key];
  if (to === undefined || here < 0) return;
  event.preventDefault();
  const next = marks[Math.min(Math.max(to, 0), marks.length - 1)];
  for (const mark of marks) mark.setAttribute("tabindex", mark === next ? "0" : "-1");
  next?.focus();
}
