// Bundles the extension: node esbuild.mjs OUTFOLDER
// Two files: compiling the language client takes longer than an activation may, so it is loaded
// once the window stands.
import { build } from "esbuild";

const [outdir = "dist"] = process.argv.slice(2);
await build({
  entryPoints: ["src/main.ts", "src/client.ts"],
  outdir,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode", "./client.js"],
  supported: { "dynamic-import": false }, // require: the extension host knows its "vscode" there
  minify: true,
  keepNames: true, // incident reports name the class
  legalComments: "linked",
  logLevel: "warning",
});
