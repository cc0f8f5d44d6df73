// Reads static/ for the tests that look at the code itself.
import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";

const root = new URL("../../static/", import.meta.url).pathname;

/** Scripts that stand alone: they import nothing and bring their own words, if any. */
const ALONE = ["sw.js", "sw-off.js", "boot.js", "rescue.js"];

/** Every module of the app, as {path, code}; vendored and generated files aside. */
export const modules = () =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((file) => ({ path: relative(root, file), code: readFileSync(file, "utf8") }))
    .filter(({ path }) => !path.startsWith("vendor/") && !ALONE.includes(path));
