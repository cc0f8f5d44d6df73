// lib ← http, data ← sync ← elements ← screens ← app: a module imports from its own room or from below.
import assert from "node:assert/strict";
import { posix } from "node:path";
import { test } from "node:test";
import { modules } from "./source.js";

const HEIGHT = {
  vendor: 0,
  lib: 1,
  messages: 1,
  likeness: 1,
  safety: 1,
  http: 2,
  data: 2,
  sync: 3,
  elements: 4,
  screens: 5,
  app: 6,
};

/** The files at the top level are the app itself. */
const room = (path) => (path.includes("/") ? path.split("/")[0] : "app");

/** Imports that run: static ones and import() calls, but not the types named in comments. */
function imports(code) {
  const bare = code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...bare.matchAll(/(?:from|import)\s*\(?\s*["'`](\.[^"'`]+)["'`]/g)].map((found) => found[1]);
}

function breach(path, target) {
  const from = room(path);
  const to = room(posix.normalize(posix.join(posix.dirname(path), target)));
  const allowed = from === to || HEIGHT[to] < HEIGHT[from];
  return allowed ? null : `${path} imports ${target}`;
}

test("every import goes down, or stays in its room", () => {
  const breaches = modules().flatMap(({ path, code }) =>
    imports(code)
      .map((target) => breach(path, target))
      .filter(Boolean),
  );
  assert.deepEqual(breaches, []);
});

test("the rule itself sees an import that goes up, or sideways", () => {
  assert.ok(breach("data/db.js", "../sync/engine.js"));
  assert.ok(breach("http/client.js", "../data/db.js"));
  assert.ok(breach("elements/shell.js", "../router.js"));
  assert.equal(breach("screens/capture.js", "../data/db.js"), null);
});

test("an import in a comment is a type, and one in a call is not overlooked", () => {
  assert.deepEqual(imports('/** @type {import("../app.js").A} */ const a = import("./b.js");'), ["./b.js"]);
});
