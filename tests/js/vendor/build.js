// Rebuilds static/vendor/vendor.js, database.js, lists.js and the table in VENDOR.md from the pinned packages of package-lock.json.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

const here = (path) => new URL(path, import.meta.url);
const folder = here("../../../static/vendor/").pathname;
const PACKAGES = ["lit-html", "@preact/signals-core", "idb"];

/** lists.js brings no second lit-html along. */
const oneLit = {
  name: "one lit-html",
  setup({ onResolve }) {
    onResolve({ filter: /(^|\/)lit-html(\.js)?$/ }, () => ({ path: "./vendor.js", external: true }));
  },
};

const common = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  conditions: ["browser", "production"],
  legalComments: "none",
};
await build({
  ...common,
  entryPoints: [here("entry.js").pathname],
  outfile: `${folder}vendor.js`,
  banner: { js: "/* lit-html, signals-core: licences in VENDOR.md */" },
});
await build({
  ...common,
  entryPoints: [here("database.js").pathname],
  outfile: `${folder}database.js`,
  banner: { js: "/* idb: licence in VENDOR.md */" },
});
await build({
  ...common,
  entryPoints: [here("lists.js").pathname],
  outfile: `${folder}lists.js`,
  plugins: [oneLit],
  banner: { js: "/* lit-html's directives: licence in VENDOR.md */" },
});

const sizes = ["vendor.js", "database.js", "lists.js"].map((name) => {
  const code = readFileSync(folder + name);
  const hash = createHash("sha256").update(code).digest("hex");
  return `| ${name} | ${code.length} | ${brotliCompressSync(code).length} | \`${hash}\` |`;
});
const rows = PACKAGES.map((name) => {
  const about = JSON.parse(readFileSync(here(`../node_modules/${name}/package.json`), "utf8"));
  return `| ${name} | ${about.version} | ${about.license} |`;
});
const licences = PACKAGES.map((name) => {
  const text = readFileSync(here(`../node_modules/${name}/LICENSE`), "utf8").trim();
  return `## ${name}\n\n\`\`\`text\n${text}\n\`\`\``;
});

writeFileSync(
  here("../../../static/vendor/VENDOR.md"),
  `# Vendored code

\`vendor.js\`, \`database.js\` and \`lists.js\` are the only third-party code the app runs: two libraries bundled and
minified into an ES module, and apart from it what is needed only once something is stored, and what only lists and
charts need, by \`npm run vendor\` in \`tests/js\`, from the versions pinned in its lock file. The icons in
\`../lib/icons.js\` and \`more-icons.js\` come from lucide-static by \`npm run icons\`.

| library | version | licence |
|---|---|---|
${rows.join("\n")}
| lucide-static (icons) | ${JSON.parse(readFileSync(here("../node_modules/lucide-static/package.json"), "utf8")).version} | ISC |

| file | bytes | with brotli | sha256 |
|---|---|---|---|
${sizes.join("\n")}

${licences.join("\n\n")}

## lucide-static

\`\`\`text
${readFileSync(here("../node_modules/lucide-static/LICENSE"), "utf8").trim()}
\`\`\`
`,
);
