// What an administrator changed in a list is followed where the list itself is not read.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import en from "../../static/messages/en.js";
import { someoneNew } from "./device.js";

const { follow } = await import("../../static/data/changed-lists.js");
const { remembered, rememberFields } = await import("../../static/data/remembered.js");
const { addMessages, t } = await import("../../static/lib/i18n.js");

const barrier = (en, de, hint = null) => ({
  barrier: { name: "barrier", version: 2, terms: [{ code: "referral", label: { en, de }, hint }] },
});

test("a barrier that is called something else is so on the tile, the switch and the button", () => {
  addMessages(en);
  follow(barrier("Sent on", "Überweisung", { en: "To whom", de: "Wohin" }));
  const shown = ["barrier.referral", "barrier.short.referral", "barrier.hint.referral"].map((key) => t(key));
  assert.deepEqual(shown, ["Sent on", "Sent on", "To whom"]);
  assert.equal(t("capture.save.referral"), en["capture.save.other_unsure"]);
  assert.equal(t("barrier.guideline_uptake"), en["barrier.guideline_uptake"]);

  follow(barrier("Referral", "Weitergabe", { en: "Who, where, how", de: "Wer, wohin, wie" }));
  for (const key of ["barrier.referral", "barrier.hint.referral", "capture.save.referral"])
    assert.equal(t(key), en[key]);
});

test("what shipped keeps the app's own words, however often the list was changed since", () => {
  const file = new URL("../../app/vocabulary/data/v1.json", import.meta.url);
  const terms = JSON.parse(readFileSync(file, "utf8")).vocabularies.barrier;
  follow({ barrier: { name: "barrier", version: 7, terms } });
  const keys = Object.keys(en).filter((key) => /^(barrier|capture\.save)\./.test(key));
  assert.ok(keys.length > 10);
  for (const key of keys) assert.equal(t(key), en[key], key);
});

test("what is retired is not proposed to the next entry, and all else is", () => {
  someoneNew();
  const terms = [{ code: "sweden", retired: true }];
  rememberFields({ region: "sweden", channel: "remote" });
  follow({ region: { name: "region", version: 2, terms } });
  assert.deepEqual([remembered().region, remembered().channel], [null, "remote"]);
});
