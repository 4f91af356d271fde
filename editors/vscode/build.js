// Bundles the extension, and writes the licences of what is bundled beside it.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const esbuild = require("esbuild");

/** The folder of the package that a bundled file belongs to; none of our own files. */
function packageOf(file) {
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file) || [];
  return name && file.slice(0, file.lastIndexOf(`node_modules/${name}/`)) + `node_modules/${name}`;
}

function licence(folder) {
  const about = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const texts = fs.readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
  if (texts.length === 0) {
    throw new Error(`${about.name} brings no text of its licence`);
  }
  const read = texts.map((file) => fs.readFileSync(path.join(folder, file), "utf8").trim());
  return [`${about.name} ${about.version} - ${about.license}`, ...read].join("\n\n");
}

const { metafile } = esbuild.buildSync({
  entryPoints: ["extension.js"],
  bundle: true,
  outfile: "out/extension.js",
  external: ["vscode"],
  format: "cjs",
  platform: "node",
  minify: true,
  metafile: true,
});
const folders = new Set(Object.keys(metafile.inputs).map(packageOf).filter(Boolean));
const licences = [...folders].sort().map(licence);
fs.writeFileSync("out/LICENSES.txt", licences.join(`\n\n${"-".repeat(80)}\n\n`) + "\n");
