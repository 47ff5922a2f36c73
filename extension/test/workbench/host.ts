// Runs the mocha tests of ../host inside the extension host of a window and reads what came of it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import type { HostTest } from "../host/index.js";
import type { Environment } from "./environment.js";
import { FakeModel } from "./fakeModel.js";

const PATIENCE_MILLIS = 1_200_000;

export async function runInHost(
  environment: Environment,
  folder: string,
): Promise<readonly HostTest[]> {
  const { server } = environment;
  // The workbench wants an extension in development; the one under test is the installed one.
  const model = new FakeModel(server.path("host-model"));
  const page = await environment.context.newPage();
  try {
    const said: string[] = [];
    await page.exposeFunction("codeAutomationLog", (_type: string, words: unknown[]) => {
      said.push(format(...words));
    });
    const ended = new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => {
        const done = read(folder).map(({ title, failure }) => `${title}: ${failure ?? "ok"}`);
        reject(
          new Error(`the tests in the extension host do not end; so far:\n${done.join("\n")}`),
        );
      }, PATIENCE_MILLIS);
      void page.exposeFunction("codeAutomationExit", (code: number) => {
        clearTimeout(timer);
        resolve(code);
      });
    });
    await page.goto(
      server.url(folder, [
        ["extensionDevelopmentPath", server.remote(model.folder)],
        ["extensionTestsPath", server.remote(join(__dirname, "..", "host", "index.js"))],
      ]),
      { waitUntil: "commit" },
    );
    if ((await ended) !== 0) {
      throw new Error(`the extension host failed before its tests:\n${said.join("\n")}`);
    }
    return read(folder);
  } finally {
    await page.close();
  }
}

function read(folder: string): readonly HostTest[] {
  const file = `${folder}.results.json`;
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as HostTest[]) : [];
}
