// The sentence and its three charts as one picture for a slide: drawn anew as SVG, made into PNG, never leaving the browser.

import { barrierName } from "../elements/barriers.js";
import { dayMonth } from "../elements/dates.js";
import { say } from "../lib/dom.js";
import { html, render, svg } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { day } from "../lib/time.js";
import { eventWords } from "./trends-events.js";
import { USUAL_WEEKS } from "./trends-model.js";

/** @typedef {import("./trends-view.js").Answered} Answered */

const WIDTH = 1200;
const EDGE = 48;
/** What a drawing needs to look the same without the page's sheets. */
const LOOKS = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
];
/** The newest of what is marked in the charts: a slide is no list. */
const MOST_EVENTS = 4;
/** As large as two of the screen's pixels, sharp on a projector. */
const SCALE = 2;

/** @param {Answered} view */
export async function savePicture(view) {
  const text = new XMLSerializer().serializeToString(drawnPage(view));
  const image = new Image();
  // A data address: the page's policy lets pictures come from there and from nowhere else but the server.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {
    width: image.naturalWidth * SCALE,
    height: image.naturalHeight * SCALE,
  });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const link = document.createElement("a");
  link.href = canvas.toDataURL("image/png");
  link.download = `pathnote-trends-${day()}.png`;
  link.click();
  say(t("save.savedPicture"));
}

/** @param {Answered} view */
function drawnPage({ model, answered }) {
  const look = getComputedStyle(document.documentElement);
  const ink = (/** @type {string} */ name) => colour(look.getPropertyValue(name));
  const words = document.querySelector(".trends-head h1")?.textContent ?? "";
  const base = [...document.querySelectorAll(".trends-base")].map((one) => withoutLinks(one)).join(" ");
  const title = lines(words, 54);
  const under = lines(base, 105);
  const top = EDGE + title.length * 46 + under.length * 24 + 30;
  const charts = model.barriers.map((one) => chartOf(one.code));
  const each = (WIDTH - 2 * EDGE - 32 * (charts.length - 1)) / Math.max(1, charts.length);
  const scales = charts.map((chart) => (chart ? each / Number(chart.getAttribute("width")) : 1));
  const tall = Math.max(
    ...charts.map((chart, at) => (scales[at] ?? 1) * Number(chart?.getAttribute("height") ?? 0)),
  );
  const happened = model.events.slice(-MOST_EVENTS).map((one) => `◆ ${dayMonth(one.on)}: ${eventWords(one)}`);
  const listed = top + 90 + tall + 30;
  const measure = t(answered.show === "rate" ? "figures.shownRate" : "figures.shownCounts");
  const usual = model.barriers.some((one) => one.usual.counts)
    ? `${t("trends.key.usual", { weeks: USUAL_WEEKS })}. `
    : "";
  const foot = `${measure} ${usual}${t("trends.trust")} ${dayMonth(model.days.from)} – ${dayMonth(model.days.to)}.`;
  const footed = lines(foot, 120);
  const height = Math.round(listed + (happened.length + footed.length - 1) * 22 + EDGE);
  const holder = document.createElement("div");
  render(
    html`<svg xmlns="http://www.w3.org/2000/svg" width=${WIDTH} height=${height} viewBox="0 0 ${WIDTH} ${height}"
        font-family="system-ui, sans-serif" fill=${ink("--ink")}>
      <rect width=${WIDTH} height=${height} fill=${ink("--paper")}></rect>
      ${title.map((line, at) => svg`<text x=${EDGE} y=${EDGE + 34 + at * 46} font-size="36" font-weight="700">${line}</text>`)}
      ${under.map((line, at) => svg`<text x=${EDGE} y=${EDGE + 24 + title.length * 46 + at * 24} font-size="18" fill=${ink("--ink-2")}>${line}</text>`)}
      ${model.barriers.map((one, at) => {
        const x = EDGE + at * (each + 32);
        const figure =
          document.querySelector(`.barrier-card[data-barrier="${one.code}"] .big`)?.textContent ?? "";
        return svg`<text x=${x} y=${top + 20} font-size="20" font-weight="600">${barrierName(one.code)}</text>
          <text x=${x} y=${top + 60} font-size="34" font-weight="700">${figure}</text>
          <text x=${x + 22 * figure.length + 10} y=${top + 60} font-size="16" fill=${ink("--ink-3")}>${t(answered.show === "rate" ? "trends.lastFourRate" : "trends.lastFour")}</text>
          <g class="place" transform="translate(${x} ${top + 80}) scale(${scales[at] ?? 1})" data-at=${at}></g>`;
      })}
      ${happened.map((line, at) => svg`<text x=${EDGE} y=${listed + at * 22} font-size="15" fill=${ink("--ink-2")}>${line}</text>`)}
      ${footed.map((line, at) => svg`<text x=${EDGE} y=${height - EDGE + 8 - (footed.length - 1 - at) * 22} font-size="15" fill=${ink("--ink-3")}>${line}</text>`)}
    </svg>`,
    holder,
  );
  for (const [at, chart] of charts.entries()) {
    if (chart) holder.querySelector(`[data-at="${at}"]`)?.append(chart);
  }
  return /** @type {SVGElement} */ (holder.querySelector("svg"));
}

/** A chart as it stands on the page, its looks written into it. @param {string} barrier */
function chartOf(barrier) {
  const chart = document.querySelector(`.barrier-card[data-barrier="${barrier}"] .chart svg`);
  if (!chart) return null;
  const copy = /** @type {SVGElement} */ (chart.cloneNode(true));
  const copies = copy.querySelectorAll("*");
  for (const [at, one] of chart.querySelectorAll("*").entries()) {
    const look = getComputedStyle(one);
    for (const name of LOOKS) copies[at]?.setAttribute(name, look.getPropertyValue(name));
    copies[at]?.setAttribute("font-size", look.fontSize);
    copies[at]?.removeAttribute("href");
  }
  // Without this its own box would cut what stands at its edge.
  copy.setAttribute("overflow", "visible");
  return copy;
}

/** `light-dark()` is the page's own; a browser says what it comes to. @param {string} value */
function colour(value) {
  const probe = document.createElement("i");
  probe.style.setProperty("color", value);
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** @param {Element} element */
const withoutLinks = (element) =>
  [...element.childNodes]
    .filter((node) => !(node instanceof HTMLAnchorElement || node instanceof Comment))
    .map((node) => node.textContent)
    .join("")
    .trim();

/** Words in lines of at most so many characters: SVG breaks no lines. @param {string} text @param {number} most */
export function lines(text, most) {
  /** @type {string[]} */
  const found = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found;
}
