// Themes in words: who stands behind a conclusion, how far it has come, what changed meanwhile, where it holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./device.js";
import { addMessages } from "../../static/lib/i18n.js";
import en from "../../static/messages/en.js";
import words from "../../static/messages/themes.en.js";
import { loopHref, loopQuery, parse as parseLoop, spanWords } from "../../static/screens/loop-state.js";
import { commonOf, commonRegion, inTree } from "../../static/screens/theme-place.js";
import { changesBetween, countsOf, ladderOf, oneVoice, sideWords } from "../../static/screens/theme-words.js";
import { isNarrowed, parse, themesHref, toggled } from "../../static/screens/themes-state.js";

const side = (said) => ({
  entries: 6,
  hcps: 4,
  hcos: 3,
  stakeholder_types: 2,
  authors: 2,
  places: 3,
  one_voice: null,
  ...said,
});
const terms = (...pairs) =>
  pairs.map(([code, parent = null], position) => ({ code, parent, label: { en: code }, position }));
const lists = {
  region: {
    terms: terms(["nordics"], ["sweden", "nordics"], ["denmark", "nordics"], ["skane", "sweden"], ["dach"]),
  },
};

addMessages({ ...en, ...words });

test("what stands behind a conclusion is said with its nouns, and nothing that a role may not see", () => {
  assert.equal(sideWords(side({})), "4 HCPs at 3 organisations");
  assert.equal(sideWords(side({ hcps: 1, hcos: 1 })), "1 HCP at 1 organisation");
  assert.equal(sideWords(side({ hcps: 0, hcos: 0 })), "6 entries from 3 places");
  assert.equal(sideWords(side({ entries: 0 })), "nobody yet");
  const firewalled = side({ hcps: null, hcos: null, stakeholder_types: null, authors: null, places: 7 });
  assert.equal(sideWords(firewalled), "7 places");
  assert.deepEqual(countsOf(firewalled), ["7 places"]);
  assert.deepEqual(countsOf(side({ hcps: 0, hcos: 0 })), [
    "0 organisations",
    "2 stakeholder types",
    "2 authors",
  ]);
  assert.equal(oneVoice(side({ one_voice: "hco" })), "One voice: a single organisation");
});

test("the ladder shows the latest step to each rung reached, and a closed theme where it was", () => {
  const step = (status, from, at) => ({ status, from, at, by: null, why: "" });
  const steps = [
    step("heard", null, "1"),
    step("corroborated", "heard", "2"),
    step("heard", "corroborated", "3"),
    step("corroborated", "heard", "4"),
  ];
  const states = (theme) => ladderOf(theme).map((rung) => rung.state);
  const open = ladderOf({ status: "corroborated", steps });
  assert.deepEqual(states({ status: "corroborated", steps }), ["done", "now", "next", "later", "later"]);
  assert.deepEqual([open[0].step.at, open[1].step.at, open[2].step], ["3", "4", null]);
  const closed = { status: "closed", steps: [...steps, step("closed", "corroborated", "5")] };
  assert.deepEqual(states(closed), ["done", "done", "later", "later", "later"]);
});

test("what somebody else changed is named field by field", () => {
  const place = { region: "sweden", hco_type: null, therapeutic_area: null };
  const before = { conclusion: "A", barrier: "referral", status: "heard", place, line_to_take_back: null };
  const after = { ...before, conclusion: "B", place: { ...place, region: null } };
  assert.deepEqual(changesBetween(before, after, lists), [
    { name: "Tentative conclusion", before: "A", after: "B" },
    { name: "Region", before: "sweden", after: "" },
  ]);
  assert.deepEqual(changesBetween(before, before, lists), []);
});

test("a theme is first proposed for what its entries have in common", () => {
  const entry = (said) => ({
    barrier: "referral",
    sub_barrier: null,
    region: "skane",
    hco_type: null,
    therapeutic_area: "hepatology",
    ...said,
  });
  const entries = [
    entry({ sub_barrier: "feedback_gap", hco_type: "gp_practice" }),
    entry({ sub_barrier: "feedback_gap", hco_type: "hospital", region: "denmark" }),
    entry({ barrier: "guideline_uptake", sub_barrier: "inertia", region: "sweden" }),
  ];
  assert.deepEqual(commonOf(entries, lists), {
    barrier: "referral",
    sub_barrier: "feedback_gap",
    region: "nordics",
    hco_type: "",
    therapeutic_area: "hepatology",
  });
  assert.equal(commonRegion(["skane", "sweden"], lists), "sweden");
  assert.equal(commonRegion(["skane", "dach"], lists), null);
  assert.equal(commonRegion([], lists), null);
  assert.equal(commonOf([], lists).barrier, "");
});

test("a region stands below the one it lies in", () => {
  const shown = inTree(lists.region.terms).map(({ code, depth }) => `${depth}${code}`);
  assert.deepEqual(shown, ["0nordics", "1sweden", "2skane", "1denmark", "0dach"]);
});

test("the list of themes keeps its filters in the address, and leaves out nonsense", () => {
  const of = (text) => parse(new URLSearchParams(text));
  const href = "/themes?status=heard&status=closed&barrier=referral&region=nordics&q=two+words";
  assert.equal(themesHref(of(href.split("?")[1])), href);
  assert.equal(themesHref(of("status=famous&channel=remote&weeks=4")), "/themes");
  assert.equal(isNarrowed(of("weeks=4")), false);
  assert.equal(themesHref(toggled(of("status=heard"), "heard")), "/themes");
  assert.equal(themesHref(toggled(of(""), "closed")), "/themes?status=closed");
});

test("the loop looks at days of arrival, today's among them", () => {
  assert.equal(loopHref(parseLoop(new URLSearchParams("days=12&region=no/where"))), "/loop");
  assert.equal(loopHref({ days: 30, region: "dach" }), "/loop?days=30&region=dach");
  const query = loopQuery({ days: 30, region: "" }, "2026-11-22");
  assert.equal(query.toString(), "from=2026-10-24&to=2026-11-22");
});

test("hours are said in the one unit that fits", () => {
  const said = [null, 0.001, 0.5, 1, 47.6, 60, 400].map(spanWords);
  assert.deepEqual(said, [
    "none yet",
    "under a minute",
    "30 minutes",
    "1 hour",
    "48 hours",
    "2.5 days",
    "17 days",
  ]);
});
