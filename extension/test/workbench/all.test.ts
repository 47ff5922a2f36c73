// The packaged extension in a real workbench. One start of code-server serves all of it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { answerTests } from "./answers.js";
import { diagnosticsTests } from "./diagnostics.js";
import { Environment } from "./environment.js";
import { encryptionTests } from "./encryption.js";
import { folderTests } from "./folders.js";
import { runInHost } from "./host.js";
import { hardCaseTests } from "./hardCases.js";
import { searchTests } from "./search.js";
import { Sitting } from "./sitting.js";
import { tourTests } from "./tour.js";
import { FILES, INDEXED, manyFiles } from "./workspace.js";

/** Enough for a percentage to be seen. */
const MODULES = 120;

describe("the package in a real VS Code", () => {
  let environment: Environment;

  before(
    async () => {
      environment = await Environment.start();
    },
    { timeout: 900_000 },
  );

  after(async () => {
    await environment.stop();
  });

  test("in the extension host", { timeout: 1_400_000 }, async (host) => {
    const results = await runInHost(environment, environment.workspace("host"));
    assert.ok(results.length > 0, "there are tests");
    for (const { title, failure } of results) {
      await host.test(title, () => {
        assert.ok(failure === undefined, failure);
      });
    }
  });

  describe("a window", () => {
    const files = { ...FILES, ...manyFiles(MODULES) };
    let folder: string | undefined;
    const sitting = new Sitting(
      () => environment,
      (started) => {
        folder ??= started.workspace("shop", files);
        return started.window(folder);
      },
    );
    searchTests(sitting, INDEXED + MODULES);
    tourTests(sitting, INDEXED + MODULES);
    encryptionTests(sitting, INDEXED + MODULES);
    hardCaseTests(sitting, () => folder ?? "", INDEXED + MODULES);
  });

  answerTests(() => environment);
  diagnosticsTests(() => environment);
  folderTests(() => environment);
});
