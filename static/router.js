// Paths to screens. Links are plain <a href>; a click on one of ours opens its screen without a page load.

/**
 * @typedef {object} Route
 * @property {string} path with :names
 * @property {() => Promise<import("./types.js").Screen>} screen
 * @property {string[]} [styles] names below /styles/screens
 * @property {boolean} [wide] whether the screen wants the whole width
 * @property {boolean} [open] whether it is shown without a person
 */

/**
 * @param {Route[]} routes
 * @param {string} path
 */
export function match(routes, path) {
  for (const route of routes) {
    const params = fit(route.path, path);
    if (params) return { route, params };
  }
  return null;
}

/** @param {string} pattern @param {string} path */
function fit(pattern, path) {
  const wanted = pattern.split("/");
  const given = path.replace(/(.)\/+$/, "$1").split("/");
  if (wanted.length !== given.length) return null;
  /** @type {Record<string, string>} */
  const params = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? "";
    if (part.startsWith(":") && value) params[part.slice(1)] = safeDecode(value);
    else if (part !== value) return null;
  }
  return params;
}

/** @param {string} text */
function safeDecode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Call `show` for the address now, and at each move.
 * @param {(url: URL) => void} show
 */
export function startRouter(show) {
  window.addEventListener("popstate", () => show(new URL(location.href)));
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest?.("a[href]");
    if (!(link instanceof HTMLAnchorElement) || !isOurs(event, link)) return;
    event.preventDefault();
    navigate(link.href);
  });
  shown = show;
  show(new URL(location.href));
}

/** @type {(url: URL) => void} */
let shown = () => {};

/**
 * @param {string} path
 * @param {{replace?: boolean}} [options]
 */
export function navigate(path, options = {}) {
  const url = new URL(path, location.href);
  if (options.replace || url.href === location.href) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  shown(url);
}

/** Pages of the server's own, and the one that works without the app. */
const ELSEWHERE = /^\/(api|health|problems)(\/|$)|^\/rescue\.html$/;

/** @param {MouseEvent} event @param {HTMLAnchorElement} link */
function isOurs(event, link) {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const here = link.origin === location.origin && !link.target && !link.hasAttribute("download");
  const page = !ELSEWHERE.test(link.pathname) && !link.getAttribute("href")?.startsWith("#");
  return plain && here && page && !event.defaultPrevented;
}
