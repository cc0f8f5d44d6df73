// The history of an entry as a person reads it.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./device.js";

const { addMessages, t } = await import("../../static/lib/i18n.js");
const desk = await import("../../static/messages/desk.en.js");
const { revisions } = await import("../../static/screens/insight-history.js");
const { detailRows } = await import("../../static/screens/insight-words.js");

addMessages(desk.default);

/** A template's words, without its tags. */
function words(template) {
  if (Array.isArray(template)) return template.map(words).join(" ");
  if (!template?.strings)
    return typeof template === "string" || typeof template === "number" ? `${template}` : "";
  const parts = template.strings.map((text, at) => text + words(template.values[at]));
  return parts
    .join("")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

const revision = (rev, action, name) => ({
  rev,
  action,
  at: "2026-11-22T10:00:00Z",
  device_time: "2026-11-22T10:00:00Z",
  by: { id: name, name },
  reason: null,
  changes: {},
});

test("revisions are numbered by their place, though a restored server counts its own from a million on", () => {
  const history = [
    revision(1_000_002, "update", "Cleo"),
    revision(1, "create", "Anna"),
    revision(2, "update", "Ben"),
  ];
  const numbers = words(revisions(history, {}));
  const places = ["Cleo", "Ben", "Anna"].map((name) => numbers.indexOf(name));
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
  const said = [...numbers.matchAll(new RegExp(`(Anna|Ben|Cleo) ${t("insight.field.rev")} (\\d+)`, "g"))];
  assert.deepEqual(
    said.map(([, name, number]) => [name, number]),
    [
      ["Cleo", "3"],
      ["Ben", "2"],
      ["Anna", "1"],
    ],
  );
});

test("an entry's details hold no number that only the machines count", () => {
  const entry = { kind: "observation", hcp_ref: "KOL-17", rev: 1_000_002 };
  const rows = detailRows(entry, {}).flat();
  assert.ok(rows.includes("KOL-17"));
  assert.ok(!rows.some((said) => said.includes("1000002")));
});
