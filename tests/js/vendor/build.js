// Rebuilds static/vendor/vendor.js and the table in VENDOR.md from the pinned packages of package-lock.json.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

const here = (path) => new URL(path, import.meta.url);
const out = here("../../../static/vendor/vendor.js");
const PACKAGES = ["lit-html", "@preact/signals-core", "idb"];

await build({
  entryPoints: [here("entry.js").pathname],
  outfile: out.pathname,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  conditions: ["browser", "production"],
  legalComments: "none",
  banner: { js: "/* lit-html, signals-core, idb: licences in VENDOR.md */" },
});

const code = readFileSync(out);
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

\`vendor.js\` is the only third-party code the app runs: three libraries bundled and minified into one
ES module by \`npm run vendor\` in \`tests/js\`, from the versions pinned in its lock file. The icons in
\`../lib/icons.js\` come from lucide-static by \`npm run icons\`.

| library | version | licence |
|---|---|---|
${rows.join("\n")}
| lucide-static (icons) | ${JSON.parse(readFileSync(here("../node_modules/lucide-static/package.json"), "utf8")).version} | ISC |

- bytes: ${code.length}, ${brotliCompressSync(code).length} compressed with brotli
- sha256: \`${createHash("sha256").update(code).digest("hex")}\`

${licences.join("\n\n")}

## lucide-static

\`\`\`text
${readFileSync(here("../node_modules/lucide-static/LICENSE"), "utf8").trim()}
\`\`\`
`,
);
