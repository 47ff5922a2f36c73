// One window of the workbench as a user sees it: keys, lists, the status bar, pictures.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { REPOSITORY } from "../session.js";
import { until } from "./wait.js";

export const ARTEFACTS = join(REPOSITORY, "artefacts");
export const STATUS_ITEM = "roocode.roocode-rag.roocode.status";

export interface Place {
  readonly file: string;
  readonly line: number;
}

export class Window {
  private constructor(readonly page: Page) {}

  static async open(context: BrowserContext, url: string): Promise<Window> {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(url);
    await page.locator(".monaco-workbench .part.statusbar").waitFor();
    return new Window(page);
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  // ---- quick input: the palette, pickers, questions

  get input(): Locator {
    return this.page.locator(".quick-input-widget:not(.hidden) .quick-input-box input");
  }

  get rows(): Locator {
    return this.page.locator(".quick-input-widget:not(.hidden) .quick-input-list .monaco-list-row");
  }

  row(words: string): Locator {
    return this.rows.filter({ hasText: words }).first();
  }

  /** The commands that the palette offers for these words. */
  async offered(words: string): Promise<string[]> {
    await this.palette(words);
    await until("the palette's list", async () => (await this.rows.count()) > 0);
    const labels = await this.rows.locator(".label-name").allInnerTexts();
    await this.escape();
    return labels;
  }

  /** Runs a command by its full title. */
  async run(title: string): Promise<void> {
    await this.palette(title);
    await this.rows.filter({ has: this.page.getByText(title, { exact: true }) }).first().waitFor();
    await this.page.keyboard.press("Enter");
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.input.waitFor({ state: "hidden" });
  }

  private async palette(words: string): Promise<void> {
    await until("the palette", async () => {
      await this.page.keyboard.press("F1");
      return this.input.isVisible();
    });
    await this.input.fill(`>${words}`);
  }

  // ---- the editor

  async open(file: string): Promise<void> {
    await until("the file picker", async () => {
      await this.page.keyboard.press("Control+P");
      return this.input.isVisible();
    });
    await this.input.fill(file);
    await this.row(file.split("/").at(-1) ?? file).waitFor();
    await this.page.keyboard.press("Enter");
    await this.at({ file: file.split("/").at(-1) ?? file });
  }

  /** The name of the file in front, and the cursor's 1-based line. */
  async place(): Promise<Place | undefined> {
    const tab = this.page.locator(".editor-group-container.active .tab.active");
    const selection = this.page.locator("#status\\.editor\\.selection");
    if ((await tab.count()) === 0 || (await selection.count()) === 0) {
      return undefined;
    }
    const file = (await tab.first().getAttribute("data-resource-name")) ?? "";
    const line = /\d+/.exec(await selection.innerText())?.[0];
    return { file, line: Number(line ?? 0) };
  }

  /** Waits for a file, and a line where one is named, to be in front. */
  async at(wanted: Partial<Place>): Promise<void> {
    let seen: Place | undefined;
    try {
      await until("a place", async () => {
        seen = await this.place();
        return (
          seen !== undefined &&
          (wanted.file === undefined || seen.file === wanted.file) &&
          (wanted.line === undefined || seen.line === wanted.line)
        );
      }, 20_000);
    } catch (error) {
      throw new Error(`at ${JSON.stringify(seen)}, not at ${JSON.stringify(wanted)}`, { cause: error });
    }
  }

  // ---- around it

  get status(): Locator {
    return this.page.locator(`[id="${STATUS_ITEM}"]`);
  }

  async statusText(): Promise<string> {
    return (await this.status.count()) === 0 ? "" : (await this.status.innerText()).trim();
  }

  async untilStatus(fits: RegExp, patienceMillis?: number): Promise<string> {
    let seen = "";
    try {
      return await until("the status bar", async () => {
        seen = await this.statusText();
        return fits.test(seen) && seen;
      }, patienceMillis);
    } catch (error) {
      throw new Error(`the status bar says "${seen}", not ${String(fits)}`, { cause: error });
    }
  }

  get toasts(): Locator {
    return this.page.locator(".notifications-toasts .notification-list-item");
  }

  get dialog(): Locator {
    return this.page.locator(".monaco-dialog-box");
  }

  /** Keeps a picture among the artefacts. */
  async picture(name: string): Promise<string> {
    mkdirSync(ARTEFACTS, { recursive: true });
    const path = join(ARTEFACTS, `${name}.png`);
    // The caret would blink.
    await this.page.screenshot({ path, animations: "disabled", caret: "hide" });
    return path;
  }
}
