// The editor's program in one folder: node build.mjs ../editor
// Everything that Sveltia CMS would fetch is taken from its package; what an officer here never needs stays out.
import { build } from "esbuild";
import { cp, readFile, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "../editor"));
const sveltia = join(here, "node_modules/@sveltia/cms/npm");

// Languages of program code, maps, making SVG smaller, forms of others, other languages of the editor itself.
const UNUSED = /^@shikijs|^leaflet|^terra-draw|^svgo|shiki-engine|react-dom|locales\/(?!vi\.json)/;
const nothing = {
  name: "nothing",
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path }) => (UNUSED.test(path) ? { path: "nothing", namespace: "nothing" } : null));
    build.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "export default {};" }));
  },
};

// What of the package's own code speaks of other languages and of a CDN; each must be found, or a new version of the
// package does it otherwise and somebody has to look.
const ICONS = "assets/material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2";
const MENDED = [
  [/`ar,bg,[\w,-]+,vi,zh-CN,zh-TW`/, "`en-US,vi`"],
  [/url\(https:[^)]+\/source-sans-3:[^)]+\)\s*format\([^)]+\)/, "local('sans-serif')"], // no Vietnamese letters in it
  [/url\(https:[^)]+\/noto-mono@[^)]+\)\s*format\([^)]+\)/, "local('monospace')"],
  [/url\(https:[^)]+\/material-symbols-outlined:[^)]+\)/, `url(${ICONS})`],
  // A post that was just made is asked to be sent for review: its own folder is no other's of the same name.
  [/return!!(\w+)&&(\w+)\(\{draft:\1\}\)\.valid\}/, "return!!$1&&$2({draft:{...$1,slugEditor:{}}}).valid}"],
  // Somebody else's change to what is open here: files.js keeps it; and a post is asked about like any other file.
  [
    /\(0,(\w+\.default)\)\((\w+)\.locales,(\w+)\.locales\)\)return\{/,
    "(0,$1)($2.locales,$3.locales))return globalThis.changedSince($3.locales,$2.locales),{",
  ],
  [
    /if\(!(\w+)\)\{(let \w+=await \w+\((\w+)\);if\(\w+&&!\w+\)throw Error\(`save_conflict`)/,
    "if(!$1||$3.originalEntry&&!$3.originalEntry.workflow){$2",
  ],
];
const mended = {
  name: "mended",
  setup(build) {
    build.onLoad({ filter: /cms[\\/]npm[\\/]index\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [found, instead] of MENDED) {
        if (!found.test(contents)) throw new Error(`${path}: ${found} is not there any more`);
        contents = contents.replace(found, instead);
      }
      return { contents, loader: "js" };
    });
  },
};

// The package's translation lags behind; what an officer can meet is in src/vi.json.
const translated = {
  name: "translated",
  setup(build) {
    build.onLoad({ filter: /locales[\\/]vi\.json$/ }, async ({ path }) => {
      const [theirs, ours] = await Promise.all([path, join(here, "src/vi.json")].map((file) => readFile(file, "utf8")));
      return { contents: JSON.stringify(within(JSON.parse(theirs), JSON.parse(ours))), loader: "json" };
    });
  },
};

function within(words, added) {
  if (typeof added !== "object") return added;
  const both = Object.entries(added).map(([key, each]) => [key, within(words?.[key] ?? {}, each)]);
  return { ...words, ...Object.fromEntries(both) };
}

await rm(join(out, "chunks"), { recursive: true, force: true });
await build({
  entryPoints: { editor: join(here, "src/main.js"), style: join(here, "src/style.css") },
  outdir: out,
  bundle: true,
  format: "esm",
  splitting: true,
  minify: true,
  target: "es2022",
  legalComments: "none",
  entryNames: "[name]",
  chunkNames: "chunks/[name]-[hash]",
  logLevel: "warning",
  logOverride: { "empty-import-meta": "silent" },
  plugins: [nothing, mended, translated],
});
const needed = /assets$|symbols.*(woff2|txt)$|webp_enc|heic/;
await cp(join(sveltia, "assets"), join(out, "assets"), {
  recursive: true,
  filter: (file) => needed.test(file) && !file.endsWith(".map"),
});
await cp(join(here, "node_modules/@sveltia/cms/LICENSE.txt"), join(out, "LICENSE.txt"));
