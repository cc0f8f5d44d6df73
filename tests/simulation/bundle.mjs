// The phone's own modules, unchanged, as one function that takes its browser as arguments: so that many phones,
// each with several tabs, run in one process, and a crash is nothing more than letting go of one.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../js/package.json", import.meta.url));
const root = fileURLToPath(new URL("../../static/", import.meta.url));
const project = fileURLToPath(new URL("../../", import.meta.url));

/** What the modules find around them; everything else of a browser is absent. */
export const BROWSER = [
  "window",
  "document",
  "navigator",
  "localStorage",
  "indexedDB",
  "fetch",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "Date",
  "Math",
  "crypto",
  "AbortSignal",
  "BroadcastChannel",
  "console",
];

const ENTRY = `
  export { startScheduler, kick } from "./sync/scheduler.js";
  export { status } from "./sync/status.js";
  export * as outbox from "./data/outbox.js";
  export * as entries from "./data/entries.js";
  export { person, remember, forget, stored } from "./data/person.js";
  export { useDatabaseOf, withDb } from "./data/db.js";
  export { emit } from "./lib/events.js";
  export { writable } from "./data/overlay.js";
  export { openRows } from "./data/unseal.js";
  export { uuid7 } from "./lib/ids.js";
`;

const BUILD = {
  stdin: { contents: ENTRY, resolveDir: root },
  bundle: true,
  format: "iife",
  globalName: "app",
  platform: "neutral",
  write: false,
  logLevel: "silent",
};

/** Paths of the phone's modules, from the project's folder. @returns {Promise<string[]>} */
export async function modules() {
  const { metafile } = await require("esbuild").build({ ...BUILD, metafile: true, absWorkingDir: project });
  return Object.keys(metafile.inputs).filter((path) => path !== "<stdin>");
}

/**
 * @param {import("./bugs.mjs").Patch[]} [patches] planted in the text of the modules
 * @returns {Promise<(browser: Record<string, any>) => any>} opens the app in a browser
 */
export async function bundle(patches = []) {
  const esbuild = require("esbuild");
  const used = new Set();
  const plant = {
    name: "plant",
    setup(build) {
      build.onLoad({ filter: /\.js$/ }, async ({ path }) => {
        let contents = await readFile(path, "utf8");
        for (const patch of patches.filter(({ file }) => file === relative(root, path))) {
          if (contents.split(patch.find).length !== 2) {
            throw new Error(`${patch.file} does not hold exactly once: ${patch.find}`);
          }
          contents = contents.replace(patch.find, () => patch.put);
          used.add(patch);
        }
        return { contents };
      });
    },
  };
  const built = await esbuild.build({ ...BUILD, plugins: [plant] });
  const missed = patches.filter((patch) => !used.has(patch));
  if (missed.length) throw new Error(`not part of the app: ${missed.map(({ file }) => file).join(", ")}`);
  const open = new Function(...BROWSER, `${built.outputFiles[0].text}\nreturn app;`);
  return (browser) => open(...BROWSER.map((name) => browser[name]));
}
