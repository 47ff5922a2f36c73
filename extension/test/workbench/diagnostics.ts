// The diagnostics view as a user sees it: by a fault's own button, in light and dark, with the keyboard
// alone, and up to date without being asked for.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe } from "node:test";
import type { Frame } from "playwright-core";
import { until } from "../wait.js";
import type { Environment } from "./environment.js";
import { search } from "./search.js";
import { Sitting } from "./sitting.js";
import type { Window } from "./window.js";
import { INDEXED, ready } from "./workspace.js";

const PLOTS = ["search", "generation", "response", "caches", "cpu", "memory", "queue", "coverage"];

/** Holds always, and cannot wait: every heap is fuller than that. */
const RULE = `alerts:
  - name: heap_usage
    condition: heap_usage > 0.1%
    severity: critical
`;

export function diagnosticsTests(environment: () => Environment): void {
  describe("diagnostics", () => {
    const sitting = new Sitting(environment, (started) =>
      started.window(started.workspace("diagnosed")),
    );
    let incident = "";

    sitting.test("a fault names its incident and leads to the log", async (window) => {
      await window.untilStatus(ready(INDEXED));
      const data = dataFolder(sitting.environment);
      for (const folder of ["config", "logs"]) {
        mkdirSync(join(data, folder), { recursive: true, mode: 0o700 });
      }
      writeFileSync(join(data, "logs", "metrics.jsonl.1"), lastHour());
      await searches(window);
      await window.run("roocode.backupNow");
      await window.notification(/Backed up/);
      await window.clearNotifications();
      damageBackup(data);
      await window.run("roocode.restore");
      await window.titled("Restore From Backup");
      await window.row("full").waitFor();
      await window.page.keyboard.press("Enter");
      await window.dialog("Restore");
      const told = await window.notification(/Incident [0-9a-f]{8}/);
      incident = /Incident ([0-9a-f]{8})/.exec(told)?.[1] ?? "";
      assert.match(told, /Show Log/);
      await window.picture("incident");
      await window.button(incident, "Show Diagnostics");
      const page = await window.webview("RooCode diagnostics");
      await page.locator("#log .row", { hasText: incident }).first().waitFor();
      assert.equal(await page.locator("#text").inputValue(), incident);
      await window.clearNotifications();
    });

    sitting.test("it shows the last hour, the backups and the log", async (window) => {
      const page = await window.webview("RooCode diagnostics");
      for (const plot of PLOTS) {
        await page.locator(`#plot-${plot} > svg[role=img]`).waitFor();
      }
      const said = await page.locator("#plot-search > svg").getAttribute("aria-label");
      assert.match(said ?? "", /^Searches\. Median: .*95 %: .*alert above 200 ms\.$/);
      const drawn = await page.locator("#plot-search > svg path.line-0").getAttribute("d");
      assert.ok((drawn?.match(/[ML]/g)?.length ?? 0) > 30, `points of the hour before: ${drawn}`);
      await page.locator("#backups tbody tr").first().waitFor();
      const warnings = page.locator("#log .row.info");
      await page.locator("#text").fill("");
      await page.locator("#level").selectOption("warn");
      await page.locator("#log .row.warn").first().waitFor();
      assert.equal(await warnings.count(), 0);
    });

    sitting.test("an alert appears by itself, with the way to the runbook", async (window) => {
      const data = dataFolder(sitting.environment);
      writeFileSync(join(data, "config", "alerts.yaml"), RULE);
      const page = await window.webview("RooCode diagnostics");
      const alert = page.locator("#incidents li", { hasText: "The server is short of memory" });
      await alert.waitFor();
      assert.match(await alert.innerText(), /P2 .*threshold is 0\.1 %.*since.*incident/s);
      assert.match(await window.notification(/RooCode, P2/), /Show Diagnostics/);
      await window.clearNotifications();
      await alert.getByRole("button").click();
      const runbook = await window.webview("Alert heap_usage");
      await runbook.getByRole("heading", { name: "Alert heap_usage" }).waitFor();
      await window.picture("diagnostics-runbook");
      await window.page.locator(".tab", { hasText: "RooCode diagnostics" }).click();
    });

    sitting.test("every part is reached with the keyboard", async (window) => {
      const page = await window.webview("RooCode diagnostics");
      await page.locator("#plot-errors summary").waitFor(); // a page that is shown again begins empty
      await page.locator("#incidents li button").first().waitFor();
      await page.getByRole("button", { name: "Run Doctor" }).focus();
      const reached: string[] = [];
      for (let part = 0; part < 30; part++) {
        reached.push(await focused(page));
        await window.page.keyboard.press("Tab");
      }
      const order = ["Run Doctor", "Back Up Now", "Show Log", "What to do…", "As a table"];
      const places = [...order, "level", "text", "log"].map((name) => reached.indexOf(name));
      assert.ok(!places.includes(-1), reached.join());
      assert.deepEqual(
        places,
        [...places].sort((one, other) => one - other),
        reached.join(),
      );
      const table = page.locator("#plot-cpu summary");
      await table.focus();
      await window.page.keyboard.press("Enter");
      await page.locator("#plot-cpu").getByRole("rowheader").first().waitFor();
      await window.page.keyboard.press("Enter");
    });

    sitting.test("it follows the theme", async (window) => {
      const { server } = sitting.environment;
      await window.page.keyboard.press("Control+B"); // the page as wide as it goes
      const page = await window.webview("RooCode diagnostics");
      const colours = new Set<string>();
      for (const [theme, name] of [
        ["Light Modern", "diagnostics"],
        ["Dark Modern", "diagnostics-dark"],
        ["Default High Contrast", "diagnostics-contrast"],
      ] as const) {
        server.writeMachineSettings({ "workbench.colorTheme": theme });
        await until(`the theme ${theme}`, async () => (await themed(page))[0] === theme);
        colours.add((await themed(page))[1]);
        await page.locator("h1").scrollIntoViewIfNeeded();
        await window.picture(name);
        await page.locator("#log .log").scrollIntoViewIfNeeded();
        await window.picture(`${name}-below`);
      }
      assert.equal(colours.size, 3, [...colours].join());
      server.writeMachineSettings({});
    });
  });
}

