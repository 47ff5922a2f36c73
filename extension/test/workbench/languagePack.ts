// A language pack with next to nothing in it: it makes the editor speak Japanese to extensions.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../session.js";

/** Makes the package in the folder and returns its path. */
export function languagePack(folder: string): string {
  const home = join(folder, "language-pack");
  mkdirSync(join(home, "translations"), { recursive: true });
  const manifest = {
    name: "vscode-language-pack-ja",
    publisher: "test",
    version: "0.0.1",
    description: "Japanese, for tests",
    license: "Apache-2.0",
    engines: { vscode: "^1.104.0" },
    contributes: {
      localizations: [
        {
          languageId: "ja",
          languageName: "Japanese",
          localizedLanguageName: "日本語",
          translations: [{ id: "vscode", path: "./translations/main.i18n.json" }],
        },
      ],
    },
  };
  writeFileSync(join(home, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(home, "README.md"), "For tests.\n");
  writeFileSync(
    join(home, "translations", "main.i18n.json"),
    JSON.stringify({ version: "1.0.0", contents: {} }),
  );
  const vsix = join(folder, "language-pack.vsix");
  const vsce = join(REPOSITORY, "extension", "node_modules", "@vscode", "vsce", "vsce");
  const words = [
    "package",
    "--out",
    vsix,
    "--skip-license",
    "--allow-missing-repository",
    "--no-dependencies",
  ];
  execFileSync(process.execPath, [vsce, ...words], {
    cwd: home,
    stdio: ["ignore", "ignore", "pipe"],
  });
  return vsix;
}
