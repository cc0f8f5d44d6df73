// CSV for a spreadsheet: quoted as RFC 4180 has it, and nothing in it runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { COLUMNS, cell, entriesAsCsv } from "../../static/elements/csv.js";

test("a cell that a spreadsheet would take for a formula is made plain text", () => {
  for (const start of ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0@", "＝", "\ufeff="]) {
    const shown = cell(`${start}HYPERLINK("http://x.example")`).replace(/^"/, "");
    assert.equal(shown[0], "'", JSON.stringify(start));
  }
});

test("plain text stays as it is", () => {
  for (const text of ["", "Letters come back.", "3-fold", "a=b", "10.1016/j.jhep"])
    assert.equal(cell(text), text);
});

test("commas, quotes and line ends are quoted", () => {
  assert.equal(cell('He said "no", twice'), '"He said ""no"", twice"');
  assert.equal(cell("one\r\ntwo"), '"one\r\ntwo"');
});

test("a file has a mark for its encoding, a head, a line each, and ends with a line end", () => {
  const entry = {
    id: "e1",
    text: "=1+1",
    evidence: ["10.1/a", "10.1/b"],
    author: { name: "Mara, MSL" },
    barrier: null,
  };
  const file = entriesAsCsv([/** @type {any} */ (entry)]);
  assert.ok(file.startsWith("\ufeffid,rev,kind,"));
  const [head, line, end] = file.slice(1).split("\r\n");
  assert.equal(head, COLUMNS.join(","));
  assert.ok(line.includes("'=1+1") && line.includes('"10.1/a; 10.1/b"') && line.endsWith('"Mara, MSL"'));
  assert.equal(end, "");
});
