// Scales, bars, lines and labels of the charts.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  axis,
  bands,
  monthMarks,
  rollingMean,
  smoothPath,
  tintLevel,
} from "../../static/elements/chart-geometry.js";

test("an axis has three equal steps of whole numbers and room for the highest value", () => {
  for (let highest = 0; highest < 2_000; highest += 1) {
    const { top, ticks } = axis(highest);
    assert.ok(top >= highest && top >= 3, `${highest} does not fit below ${top}`);
    assert.ok(highest < 3 || top <= highest * 3, `${top} is far above ${highest}`);
    assert.deepEqual(ticks, [top / 3, (2 * top) / 3, top]);
    assert.ok(Number.isInteger(ticks[0]));
  }
});

test("bars fill the width they are given, in order, without touching", () => {
  const { each, bar, start, middle } = bands(26, 520);
  assert.equal(each, 20);
  assert.ok(bar < each && start(0) > 0);
  assert.ok(start(25) + bar < 520);
  assert.equal(middle(3), 70);
});

test("a mean of four weeks begins with the fourth", () => {
  assert.deepEqual(rollingMean([4, 8, 0, 4, 12]), [null, null, null, 4, 6]);
});

test("the line passes through each point and never swings beyond its neighbours", () => {
  const points = [10, 90, 90, 20, 60, 60, 5].map((y, at) => /** @type {[number, number]} */ ([at * 10, y]));
  const numbers = smoothPath(points)
    .match(/-?[\d.]+/g)
    .map(Number);
  const curve = numbers.slice(2);
  for (let at = 1; at < points.length; at += 1) {
    const piece = curve.slice((at - 1) * 6, at * 6);
    assert.deepEqual(piece.slice(4), points[at]);
    const [low, high] = [points[at - 1][1], points[at][1]].sort((a, b) => a - b);
    for (const y of [piece[1], piece[3]])
      assert.ok(y >= low - 0.1 && y <= high + 0.1, `${y} leaves ${low}–${high}`);
  }
});

test("no line through fewer than two points", () => {
  assert.equal(smoothPath([]), "");
  assert.equal(smoothPath([[0, 0]]), "");
});

test("months are named where they begin, where there is room", () => {
  const weeks = [
    "2026-05-25",
    "2026-06-01",
    "2026-06-08",
    "2026-06-15",
    "2026-06-22",
    "2026-06-29",
    "2026-07-06",
  ];
  assert.deepEqual(
    monthMarks(weeks, 20, 40),
    [1, 6].slice(0, 1),
    "May gives way to June; July has no room left",
  );
  assert.deepEqual(monthMarks(weeks, 50, 40), [0, 1, 6]);
});

test("tints grow with the number; nothing has none", () => {
  assert.equal(tintLevel(0, 10), 0);
  assert.equal(tintLevel(1, 100), 1);
  assert.equal(tintLevel(10, 10), 6);
  assert.equal(tintLevel(0, 0), 0);
});
