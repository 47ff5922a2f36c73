// The packaged extension in a real workbench. One start of code-server serves all.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Environment } from "./environment.js";
import { runInHost } from "./host.js";

let environment: Environment;

before(async () => {
  environment = await Environment.start();
}, { timeout: 300_000 });

after(async () => {
  await environment.stop();
});

test("in the extension host", { timeout: 240_000 }, async (host) => {
  const results = await runInHost(environment, environment.workspace("host"));
  assert.ok(results.length > 0, "there are tests");
  for (const { title, failure } of results) {
    await host.test(title, () => {
      assert.ok(failure === undefined, failure);
    });
  }
});

test("palette, type, pick: the file is open at the line", async () => {
  const window = await environment.window(environment.workspace("search"));
  try {
    await window.untilStatus(/8/);
    await window.run("RooCode: Search Workspace");
    await window.input.fill("checksum");
    await window.row("sha256").waitFor();
    await window.picture("search");
    await window.page.keyboard.press("Enter");
    await window.at({ file: "Digest.java", line: 7 });
  } finally {
    await window.close();
  }
});
