// Builds the browser pages and brings the fonts of the badges: node build.mjs DIST FONTS
//
// Each *.js and *.css of this folder becomes one file of DIST, named in manifest.json, unless its own name
// starts with "_": those are imported by the others.

import { build } from "esbuild";
import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";

const ENTRY = /^[^_.].*\.(js|css)$/;
const FACES = ["DejaVuSans", "DejaVuSans-Bold", "DejaVuSansCondensed", "DejaVuSansCondensed-Bold"];

const [dist, fonts] = process.argv.slice(2).map((folder) => path.resolve(folder));

async function bundle() {
  const options = {
    entryPoints: (await readdir(".")).filter((name) => ENTRY.test(name)).sort(),
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".png": "file", ".svg": "file", ".woff2": "file" },
    bundle: true,
    minify: true,
    format: "iife",
    // chrome80 is for the style sheets: nesting and the like are written out for older phones.
    target: ["es2018", "chrome80"],
    legalComments: "linked",
    metafile: true,
    outdir: dist,
    logLevel: "warning",
  };
  // esbuild has already said what is wrong and where: a stack of its own would only hide it.
  return (await build(options).catch(() => process.exit(1))).metafile;
}

function manifest(metafile) {
  const pages = Object.entries(metafile.outputs).filter(([, output]) => output.entryPoint);
  return Object.fromEntries(pages.map(([file, output]) => [output.entryPoint, path.basename(file)]));
}

function modules(metafile) {
  const found = Object.keys(metafile.inputs).map((input) => input.match(/.*node_modules\/(@[^/]+\/[^/]+|[^/]+)\//));
  return new Map(found.filter(Boolean).map(([folder, name]) => [name, folder]));
}

async function copyLicences(name, folder) {
  const texts = (await readdir(folder)).filter((file) => /^licen[cs]e/i.test(file));
  if (texts.length === 0) throw new Error(`${name} is bundled but carries no licence text`);
  for (const text of texts) {
    const { name: kind } = path.parse(text);
    await copyFile(path.join(folder, text), path.join(dist, `${kind}.${name.replace("/", ".")}.txt`));
  }
}

async function copyFonts() {
  const source = "node_modules/dejavu-fonts-ttf";
  for (const face of FACES) await copyFile(`${source}/ttf/${face}.ttf`, path.join(fonts, `${face}.ttf`));
  await copyFile(`${source}/LICENSE`, path.join(fonts, "LICENSE"));
}

await mkdir(dist, { recursive: true });
await mkdir(fonts, { recursive: true });
const metafile = await bundle();
await writeFile(path.join(dist, "manifest.json"), JSON.stringify(manifest(metafile), null, 2) + "\n");
for (const [name, folder] of modules(metafile)) await copyLicences(name, folder);
await copyFonts();
