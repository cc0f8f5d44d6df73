// The phone's screening in node: texts come as JSON lines, flags go out as JSON lines; --time prints milliseconds.

import { readFileSync } from "node:fs";
import { read } from "../../static/safety/data.js";
import { screen } from "../../static/safety/screen.js";

const data = read(JSON.parse(readFileSync(new URL("../../static/safety/data-2.json", import.meta.url), "utf8")));

if (process.argv.includes("--time")) console.log(timed());
else {
  const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
  const answers = lines.map((line) =>
    JSON.stringify(screen(JSON.parse(line), data).map(({ rule, start, end }) => [rule, start, end])),
  );
  process.stdout.write(answers.join("\n") + (answers.length ? "\n" : ""));
}

/** Milliseconds for 500 characters: the median of 200 runs over different stretches of the made-up notes. */
function timed() {
  const notes = readFileSync(new URL("field_notes.jsonl", import.meta.url), "utf8").split("\n").filter(Boolean);
  const all = notes.map((line) => JSON.parse(line).text).join(" ");
  const times = Array.from({ length: 200 }, (_, at) => {
    const begin = (at * 83) % (all.length - 500);
    const started = performance.now();
    screen(all.slice(begin, begin + 500), data);
    return performance.now() - started;
  });
  return times.toSorted((a, b) => a - b)[100];
}
