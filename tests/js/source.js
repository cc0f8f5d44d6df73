// Reads static/ for the tests that look at the code itself.
import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";

const root = new URL("../../static/", import.meta.url).pathname;

/** Every module of the app, as {path, code}; vendored and generated files aside. */
export const modules = () =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((file) => ({ path: relative(root, file), code: readFileSync(file, "utf8") }))
    .filter(({ path }) => !path.startsWith("vendor/") && path !== "sw.js" && path !== "boot.js");
