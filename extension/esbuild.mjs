// Bundles the extension into one file: node esbuild.mjs OUTFILE
import { build } from "esbuild";

const [outfile = "dist/main.js"] = process.argv.slice(2);
await build({
  entryPoints: ["src/main.ts"],
  outfile,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  minify: true,
  keepNames: true, // incident reports name the class
  legalComments: "linked",
  logLevel: "warning",
});
