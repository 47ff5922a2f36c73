// The editor in Japanese, and a folder that nobody has trusted yet: what a first start is like.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { until } from "../wait.js";
import { Environment } from "./environment.js";
import { leaving } from "./search.js";
import { Sitting } from "./sitting.js";
import { INDEXED, ready } from "./workspace.js";

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

describe("in Japanese, in a folder that is not trusted", () => {
  let environment: Environment;

  before(
    async () => {
      environment = await Environment.start({ locale: "ja", trust: true });
    },
    { timeout: 900_000 },
  );

  after(async () => {
    await environment.stop();
  });

  const sitting = new Sitting(
    () => environment,
    async (started) => {
      const folder = started.workspace("ja");
      mkdirSync(join(folder, ".vscode"));
      const settings = {
        "roocode.java.home": "/nowhere",
        "roocode.embedding.url": "http://127.0.0.1:9",
      };
      writeFileSync(join(folder, ".vscode", "settings.json"), JSON.stringify(settings));
      return started.window(folder);
    },
  );

  sitting.test("the server runs with the user's Java, not the folder's", async (window) => {
    await window.untilStatus(ready(INDEXED + 1)); // the settings are a file like others
    await window.page.locator("[id='status.workspaceTrust']").waitFor(); // still restricted
    await window.picture("ja-restricted");
  });

  test("every command has a Japanese title", () => {
    for (const [command, title] of environment.titles.all()) {
      assert.match(title, JAPANESE, command);
    }
  });

  sitting.test("a search speaks Japanese", async (window) => {
    await window.run("roocode.search");
    await until("a Japanese search", async () =>
      JAPANESE.test((await window.input.getAttribute("placeholder")) ?? ""),
    );
    await leaving(window, async () => {
      await window.input.fill("自転車を販売");
      await window.row("docs/会社案内.md").waitFor();
      await window.picture("ja-search");
    });
    await window.status.click();
    await window.row(String(INDEXED + 1)).waitFor();
    assert.match((await window.rows.allInnerTexts()).join(""), JAPANESE);
    await window.picture("ja-status");
    await window.escape();
  });

  sitting.test("the diagnostics speak Japanese", async (window) => {
    await window.run("roocode.showDiagnostics");
    const page = await window.webview("RooCode の診断");
    await page.locator("#plot-search > svg[role=img]").waitFor();
    const texts = page.locator("h1, h2, h3, th, button, summary, option");
    for (const text of await texts.allTextContents()) {
      assert.match(text, /^[\P{L}]*$|[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
    }
    await window.picture("ja-diagnostics");
  });
});
