// What a lead takes along and comes back to: usual ranges, addresses of signals and views, marks, figures.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import "./device.js";
import { usualRange } from "../../static/elements/chart-geometry.js";
import { asCsv } from "../../static/elements/csv.js";
import { change, insightsHref, parse } from "../../static/elements/filter-state.js";
import { addMessages } from "../../static/lib/i18n.js";
import desk from "../../static/messages/desk.en.js";
import en from "../../static/messages/en.js";
import signals from "../../static/messages/signals.en.js";
import { bySearch, spanned } from "../../static/screens/search-lead.js";
import { baseWords, sentenceOf, signalHref } from "../../static/screens/signals-words.js";
import { figureRows } from "../../static/screens/trends-figures.js";
import { lines } from "../../static/screens/trends-picture.js";
import { hrefOf, isOf, queryOf } from "../../static/screens/views-address.js";

addMessages({ ...en, ...desk, ...signals });

const SIGNAL = {
  id: "1",
  kind: /** @type {const} */ ("rise"),
  key: { barrier: "referral", region: "nordics" },
  term: null,
  weeks: 4,
  from: "2026-10-26",
  to: "2026-11-22",
  count: 14,
  usual: 6.1,
  logged: 31,
  before: { weeks: 52, count: 71, logged: 402 },
  loudest: 4,
  corroboration: { hcps: 12, hcos: 9, authors: 5 },
  series: [],
  filters: { kind: ["observation", "reaction"], region: ["nordics"], barrier: ["referral"] },
  judgement: null,
};
const LISTS = /** @type {any} */ ({ region: { terms: [{ code: "nordics", label: { en: "Nordics" } }] } });

describe("what is usual", () => {
  test("eight of ten weeks, whatever the one loud week brought", () => {
    const weeks = [2, 3, 2, 4, 3, 2, 3, 4, 2, 3, 3, 2, 40];
    assert.deepEqual(usualRange(weeks), { low: 2, high: 4 });
  });

  test("too few weeks have no range; weeks without visits say nothing", () => {
    assert.equal(usualRange([1, 2, 3]), null);
    assert.equal(usualRange([...Array(11).fill(1), ...Array(9).fill(null)]), null);
  });
});

describe("a signal in words", () => {
  test("what, where, how many, and what is usual", () => {
    assert.equal(sentenceOf(SIGNAL, LISTS), "Referral in Nordics: 14 insights in 4 weeks; usual is 6.");
    const word = { ...SIGNAL, kind: /** @type {const} */ ("word"), key: {}, term: "voucher", usual: 0.2 };
    assert.match(sentenceOf(word, LISTS), /^“voucher” is new: .* usual is less than one\.$/);
  });

  test("who stands behind it; nobody named is said, not counted as nobody", () => {
    assert.equal(baseWords(SIGNAL.corroboration), "From 12 HCPs in 9 HCOs, by 5 authors.");
    assert.equal(baseWords({ hcps: 0, hcos: 1, authors: 1 }), "From 1 HCO, by 1 author.");
    assert.equal(baseWords({ hcps: 0, hcos: 0, authors: 2 }), "By 2 authors; no HCP or HCO is named.");
  });

  test("its address holds its filters and its days", () => {
    const query = parse(new URL(signalHref(SIGNAL), "https://x").searchParams);
    assert.deepEqual([query.codes.region, query.codes.barrier], [["nordics"], ["referral"]]);
    assert.deepEqual([query.from, query.to, query.kind], ["2026-10-26", "2026-11-22", []]);
  });
});

describe("saved views", () => {
  test("an address comes back as it was, and is known in any order", () => {
    const view = { page: "trends", query: queryOf("/trends?weeks=13&barrier=referral&barrier=other_unsure") };
    assert.equal(hrefOf(view), "/trends?weeks=13&barrier=referral&barrier=other_unsure");
    assert.ok(isOf(view, "/trends?barrier=other_unsure&barrier=referral&weeks=13"));
    assert.ok(!isOf(view, "/insights?weeks=13&barrier=referral&barrier=other_unsure"));
  });

  test("a view leads nowhere but to our pages", () => {
    assert.equal(hrefOf({ page: "//evil.example", query: { a: ["&b=1#"] } }), "/insights?a=%26b%3D1%23");
  });
});

describe("search", () => {
  test("words are ranked unless days are asked for; the order stays in the address with its words only", () => {
    const words = parse(new URLSearchParams("q=letter&order=day"));
    assert.ok(!bySearch(words) && bySearch(change(words, { order: "" })));
    assert.equal(insightsHref(words), "/insights?order=day&q=letter");
    const newest = change(words, { order: "newest" });
    assert.ok(bySearch(newest));
    assert.equal(insightsHref(newest), "/insights?order=newest&q=letter");
    assert.equal(parse(new URLSearchParams("q=letter&order=oldest")).order, "");
    assert.equal(insightsHref(change(words, { q: "" })), "/insights");
  });

  test("marks stand where code points say, not halves of them", () => {
    const pieces = spanned("😀 Vóucher <b>", [{ field: "text", start: 2, end: 9 }], "text");
    assert.equal(pieces[0], "😀 ");
    assert.deepEqual(/** @type {any} */ (pieces[1]).values, ["Vóucher"]);
    assert.equal(pieces[2], " <b>");
  });
});

describe("taken along", () => {
  test("a label that begins like a formula can't run", () => {
    assert.match(asCsv([["=1+1", "@a", "-2", "plain"]]), /'=1\+1,'@a,'-2,plain/);
  });

  test("figures name their weeks, and a week without insights is a zero", () => {
    const days = { from: "2026-11-16", to: "2026-11-22" };
    const model = /** @type {any} */ ({
      barriers: [{ code: "referral", counts: [0] }],
      periods: [{ start: days.from, end: days.to }],
      visits: [4],
      places: [],
      details: { of: () => [], now: days, before: days },
      heard: new Map([["gp", 3]]),
      days,
      now: days,
      before: days,
    });
    const rows = figureRows({ model }, (_, code) => code);
    assert.deepEqual(rows[0], {
      table: "Barriers by week",
      row: "",
      barrier: "Referral",
      ...days,
      count: 0,
      visits: 4,
    });
    assert.equal(rows.at(-1)?.row, "gp");
  });

  test("a sentence is broken between its words", () => {
    assert.deepEqual(lines("Referral barriers rose to 36", 10), ["Referral", "barriers", "rose to 36"]);
  });
});
