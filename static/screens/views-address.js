// A saved view and an address: the same names and values, whatever order they stand in.

/** @typedef {import("../http/lead.js").SavedView} SavedView */

/** What stands behind the ? of an address, as the API keeps it. @param {string} href @returns {Record<string, string[]>} */
export function queryOf(href) {
  const query = new URLSearchParams(href.split("?")[1] ?? "");
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
}

/** Only to pages of ours, whatever a view says. @param {Pick<SavedView, "page" | "query">} view */
export function hrefOf({ page, query }) {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(query)) for (const value of values) search.append(name, value);
  const path = page === "trends" ? "/trends" : "/insights";
  return search.size ? `${path}?${search}` : path;
}

/** Whether an address shows this view. @param {Pick<SavedView, "page" | "query">} view @param {string} href */
export const isOf = (view, href) => sorted(hrefOf(view)) === sorted(href);

/** @param {string} href */
function sorted(href) {
  const [path, query] = href.split("?");
  return `${path}?${[...new URLSearchParams(query)]
    .map((pair) => pair.join("="))
    .sort()
    .join("&")}`;
}
