// Bundles css/ and ts/ into app/web/static/dist, each file named by its content and compressed.
import * as esbuild from "esbuild";
import { copyFileSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "../web/static/dist");
const building = `${dist}.${process.pid}`;

const sheets = (folder) =>
  readdirSync(join(here, "css", folder)).filter((name) => name.endsWith(".css")).sort();

// What few pages need is a bundle of its own: ts/NAME.ts with css/pages/NAME.css.
const pages = (folder, ending) =>
  Object.fromEntries(
    readdirSync(join(here, "css/pages")).map((name) => [basename(name, ".css"), `${folder}/${basename(name, ".css")}${ending}`]),
  );

// A component or a feature brings its sheet by putting it into its folder.
const stylesheet = [
  "@layer reset, base, components, features, utilities;",
  '@import "./css/tokens.css";',
  '@import "./css/fonts.css";',
  ...["reset", "base", "utilities"].map((layer) => `@import "./css/${layer}.css" layer(${layer});`),
  ...["components", "features"].flatMap((layer) =>
    sheets(layer).map((name) => `@import "./css/${layer}/${name}" layer(${layer});`),
  ),
].join("\n");

const settings = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  outdir: building,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  metafile: true,
  legalComments: "none",
  // The page's own address, so that fonts are found beside the sheet.
  publicPath: "",
  loader: { ".woff2": "file" },
  target: ["es2022", "chrome123", "firefox120", "safari17.5"],
};

rmSync(building, { recursive: true, force: true });
const built = await Promise.all([
  esbuild.build({ ...settings, entryPoints: { app: "ts/app.ts", ...pages("ts", ".ts") }, format: "esm" }),
  esbuild.build({ ...settings, entryPoints: pages("css/pages", ".css") }),
  esbuild.build({ ...settings, stdin: { contents: stylesheet, resolveDir: here, loader: "css", sourcefile: "app.css" } }),
]);

const names = built.flatMap((result) => Object.keys(result.metafile.outputs)).map((path) => basename(path));
const manifest = {};
for (const name of names) {
  // "stdin-HASH.css" is the sheet; a font keeps the name of the face it holds.
  const plain = name.replace(/-[A-Z0-9]{8}(?=\.)/, "").replace(/^stdin/, "app");
  const kept = name.replace(/^stdin/, "app");
  if (kept !== name) renameSync(join(building, name), join(building, kept));
  manifest[plain === "literata-latin-500-normal.woff2" ? "literata.woff2" : plain] = kept;
  if (/\.(css|js)$/.test(kept)) {
    const bytes = readFileSync(join(building, kept));
    const packed = gzipSync(bytes, { level: 9 });
    writeFileSync(join(building, `${kept}.gz`), packed);
    console.log(`${kept}: ${bytes.length} bytes, ${packed.length} compressed`);
  }
}
writeFileSync(join(building, "manifest.json"), JSON.stringify(manifest, null, 1));
copyFileSync(join(here, "node_modules/@fontsource/literata/LICENSE"), join(building, "literata-licence.txt"));
// The old bundle goes only now, so that a failed build leaves it in place.
rmSync(dist, { recursive: true, force: true });
renameSync(building, dist);
