// What commands are called in the palette, read from the extension that was installed.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeServer } from "./codeServer.js";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category?: string }[];
  };
}

export function extensionFolder(server: CodeServer): string {
  const folder = server.path("extensions");
  const name = readdirSync(folder).find((entry) => entry.startsWith("roocode.roocode-rag-"));
  assert.ok(name, `the extension is in ${folder}`);
  return join(folder, name);
}

/** The title behind a command's identifier, as the palette shows it. */
export class Titles {
  readonly #commands: ReadonlyMap<string, string>;

  constructor(server: CodeServer, language = "") {
    const read = (file: string): unknown =>
      JSON.parse(readFileSync(join(extensionFolder(server), file), "utf8"));
    const words = {
      ...(read("package.nls.json") as Record<string, string>),
      ...(language === "" ? {} : (read(`package.nls.${language}.json`) as Record<string, string>)),
    };
    const said = (text: string): string =>
      text.replace(/^%(.+)%$/, (whole, key: string) => words[key] ?? whole);
    const { commands } = (read("package.json") as Manifest).contributes;
    this.#commands = new Map(
      commands.map(({ command, title, category }) => [
        command,
        category === undefined ? said(title) : `${said(category)}: ${said(title)}`,
      ]),
    );
  }

  of(command: string): string {
    return this.#commands.get(command) ?? assert.fail(`no command ${command}`);
  }

  all(): ReadonlyMap<string, string> {
    return this.#commands;
  }
}
