// A list behind filters, page by page: its filters stand in the address, and the next page goes below what is there.

/** What the address says of these filters. @param {readonly string[]} names @param {URLSearchParams} query */
export const filtersFrom = (names, query) =>
  Object.fromEntries(names.map((name) => [name, query.get(name)?.trim() ?? ""]));

/** Those that are set. @param {Record<string, string>} filters */
export const queryOf = (filters) => new URLSearchParams(Object.entries(filters).filter(([, value]) => value));

/** @param {string} path @param {Record<string, string>} filters */
export function addressOf(path, filters) {
  const query = queryOf(filters).toString();
  return query ? `${path}?${query}` : path;
}

/**
 * What is shown and the page after it, each once: what changed meanwhile may come again.
 * @template {{id: string}} T
 * @param {T[]} shown
 * @param {T[]} page
 */
export const joined = (shown, page) => joinedBy(({ id }) => id, shown, page);

/**
 * As `joined`, where the name of a row is not its own `id`.
 * @template T
 * @param {(row: T) => string} name
 * @param {T[]} shown
 * @param {T[]} page
 */
export function joinedBy(name, shown, page) {
  const known = new Set(shown.map(name));
  return [...shown, ...page.filter((row) => !known.has(name(row)))];
}
