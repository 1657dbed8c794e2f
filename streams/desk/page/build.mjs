// Builds the page into ../assets, or into the folder given: bundle, style, fonts, and the licences of all that is in it.
import { build } from "esbuild";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "..", "assets"));
const FONTS = {
  "readex-pro": ["arabic-wght-normal", "latin-wght-normal"],
  "noto-naskh-arabic": ["arabic-wght-normal"],
};
const BUNDLED = ["preact", "d3-force", "d3-dispatch", "d3-quadtree", "d3-timer"];

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "fonts"), { recursive: true });
await build({
  entryPoints: { app: join(here, "src", "main.tsx"), style: join(here, "src", "style.css") },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  jsx: "automatic",
  jsxImportSource: "preact",
  external: ["*.woff2"],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});
for (const name of ["index.html", "icon.svg"]) cpSync(join(here, "src", name), join(out, name));
for (const [family, files] of Object.entries(FONTS)) {
  const folder = join(here, "node_modules", "@fontsource-variable", family);
  for (const file of files) {
    cpSync(join(folder, "files", `${family}-${file}.woff2`), join(out, "fonts", `${family}-${file}.woff2`));
  }
  cpSync(join(folder, "LICENSE"), join(out, "fonts", `${family}-OFL.txt`));
}
const licences = BUNDLED.map((name) => {
  const folder = join(here, "node_modules", name);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version}\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
});
writeFileSync(join(out, "LICENSES.txt"), `app.js holds these packages:\n\n${licences.join(`\n${"-".repeat(72)}\n\n`)}`);
