// Which cards are worth an opinion at a place, in the order in which the server would give them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { someoneNew } from "./device.js";

const { worthAnOpinion } = await import("../../static/data/cards.js");
const { withDb } = await import("../../static/data/db.js");
const { alikeIndex } = await import("../../static/elements/alike-index.js");
await import("../../static/elements/alike-cards.js");
const { risesAt } = await import("../../static/screens/brief-rises.js");
const { agreed, placeOf, visitsByHcp } = await import("../../static/data/visits.js");

const REGIONS = {
  name: "region",
  version: 1,
  terms: [
    ["europe", null],
    ["nordics", "europe"],
    ["sweden", "nordics"],
    ["skane", "sweden"],
    ["norway", "nordics"],
    ["dach", "europe"],
  ].map(([code, parent]) => ({ code, parent })),
};

let made = 0;
/** @param {any} more */
function card({ places = 1, status = "heard", ...place } = {}) {
  made += 1;
  return {
    id: `card-${made}`,
    status,
    supports: { places },
    place: { region: null, hco_type: null, therapeutic_area: null, ...place },
  };
}
const chosen = (cards, place) => worthAnOpinion(cards, place, REGIONS);

test("a place that says something else is left out; one that says nothing is not", () => {
  const [anywhere, here, elsewhere] = [
    card(),
    card({ hco_type: "gp_practice" }),
    card({ hco_type: "hospital" }),
  ];
  assert.deepEqual(chosen([anywhere, here, elsewhere], { hco_type: "gp_practice" }), [here, anywhere]);
  assert.equal(chosen([anywhere, here, elsewhere], {}).length, 3);
});

test("a region is near to what it lies in and to what lies in it, and to nothing beside it", () => {
  const cards = ["europe", "nordics", "sweden", "skane", "norway", "dach"].map((region) => card({ region }));
  assert.deepEqual(
    chosen(cards, { region: "sweden" }).map(({ place }) => place.region),
    ["sweden", "europe", "nordics", "skane"],
  );
});

test("open ones first, then the nearest, then the most places", () => {
  const over = card({ region: "sweden", places: 9, status: "changed" });
  const closed = card({ region: "sweden", places: 9, status: "closed" });
  const around = card({ region: "nordics", places: 9 });
  const few = card({ region: "sweden", places: 2 });
  const many = card({ region: "sweden", places: 3 });
  assert.deepEqual(chosen([over, around, few, closed, many], { region: "sweden" }), [
    many,
    few,
    around,
    over,
    closed,
  ]);
});

test("what was agreed with an HCP, the last visit first, and where that was", () => {
  const entry = (id, day, data, deleted = false) => ({ id, deleted, data: { visited_on: day, ...data } });
  const entries = [
    entry("e4", "2026-11-20", { hcp_ref: "h1", next_step: "Gone." }, true),
    entry("e3", "2026-11-12", { hcp_ref: "h1", region: "sweden" }),
    entry("e2", "2026-11-10", { hcp_ref: "h2" }),
    entry("e1", "2026-11-03", { hcp_ref: "h1", next_step: "Send the list.", region: "norway" }),
  ];
  const [first, second] = visitsByHcp(entries);
  assert.deepEqual([first.ref, first.day, second.ref], ["h1", "2026-11-12", "h2"]);
  assert.deepEqual(agreed(first), [{ id: "e1", step: "Send the list.", day: "2026-11-03" }]);
  assert.equal(placeOf(first).region, "sweden");
});

test("a conclusion is among what a text resembles, for as long as it is open to answers", async () => {
  someoneNew();
  const text = "Practices do not recall flagged FIB-4 results, for nobody owns the list.";
  const said = { text: "Nobody owns the recall list of flagged FIB-4 results." };
  for (const status of ["heard", "closed"]) {
    const data = { ...card({ status }), id: status, conclusion: text, barrier: "referral" };
    await withDb((db) => db.put("cards", { id: status, data, seen: "" }));
  }
  const index = await alikeIndex();
  await index.ready();
  assert.deepEqual(
    index.alike(said, "").map(({ thing }) => [thing.kind, thing.key]),
    [["theme", "heard"]],
  );
});

test("what rises there: the nearest of each barrier, two at the most, and nothing of elsewhere", () => {
  const rises = [
    { barrier: "referral" },
    { barrier: "referral", region: "nordics" },
    { barrier: "referral", region: "skane" },
    { barrier: "guideline_uptake", region: "dach" },
    { barrier: "guideline_uptake", therapeutic_area: "oncology" },
    { barrier: "diagnostic_pathway", sub_barrier: "capacity_turnaround" },
  ].map((key) => ({ key }));
  const there = (place) => risesAt(rises, place, REGIONS).map(({ key }) => key);
  assert.deepEqual(there({ region: "nordics" }), [
    { barrier: "referral", region: "nordics" },
    { barrier: "guideline_uptake", therapeutic_area: "oncology" },
  ]);
  assert.deepEqual(there({ region: "dach", therapeutic_area: "hepatology" }), [
    { barrier: "guideline_uptake", region: "dach" },
    { barrier: "referral" },
  ]);
});
