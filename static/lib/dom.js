// Small things every screen does with the document.

/** @type {Map<string, Promise<void>>} */
const sheets = new Map();

/**
 * Load a stylesheet once; resolves when it applies, so that a screen never shows unstyled.
 * @param {string} href
 */
export function loadStyles(href) {
  const known = sheets.get(href);
  if (known) return known;
  const loading = new Promise((/** @type {(value: void) => void} */ done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = link.onerror = () => done();
    document.head.append(link);
  });
  sheets.set(href, loading);
  return loading;
}

/** Said to screen readers, without moving the focus. @param {string} text */
export function say(text) {
  const region = document.querySelector("#say");
  if (!region) return;
  region.textContent = "";
  // A region filled in the same frame in which it was emptied is read by some readers only once.
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}

/** Hand the person a file made here. @param {string} name @param {string} text @param {string} type */
export function saveFile(name, text, type = "application/json") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Where the style sheet says it and the browser does it, nothing has to be measured at each keystroke. */
const grows = globalThis.CSS?.supports("field-sizing", "content");

/**
 * Grow a textarea of `.capture` with its text.
 * @param {HTMLTextAreaElement} area
 */
export function fit(area) {
  if (grows) return;
  area.style.setProperty("block-size", "auto");
  area.style.setProperty("block-size", `${area.scrollHeight}px`);
}

/**
 * @param {(...args: any[]) => void} work
 * @param {number} wait
 */
export function debounce(work, wait) {
  let timer = 0;
  return (/** @type {any[]} */ ...args) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => work(...args), wait);
  };
}
