// Words with what is filled into them.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

const { t, useMessages } = await import("../../static/lib/i18n.js");

afterEach(() => useMessages("en", {}));

test("a sentence ends once, though a date at its end has a dot of its own", () => {
  useMessages("de", { upTo: "Bis {when}.", since: "Seit {when}. Mehr nicht.", plain: "Bis {when}" });
  const when = "So., 22. Nov.";
  assert.equal(t("upTo", { when }), "Bis So., 22. Nov.");
  assert.equal(t("since", { when }), "Seit So., 22. Nov. Mehr nicht.");
  assert.equal(t("plain", { when }), "Bis So., 22. Nov.");
  assert.equal(t("upTo", { when: "22. Mai" }), "Bis 22. Mai.");
});

test("numbers are written as the language writes them, and what is not given stays to be seen", () => {
  useMessages("de", { many: "{count} Einträge von {name}." });
  assert.equal(t("many", { count: 12345 }), "12.345 Einträge von {name}.");
});
