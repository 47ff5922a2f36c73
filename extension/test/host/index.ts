// What the extension host calls: runs every *.spec.js beside this file and writes what came of it
// beside the workspace folder, where the other side reads it.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import * as vscode from "vscode";

export interface HostTest {
  readonly title: string;
  readonly failure?: string;
}

export async function run(): Promise<void> {
  const mocha = new Mocha({
    color: false,
    timeout: 400_000,
    forbidOnly: true,
    forbidPending: true,
  });
  for (const file of readdirSync(__dirname).sort()) {
    if (file.endsWith(".spec.js")) {
      mocha.addFile(join(__dirname, file));
    }
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const results: HostTest[] = [];
  const add = (result: HostTest): void => {
    results.push(result);
    writeFileSync(`${folder}.results.json`, JSON.stringify(results));
  };
  await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on("pass", (test) => {
        add({ title: test.fullTitle() });
      })
      // A failed hook comes here too: its tests never ran.
      .on("fail", (test, error: Error) => {
        add({ title: test.fullTitle(), failure: error.stack ?? String(error) });
      });
  });
}
