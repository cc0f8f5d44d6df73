// One worker's share, told as lines of JSON:
//   node main.mjs --sequences N --seed S [--stride 2] [--steps 60] [--python PATH]     sequences that must all hold
//   node main.mjs --sequences N --seed S --bugs '["…"]'      for each planted bug, until one sequence has found it
import { parseArgs } from "node:util";
import { Backend } from "./backend.mjs";
import { CLIENT_BUGS } from "./bugs.mjs";
import { bundle, modules } from "./bundle.mjs";
import { kindOf, minimal, planned, run } from "./sequence.mjs";

const { values } = parseArgs({
  options: {
    sequences: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    stride: { type: "string", default: "1" },
    steps: { type: "string", default: "60" },
    python: { type: "string", default: "python3" },
    bugs: { type: "string" },
    // For work on the simulation itself: go on after a failure, and make nothing smaller.
    keep: { type: "boolean", default: false },
  },
});
const [sequences, first, stride, length] = [values.sequences, values.seed, values.stride, values.steps].map(
  Number,
);
const backend = new Backend(values.python);
const tell = (/** @type {any} */ line) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** Seeds in turn until one fails. @param {(browser: any) => any} open */
async function search(open) {
  for (let at = 0; at < sequences; at += 1) {
    const seed = first + at * stride;
    const { error } = await run({ backend, open }, seed, planned(seed, length));
    if (error) return { after: at + 1, seed, error };
  }
  return { after: sequences, seed: null, error: null };
}

/** @param {(browser: any) => any} open @param {number} seed @param {Error} error */
async function explained(open, seed, error) {
  const sides = { backend, open };
  const steps = await minimal(sides, seed, planned(seed, length), kindOf(error));
  const { error: again, trace } = await run(sides, seed, steps);
  return { seed, error: error.message, stack: error.stack, least: again?.message, trace };
}

async function hold() {
  const began = performance.now();
  const open = await bundle();
  const failures = [];
  let ran = 0;
  for (let at = 0; at < sequences; at += 1) {
    const seed = first + at * stride;
    const { error } = await run({ backend, open }, seed, planned(seed, length));
    ran += 1;
    if (!error) continue;
    failures.push(values.keep ? { seed, error: error.message } : await explained(open, seed, error));
    if (!values.keep) break;
  }
  const seconds = (performance.now() - began) / 1000;
  const ours = [...(await modules()), ...(await backend.ask("modules")).files];
  tell({ ran, requests: backend.asked, seconds, failures, modules: ours });
}

/** @param {string[]} bugs */
async function find(bugs) {
  for (const bug of bugs) {
    await backend.ask("plant", { bug: CLIENT_BUGS[bug] ? null : bug });
    const { after, seed, error } = await search(await bundle(CLIENT_BUGS[bug] ?? []));
    tell({ bug, found: error !== null, after, seed, error: error?.message ?? null });
  }
}

await (values.bugs ? find(JSON.parse(values.bugs)) : hold());
backend.close();