async function searches(window: Window): Promise<void> {
  for (const words of ["value added tax", "checksum of a file", "shopping cart"]) {
    await search(window, words);
    await until("an answer", async () => (await window.rows.count()) > 0);
    await window.escape();
  }
}

function dataFolder({ server }: Environment): string {
  const storage = server.path("user", "User", "workspaceStorage");
  const folder = readdirSync(storage)
    .map((name) => join(storage, name, "roocode.roocode-rag"))
    .filter((name) => statSync(name, { throwIfNoEntry: false })?.isDirectory() === true)
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)[0];
  assert.ok(folder, "the data folder");
  return folder;
}

/** What a server would have written in the hour before this one. */
function lastHour(): string {
  const lines: object[] = [];
  const wave = (minute: number, middle: number, swing: number): number =>
    middle + swing * Math.sin(minute / 7) + (swing / 3) * Math.sin(minute * 1.7);
  for (let minute = 58; minute > 4; minute--) {
    const time = new Date(Date.now() - minute * 60_000).toISOString();
    const add = (name: string, unit: string, values: object): void => {
      lines.push({ time, kind: "metric", name, unit, ...values });
    };
    const p50 = wave(minute, 40, 15);
    add("search_time", "ms", { value: p50 * 1.3, p50, p95: p50 * 4, count: 12 });
    if (minute % 9 < 4) {
      add("generation_time", "ms", { value: p50 * 3, p50: p50 * 2.5, p95: p50 * 8, count: 2 });
    }
    add("response_time", "ms", { value: p50 * 0.8, p50: p50 / 2, p95: p50 * 3, count: 40 });
    add("cpu_usage", "%", { value: wave(minute, 45, 20) });
    add("process_cpu_usage", "%", { value: wave(minute, 15, 10) });
    add("memory_usage", "%", { value: wave(minute, 60, 3) });
    add("heap_usage", "%", { value: 30 + (minute % 6) * 5 });
    add("queue_length", "", { value: Math.max(0, (minute - 25) * 30) });
    add("coverage", "%", { value: Math.min(100, 40 + (58 - minute) * 2) });
    if (minute % 5 === 0) {
      for (const [at, layer] of ["", "vector_", "result_", "answer_"].entries()) {
        const value = wave(minute + 20 * at, 90 - 20 * at, 6);
        add(`${layer}cache_hit_rate`, "%", { value, count: 80, judged: true });
      }
      add("error_rate", "%", { value: 0.4, count: 200, judged: true });
    }
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** A byte in the middle of each is another one. */
function damageBackup(data: string): void {
  const folder = join(data, "backups");
  const backups = readdirSync(folder).filter((name) => name.endsWith(".rbk"));
  assert.ok(backups.length > 0, "there is a backup");
  for (const name of backups) {
    const bytes = readFileSync(join(folder, name));
    const middle = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 0xff, middle);
    writeFileSync(join(folder, name), bytes);
  }
}

/** What a screen reader would call the element that has the focus. */
async function focused(page: Frame): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) {
      return "";
    }
    return element.id !== ""
      ? element.id
      : element.className === "log"
        ? "log"
        : element.textContent.slice(0, 40);
  });
}

/** The theme that the page was told, and what it made of it. */
async function themed(page: Frame): Promise<readonly [string, string]> {
  return page.evaluate(() => [
    document.body.getAttribute("data-vscode-theme-id") ?? "",
    getComputedStyle(document.documentElement).getPropertyValue("--vscode-editor-background"),
  ]);
}
