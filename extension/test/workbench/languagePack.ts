// A language pack with next to nothing in it: the editor keeps its English words, and tells
// extensions that it speaks Japanese.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Lays out in the user's folder what an installed language pack leaves there. */
export function writeLanguagePack(userFolder: string, language: string): void {
  const folder = join(userFolder, "language-pack");
  mkdirSync(folder, { recursive: true });
  const translations = join(folder, "main.i18n.json");
  writeFileSync(translations, JSON.stringify({ version: "1.0.0", contents: {} }));
  const pack = {
    hash: "1",
    label: language,
    extensions: [
      { extensionIdentifier: { id: `test.language-pack-${language}` }, version: "1.0.0" },
    ],
    translations: { vscode: translations },
  };
  writeFileSync(join(userFolder, "languagepacks.json"), JSON.stringify({ [language]: pack }));
}
