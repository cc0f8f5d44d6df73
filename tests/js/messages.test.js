// Every word comes from the message files: both languages have the same keys, and each key used is there.
import assert from "node:assert/strict";
import { posix } from "node:path";
import { test } from "node:test";
import adminDe from "../../static/messages/admin.de.js";
import adminEn from "../../static/messages/admin.en.js";
import alikeDe from "../../static/messages/alike.de.js";
import alikeEn from "../../static/messages/alike.en.js";
import briefDe from "../../static/messages/brief.de.js";
import briefEn from "../../static/messages/brief.en.js";
import de from "../../static/messages/de.js";
import deskDe from "../../static/messages/desk.de.js";
import deskEn from "../../static/messages/desk.en.js";
import en from "../../static/messages/en.js";
import listsDe from "../../static/messages/lists.de.js";
import listsEn from "../../static/messages/lists.en.js";
import moreDe from "../../static/messages/more.de.js";
import moreEn from "../../static/messages/more.en.js";
import signalsDe from "../../static/messages/signals.de.js";
import signalsEn from "../../static/messages/signals.en.js";
import themesDe from "../../static/messages/themes.de.js";
import themesEn from "../../static/messages/themes.en.js";
import trailDe from "../../static/messages/trail.de.js";
import trailEn from "../../static/messages/trail.en.js";
import { modules } from "./source.js";

const names = (message) =>
  JSON.stringify(message)
    .match(/\{\w+\}/g)
    ?.toSorted() ?? [];
const forms = (message) => (typeof message === "string" ? [] : Object.keys(message).toSorted());

for (const [name, english, german] of [
  ["capture", en, de],
  ["the phone's other screens", moreEn, moreDe],
  ["the desk", deskEn, deskDe],
  ["signals", signalsEn, signalsDe],
  ["what is alike", alikeEn, alikeDe],
  ["themes", themesEn, themesDe],
  ["the brief", briefEn, briefDe],
  ["administration", adminEn, adminDe],
  ["vocabularies", listsEn, listsDe],
  ["the trail", trailEn, trailDe],
]) {
  test(`English and German of ${name} have the same keys`, () => {
    assert.deepEqual(Object.keys(german).toSorted(), Object.keys(english).toSorted());
  });

  test(`English and German of ${name} fill in the same names, in every form`, () => {
    for (const key of Object.keys(english)) {
      assert.deepEqual(new Set(names(german[key])), new Set(names(english[key])), key);
      assert.deepEqual(forms(german[key]), forms(english[key]), key);
    }
  });
}

test("no word stands in two files", () => {
  const keys = [en, moreEn, deskEn, signalsEn, themesEn, alikeEn, briefEn, adminEn, listsEn, trailEn].flatMap(
    Object.keys,
  );
  assert.equal(new Set(keys).size, keys.length);
});

const all = {
  ...en,
  ...moreEn,
  ...deskEn,
  ...signalsEn,
  ...themesEn,
  ...alikeEn,
  ...briefEn,
  ...adminEn,
  ...listsEn,
  ...trailEn,
};
const code = modules().filter(({ path }) => !path.startsWith("messages/"));

/** What is there while capture is open: these, with all they import. */
const EARLY = [
  "app.js",
  "screens/capture.js",
  "screens/capture-rest.js",
  "screens/message.js",
  "elements/sheet.js",
  "elements/storage-line.js",
  "elements/updates.js",
];

function early(paths, known = code) {
  const found = new Set(paths);
  for (const path of found) {
    const text = known.find((module) => module.path === path)?.code ?? "";
    const imports = text.matchAll(/^(?:import|export)\b[^;]*?from "(\.[^"]+)";/gm);
    for (const [, target] of imports) found.add(posix.join(posix.dirname(path), target));
  }
  return known.filter(({ path }) => found.has(path));
}

const notIn = (words, modules) =>
  modules.flatMap(({ path, code }) =>
    [...code.matchAll(/\bt\(\s*["`]([^"`$]+)(["`$])/g)]
      .filter(
        ([, key, end]) =>
          !Object.keys(words).some((one) => (end === "$" ? one.startsWith(key) : one === key)),
      )
      .map(([, key]) => `${path}: ${key}`),
  );

test("capture finds its words without those of the other screens", () => {
  assert.deepEqual(notIn(en, early(EARLY)), []);
  assert.ok(early(EARLY).some(({ path }) => path === "elements/tagging.js"));
  assert.ok(notIn(en, early(["screens/entries.js"])).length, "the control: the list of entries needs more");
});

test("each message that is asked for by name exists", () => {
  const missing = code.flatMap(({ path, code }) =>
    [...code.matchAll(/\bt\(\s*"([^"]+)"/g)]
      .filter(([, key]) => !(key in all))
      .map(([, key]) => `${path}: ${key}`),
  );
  assert.deepEqual(missing, []);
});

test("each message whose name is put together has at least one of that beginning", () => {
  const missing = code.flatMap(({ path, code }) =>
    [...code.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)]
      .filter(([, prefix]) => !Object.keys(all).some((key) => key.startsWith(prefix)))
      .map(([, prefix]) => `${path}: ${prefix}…`),
  );
  assert.deepEqual(missing, []);
});

test("no message is left over", () => {
  const text = code.map((module) => module.code).join("\n");
  const prefixes = [...text.matchAll(/`([\w.]+\.)\$\{/g)].map(([, prefix]) => prefix);
  const unused = Object.keys(all).filter(
    (key) => !text.includes(`"${key}"`) && !prefixes.some((prefix) => key.startsWith(prefix)),
  );
  assert.deepEqual(unused, []);
});
