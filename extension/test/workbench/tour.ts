// What one does beside searching: the results view, an answer with citations, the status menu,
// indexing again, the reason why a file is left out, the walkthrough.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { until } from "../wait.js";
import { search } from "./search.js";
import type { Sitting } from "./sitting.js";
import { lineOf, ready } from "./workspace.js";

export function tourTests(sitting: Sitting, files: number): void {
  describe("around the search", () => {
    sitting.test("what was found stays in the results view", async (window) => {
      await search(window, "value added tax");
      await window.row("src/tax.py").waitFor();
      await window.page.keyboard.press("Enter");
      await window.at({ file: "tax.py" });
      await window.run("View: Show RooCode");
      const { tree } = window;
      await tree.filter({ hasText: "tax.py" }).first().waitFor();
      assert.match(await window.sideBar.innerText(), /value added tax/);
      const hit = tree.filter({ hasText: "value_added_tax" }).first();
      await window.picture("results");
      await window.run("View: Close All Editors");
      await hit.click();
      await window.at({ file: "tax.py" });
    });

    sitting.test("the results view searches again with filters", async (window) => {
      await search(window, "shopping cart");
      await window.row("src/cart.ts").waitFor();
      await window.page.keyboard.press("Enter");
      await window.at({ file: "cart.ts" });
      const { tree } = window;
      await tree.filter({ hasText: "cart.test.ts" }).first().waitFor();
      await window.run("roocode.results.filterPaths");
      await window.titled("Only files that match");
      await window.input.fill("src/**");
      await window.page.keyboard.press("Enter");
      await until(
        "tests to be filtered out",
        async () => (await tree.filter({ hasText: "cart.test.ts" }).count()) === 0,
      );
      await tree.filter({ hasText: "cart.ts" }).first().waitFor();
      await window.picture("results-filtered");
      await window.run("roocode.results.clearFilters");
      await tree.filter({ hasText: "cart.test.ts" }).first().waitFor();
    });

    sitting.test("an answer is a document, and its citations lead to the lines", async (window) => {
      await window.run("View: Close All Editors");
      await window.run("roocode.ask");
      await window.titled("Ask Workspace");
      await window.input.fill("How is the value added tax computed?");
      await window.page.keyboard.press("Enter");
      const answer = await window.webview("How is the value added tax computed?");
      await answer.getByText("tax.py").first().waitFor();
      await window.picture("ask");
      await answer
        .getByRole("button", { name: /tax\.py/ })
        .first()
        .click();
      await window.at({ file: "tax.py" });
      const line = (await window.place())?.line ?? 0;
      assert.ok(Math.abs(line - lineOf("src/tax.py", "def value_added_tax")) <= 3, String(line));
    });

    sitting.test("the status bar opens a menu that says how it stands", async (window) => {
      await window.status.click();
      await window.row("files").waitFor();
      const text = (await window.rows.allInnerTexts()).join("\n");
      assert.match(text, new RegExp(`${String(files)} of ${String(files)} files`));
      await window.picture("status");
      await window.escape();
    });

    sitting.test("indexing again shows its progress and its result", async (window) => {
      await window.run("roocode.reindex");
      await window.row("Everything").click();
      const result = await window.notification(/files seen/);
      assert.match(result, new RegExp(`${String(files)} files seen`));
      await window.picture("reindexed");
      await window.clearNotifications();
    });

    sitting.test("a file that is left out names the rule", async (window) => {
      await window.open("build/generated.txt");
      await window.run("roocode.explainFile");
      const reason = await window.notification(/not indexed/);
      assert.match(reason, /\.gitignore/);
      await window.picture("explain");
      await window.clearNotifications();
    });

    sitting.test("the walkthrough opens", async (window) => {
      await window.run("Welcome: Open Walkthrough...");
      await until("the walkthroughs", async () => (await window.rows.count()) > 0);
      await window.input.fill("RooCode");
      await window.row("RooCode").waitFor();
      await window.page.keyboard.press("Enter");
      await window.page.locator(".getting-started-step").nth(1).waitFor();
      await window.picture("walkthrough");
      await window.run("View: Close All Editors");
    });

    sitting.test("the settings are all there with their words", async (window) => {
      await window.run("roocode.openSettings");
      const editor = window.page.locator(".settings-editor");
      await editor.getByText("Limit").first().waitFor();
      await window.picture("settings");
      await window.run("View: Close All Editors");
    });

    sitting.test("a backup is made, verified and restored", async (window) => {
      await window.run("roocode.backupNow");
      await window.notification(/Backed up/);
      await window.clearNotifications();
      await window.run("roocode.verify");
      await window.notification(/is sound/);
      await window.clearNotifications();
      await window.run("roocode.restore");
      await window.titled("Restore From Backup");
      await window.row("full").waitFor();
      await window.picture("backups");
      await window.page.keyboard.press("Enter");
      await window.dialog("Restore");
      await window.notification(new RegExp(`${String(files)} files`));
      await window.clearNotifications();
      await window.untilStatus(ready(files));
    });

    sitting.test("settings have versions: what changed, and the way back", async (window) => {
      const { server } = sitting.environment;
      await window.untilStatus(ready(files));
      await window.run("roocode.configRollback");
      await window.notification(/no earlier version/);
      await window.clearNotifications();
      server.writeMachineSettings({ "roocode.editDelayMillis": 1234 });
      await until("another version", async () => {
        await window.run("roocode.configHistory");
        await window.row("version 1").waitFor();
        const there = (await window.rows.count()) > 1;
        await (there ? window.row("editDelayMillis").click() : window.escape());
        return there;
      });
      await window.row("What changed with it").click();
      const diff = window.page.locator(".monaco-diff-editor");
      await diff.getByText("1234").first().waitFor();
      await window.picture("configuration-diff");
      await window.run("View: Close All Editors");
      await window.run("roocode.configRollback");
      await window.titled("Roll Back Configuration");
      await window.row("version 1").click();
      await window.page.locator(".monaco-dialog-box").getByText("1234").waitFor();
      await window.picture("configuration-rollback");
      await window.dialog("Roll Back");
      await window.notification(/in force as version 3/);
      await window.clearNotifications();
      await window.untilStatus(ready(files));
      server.writeMachineSettings({});
    });

    sitting.test("agents are told how to ask", async (window) => {
      await window.run("roocode.showAgentSettings");
      await window.titled("Settings for Agents");
      await window.row("Claude Code").click();
      await window.at({ file: "Claude Code .mcp.json" });
      await window.notification(/reads this from \.mcp\.json/);
      await window.picture("agents");
      await window.clearNotifications();
      await window.run("View: Close All Editors");
    });

    sitting.test("the doctor reports", async (window) => {
      await window.run("roocode.runDoctor");
      await window.at({ file: "RooCode doctor.txt" });
      await window.picture("doctor");
      await window.run("View: Close All Editors");
    });
  });
}
