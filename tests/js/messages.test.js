// Every word comes from the message files: both languages have the same keys, and each key used is there.
import assert from "node:assert/strict";
import { test } from "node:test";
import de from "../../static/messages/de.js";
import deskDe from "../../static/messages/desk.de.js";
import deskEn from "../../static/messages/desk.en.js";
import en from "../../static/messages/en.js";
import { modules } from "./source.js";

const names = (message) =>
  JSON.stringify(message)
    .match(/\{\w+\}/g)
    ?.toSorted() ?? [];
const forms = (message) => (typeof message === "string" ? [] : Object.keys(message).toSorted());

for (const [name, english, german] of [
  ["the phone", en, de],
  ["the desk", deskEn, deskDe],
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

test("no word of the desk is one of the phone's again", () => {
  const twice = Object.keys(deskEn).filter((key) => key in en);
  assert.deepEqual(twice, []);
});

const all = { ...en, ...deskEn };
const code = modules().filter(({ path }) => !path.startsWith("messages/"));

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
