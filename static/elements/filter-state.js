// Filters as they stand in the address. One shape for Trends, Insights and the API,
// so that the number someone clicks and the number of entries listed are the same question.

/** Code lists one can filter by, named as the API names them. */
export const LISTS = /** @type {const} */ ([
  "therapeutic_area",
  "region",
  "barrier",
  "sub_barrier",
  "stakeholder_type",
  "hco_type",
  "channel",
  "listening_priority",
]);
export const WEEKS = /** @type {const} */ ([4, 13, 26, 52]);
/** What was heard: an insight is one of these. A visit that brought nothing new is logged, but says nothing. */
export const HEARD = ["observation", "reaction"];

/** Filters that say where and with whom a visit was. Only these fit a visit that brought nothing new. */
export const PLACE = /** @type {const} */ ([
  "therapeutic_area",
  "region",
  "stakeholder_type",
  "hco_type",
  "channel",
]);

/** @typedef {typeof LISTS[number]} ListName */
/**
 * @typedef {object} Filters
 * @property {number} weeks how far Trends looks back
 * @property {"counts" | "rate"} show counts, or entries per 100 visits
 * @property {string} focus the barrier whose sub-barriers are ranked; '' leaves it to the page
 * @property {string[]} kind empty means what was heard, ['all'] every kind
 * @property {string[]} missing fields that say nothing
 * @property {string[]} regionOnly regions themselves, without those below
 * @property {string} from
 * @property {string} to
 * @property {string} q
 * @property {"" | "best" | "newest" | "day"} order of a list found by words; '' leaves it to the page
 * @property {string[]} author
 * @property {Record<ListName, string[]>} codes
 */

/** @param {URLSearchParams} query @returns {Filters} */
export function parse(query) {
  const weeks = Number(query.get("weeks"));
  return {
    weeks: /** @type {readonly number[]} */ (WEEKS).includes(weeks) ? weeks : 26,
    show: query.get("show") === "rate" ? "rate" : "counts",
    focus: codesOf(query, "focus")[0] ?? "",
    kind: codesOf(query, "kind"),
    missing: codesOf(query, "missing"),
    regionOnly: codesOf(query, "region_only"),
    from: dayOf(query.get("from")),
    to: dayOf(query.get("to")),
    q: (query.get("q") ?? "").trim(),
    order: orderOf(query.get("order")),
    author: unique(query.getAll("author").filter((id) => /^[0-9a-f-]{36}$/i.test(id))),
    codes: /** @type {Record<ListName, string[]>} */ (
      Object.fromEntries(LISTS.map((name) => [name, codesOf(query, name)]))
    ),
  };
}

/** @param {URLSearchParams} query @param {string} name */
const codesOf = (query, name) => unique(query.getAll(name).filter((code) => /^[a-z0-9_]{1,64}$/.test(code)));

/** @param {string[]} values */
const unique = (values) => [...new Set(values)];

/** @param {string | null} text */
const orderOf = (text) => (text === "best" || text === "newest" || text === "day" ? text : "");

/** A day of the calendar, else nothing. @param {string | null} text */
function dayOf(text) {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return "";
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : "";
}

/** The address of Trends with these filters; what is as usual is left out. @param {Filters} filters */
export function trendsHref(filters) {
  const query = new URLSearchParams();
  if (filters.weeks !== 26) query.set("weeks", String(filters.weeks));
  if (filters.show !== "counts") query.set("show", filters.show);
  if (filters.focus) query.set("focus", filters.focus);
  return address("/trends", append(query, filters));
}

/** The address of the list of entries. @param {Filters} filters */
export function insightsHref(filters) {
  const query = new URLSearchParams();
  for (const kind of filters.kind) query.append("kind", kind);
  if (filters.from) query.set("from", filters.from);
  if (filters.to) query.set("to", filters.to);
  for (const id of filters.author) query.append("author", id);
  if (filters.order && filters.q) query.set("order", filters.order);
  return address("/insights", append(query, filters));
}

/** The same question for the API. @param {Filters} filters */
export function apiQuery(filters) {
  const query = new URLSearchParams();
  const kinds = filters.kind.length ? filters.kind : [...HEARD];
  if (!kinds.includes("all")) for (const kind of kinds) query.append("kind", kind);
  if (filters.from) query.set("from", filters.from);
  if (filters.to) query.set("to", filters.to);
  for (const id of filters.author) query.append("author", id);
  return append(query, filters);
}

/** @param {URLSearchParams} query @param {Filters} filters */
function append(query, { codes, q, missing, regionOnly }) {
  for (const name of LISTS) for (const code of codes[name]) query.append(name, code);
  for (const code of regionOnly) query.append("region_only", code);
  for (const name of missing) query.append("missing", name);
  if (q) query.set("q", q);
  return query;
}

/** @param {string} path @param {URLSearchParams} query */
const address = (path, query) => (query.size ? `${path}?${query}` : path);

/**
 * The same filters, narrowed or widened.
 * @param {Filters} filters
 * @param {Partial<Omit<Filters, "codes">> & {codes?: Partial<Record<ListName, string[]>>}} change
 * @returns {Filters}
 */
export const change = (filters, { codes, ...rest }) => ({
  ...filters,
  ...rest,
  codes: { ...filters.codes, ...codes },
});

/** All visits of the same places, whatever was heard at them: what a rate is reckoned on. @param {Filters} filters */
export function visitsOf(filters) {
  const ofPlace = (/** @type {string} */ name) => /** @type {readonly string[]} */ (PLACE).includes(name);
  const codes = /** @type {Record<ListName, string[]>} */ (
    Object.fromEntries(LISTS.map((name) => [name, ofPlace(name) ? filters.codes[name] : []]))
  );
  return { ...filters, q: "", codes, missing: filters.missing.filter(ofPlace), kind: ["all"] };
}

/** Whether anything narrows the list. @param {Filters} filters */
export const isNarrowed = (filters) =>
  Boolean(filters.q || filters.from || filters.to) ||
  filters.author.length + filters.missing.length + filters.regionOnly.length > 0 ||
  LISTS.some((name) => filters.codes[name].length > 0);
