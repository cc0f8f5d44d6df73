// The address holds every filter, and the API is asked the same question.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  apiQuery,
  change,
  insightsHref,
  isNarrowed,
  parse,
  trendsHref,
  visitsOf,
} from "../../static/elements/filter-state.js";

const of = (text) => parse(new URLSearchParams(text));
const queryOf = (href) => new URLSearchParams(href.split("?")[1] ?? "");

test("an address read and written again is the same address", () => {
  const list =
    "/insights?kind=nothing_new&from=2026-10-26&to=2026-11-22&region=nordics&region=dach&barrier=referral&missing=sub_barrier&q=two+words";
  assert.deepEqual(parse(queryOf(insightsHref(parse(queryOf(list))))), parse(queryOf(list)));
  const trends = "/trends?weeks=13&show=rate&focus=referral&therapeutic_area=hepatology";
  assert.equal(trendsHref(parse(queryOf(trends))), trends);
});

test("what is as usual stays out of the address", () => {
  assert.equal(trendsHref(of("")), "/trends");
  assert.equal(insightsHref(of("")), "/insights");
  assert.equal(isNarrowed(of("weeks=52&show=rate")), false);
});

test("nonsense in the address is left out, never sent on", () => {
  const filters = of("weeks=7&show=x&from=2026-02-30&to=yesterday&region=%27&region=dach&author=me");
  assert.equal(trendsHref(filters), "/trends?region=dach");
  assert.equal(filters.from + filters.to, "");
  assert.deepEqual(filters.author, []);
});

test("without a kind the list shows what was heard; 'all' is every visit", () => {
  assert.deepEqual(apiQuery(of("")).getAll("kind"), ["observation", "reaction"]);
  assert.deepEqual(apiQuery(of("kind=all")).getAll("kind"), []);
  assert.deepEqual(apiQuery(of("kind=nothing_new")).getAll("kind"), ["nothing_new"]);
});

test("periods and measure of Trends are no filters of the API", () => {
  assert.equal(
    apiQuery(of("weeks=4&show=rate&focus=referral&barrier=referral")).toString(),
    "kind=observation&kind=reaction&barrier=referral",
  );
});

test("visits keep where and with whom, and lose what was said", () => {
  const visits = visitsOf(
    of(
      "region=dach&stakeholder_type=gp&barrier=referral&listening_priority=x&q=letter&missing=region&missing=sub_barrier",
    ),
  );
  assert.equal(insightsHref(visits), "/insights?kind=all&region=dach&stakeholder_type=gp&missing=region");
});

test("a change leaves the filters it came from as they were", () => {
  const before = of("barrier=referral");
  const after = change(before, { weeks: 4, codes: { region: ["dach"] } });
  assert.deepEqual(before.codes.region, []);
  assert.deepEqual([after.codes.barrier, after.codes.region, after.weeks], [["referral"], ["dach"], 4]);
});
