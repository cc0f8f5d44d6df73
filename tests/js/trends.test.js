// From the server's counts to the page: windows, places, and what the sentence on top may say.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { addDays } from "../../static/elements/dates.js";
import { rate, trendsModel } from "../../static/screens/trends-model.js";
import { rowsBelow, within } from "../../static/screens/trends-regions.js";
import { clearness, whatChanged, whereMostly } from "../../static/screens/trends-sentence.js";
import { split } from "../../static/screens/trends-weeks.js";

const WEEKS = 30;
const periods = Array.from({ length: WEEKS + 1 }, (_, at) => {
  const start = addDays("2026-04-20", 7 * at);
  return { start, end: addDays(start, 6), label: "", running: at === WEEKS };
});
const term = (code, parent = null) => ({ code, parent });
const TERMS = [term("north"), term("south"), term("sweden", "north"), term("stockholm", "sweden")];
const counts = (of) => periods.map((_, at) => of(at));
const answer = (series) => ({
  periods,
  series: series.map(({ key, of }) => {
    const all = counts(of);
    return { key, counts: all, total: all.reduce((a, b) => a + b, 0) };
  }),
  total: 0,
  visits: 0,
  visits_per_period: [],
});
const recent = (now, before) => (at) =>
  at === WEEKS ? 100 : at >= WEEKS - 4 ? now : at >= WEEKS - 8 ? before : 0;

const model = (change = {}) =>
  trendsModel(
    /** @type {any} */ ({
      weekly: answer([{ key: { barrier: "referral" }, of: recent(3, 1) }]),
      visits: answer([
        { key: { region: "stockholm", kind: "observation" }, of: recent(3, 1) },
        { key: { region: null, kind: "nothing_new" }, of: recent(2, 2) },
      ]),
      places: answer([
        { key: { region: "stockholm", barrier: "referral" }, of: recent(2, 1) },
        { key: { region: null, barrier: "referral" }, of: recent(1, 0) },
      ]),
      details: answer([
        { key: { barrier: "referral", sub_barrier: "gatekeeping" }, of: recent(1, 1) },
        { key: { barrier: "referral", sub_barrier: null }, of: recent(2, 0) },
      ]),
      heard: answer([{ key: { stakeholder_type: "gp", kind: "observation" }, of: () => 1 }]),
      events: [],
      ...change,
    }),
    { weeks: 4, barriers: ["referral"], terms: /** @type {any} */ (TERMS), base: [] },
  );

describe("windows", () => {
  test("four full weeks, the four before, and the running week in neither", () => {
    const { now, before, shown } = split(periods, 26);
    assert.deepEqual(now, { from: periods[26].start, to: periods[29].end });
    assert.deepEqual(before, { from: periods[22].start, to: periods[25].end });
    assert.deepEqual(shown, { from: periods[4].start, to: periods[30].end });
  });

  test("the running week counts in the total, not in the comparison", () => {
    const { barriers, total } = model();
    assert.deepEqual([barriers[0].now.count, barriers[0].before.count, barriers[0].running], [12, 4, 100]);
    assert.equal(total, 112);
    assert.equal(barriers[0].mean.at(-1), null);
    assert.equal(barriers[0].mean.at(-2), 3);
  });
});

describe("places", () => {
  test("a region stands for all below it, and what is in none of them has a row of its own", () => {
    const { places } = model();
    assert.deepEqual(
      places.map((place) => [place.code, place.cells[0].now.count, place.visits]),
      [
        ["north", 8, 12],
        ["south", 0, 0],
        [null, 4, 8],
      ],
    );
  });

  test("cells add up to the number above them", () => {
    const { places, barriers } = model();
    assert.equal(
      places.reduce((sum, place) => sum + place.cells[0].now.count, 0),
      barriers[0].now.count,
    );
  });

  test("rows are one step below what is in view", () => {
    const terms = /** @type {any} */ (TERMS);
    assert.deepEqual(rowsBelow(terms, []), ["north", "south"]);
    assert.deepEqual(rowsBelow(terms, ["north"]), ["sweden"]);
    assert.deepEqual(rowsBelow(terms, ["stockholm"]), ["stockholm"]);
    assert.deepEqual(rowsBelow(terms, ["south", "north", "sweden"]), ["south", "north"]);
    assert.ok(within(terms, "stockholm", "north") && !within(terms, "north", "stockholm"));
  });
});

test("sub-barriers are ranked; entries that name none come last", () => {
  assert.deepEqual(
    model()
      .details.of("referral")
      .map((row) => [row.code, row.now, row.before]),
    [
      ["gatekeeping", 4, 4],
      ["", 8, 0],
    ],
  );
});

test("no rate on fewer than ten visits", () => {
  assert.equal(rate({ count: 3, visits: 9 }), null);
  assert.equal(rate({ count: 3, visits: 12 }), 25);
});

describe("the sentence", () => {
  const barrier = (code, now, before, visits = [100, 100]) =>
    /** @type {any} */ ({
      code,
      now: { count: now, visits: visits[0] },
      before: { count: before, visits: visits[1] },
    });

  test("says nothing on fewer than ten insights", () => {
    assert.equal(whatChanged([barrier("referral", 9, 0)], 9, false).kind, "few");
  });

  test("names the barrier that moved most beyond chance, up or down", () => {
    const rose = whatChanged([barrier("referral", 47, 29), barrier("guideline_uptake", 31, 36)], 600, false);
    assert.deepEqual([rose.kind, rose.barrier?.code], ["rose", "referral"]);
    assert.equal(whatChanged([barrier("referral", 10, 30)], 600, false).kind, "fell");
  });

  test("does not call chance a change", () => {
    const { kind, barrier: named } = whatChanged(
      [barrier("referral", 20, 17), barrier("guideline_uptake", 25, 28)],
      600,
      false,
    );
    assert.deepEqual([kind, named?.code], ["steady", "guideline_uptake"]);
  });

  test("knows of weeks in which nothing was logged", () => {
    assert.equal(whatChanged([barrier("referral", 0, 0)], 50, false).kind, "quiet");
  });

  test("more visits alone are no rise when it speaks of rates", () => {
    const twice = [barrier("referral", 60, 30, [200, 100])];
    assert.equal(whatChanged(twice, 600, false).kind, "rose");
    assert.equal(whatChanged(twice, 600, true).kind, "steady");
    assert.equal(clearness(twice[0].now, twice[0].before, true), 0);
  });

  test("of two rates the one that is less likely chance stands on top, not the one nearer to nothing", () => {
    const rates = [barrier("diagnostic_pathway", 1, 5, [38, 29]), barrier("referral", 30, 14, [38, 29])];
    const { kind, barrier: named } = whatChanged(rates, 600, true);
    assert.deepEqual([kind, named?.code], ["rose", "referral"]);
  });

  test("names places only when they make up most of it and others exist", () => {
    const place = (code, count) => ({
      code,
      visits: 0,
      cells: [{ barrier: "referral", now: { count, visits: 0 } }],
    });
    const of = (...numbers) =>
      whereMostly(
        /** @type {any} */ (numbers.map((n, at) => place(`p${at}`, n))),
        "referral",
        numbers.reduce((a, b) => a + b),
      );
    assert.deepEqual(of(17, 11, 7, 5, 4, 3), { codes: ["p0", "p1"], count: 28 });
    assert.deepEqual(of(10, 3, 2), { codes: ["p0"], count: 10 });
    assert.equal(of(5, 5, 5, 5), null);
    assert.equal(of(12), null);
  });
});
