// One window of the workbench as a user sees it: keys, lists, the status bar, pictures.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Frame, Locator, Page } from "playwright-core";
import { REPOSITORY } from "../session.js";
import { until } from "../wait.js";
import type { Titles } from "./titles.js";

const ARTEFACTS = join(REPOSITORY, "artefacts");
const IMAGES = join(REPOSITORY, "docs", "images");
/** What of them the documentation shows: left, top, width, height. */
const IN_DOCS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  search: [0, 0, 1100, 400],
  "results-filtered": [0, 0, 1100, 340],
  ask: [0, 0, 1100, 540],
  status: [0, 0, 1100, 400],
  diagnostics: [0, 0, 1100, 700],
  explain: [560, 440, 540, 260],
  "ja-search": [0, 0, 1100, 400],
};
const LARGEST_IMAGE_BYTES = 100_000;

/** What never comes fails, what comes late on a busy machine does not. */
const PATIENCE_MILLIS = 240_000;

/** A key that went nowhere is pressed again after this. */
const AGAIN_MILLIS = 30_000;

const STATUS_ITEM = "roocode.roocode-rag.roocode.status";

export interface Place {
  readonly file: string;
  readonly line: number;
}

export class Window {
  private constructor(
    readonly page: Page,
    private readonly titles: Titles,
    private readonly hostLogs: () => string,
  ) {}

  /** @param hostLogs what a failed test leaves behind beside its picture */
  static async open(
    context: BrowserContext,
    url: string,
    titles: Titles,
    hostLogs: () => string,
  ): Promise<Window> {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    await page.goto(url, { waitUntil: "commit" });
    await page.locator(".monaco-workbench .part.statusbar").waitFor();
    return new Window(page, titles, hostLogs);
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /**
   * Waits for the explorer to list a folder of a workspace file. Now and then an editor
   * misses the folders of a file that it has not seen before; loaded anew it reads them.
   */
  async untilFolder(name: string): Promise<void> {
    const root = this.page.locator(".explorer-folders-view .monaco-list-row", { hasText: name });
    const isListed = (): Promise<boolean> =>
      root
        .first()
        .waitFor({ timeout: AGAIN_MILLIS })
        .then(
          () => true,
          () => false,
        );
    for (let tries = 3; !(await isListed()); tries--) {
      assert.ok(tries > 0, `the explorer does not list ${name}`);
      await this.page.reload({ waitUntil: "commit" });
    }
  }

  // ---- quick input: the palette, pickers, questions

  get input(): Locator {
    return this.page.locator(".quick-input-widget:visible .quick-input-box input");
  }

  get rows(): Locator {
    return this.page.locator(".quick-input-widget:visible .quick-input-list .monaco-list-row");
  }

  row(words: string): Locator {
    return this.rows.filter({ hasText: words }).first();
  }

  /** Runs a command of ours by its identifier, or any other by its full title. */
  async run(command: string): Promise<void> {
    const title = command.startsWith("roocode.") ? this.titles.of(command) : command;
    for (let tries = 8; !(await this.chose(title)); tries--) {
      assert.ok(tries > 0, `the palette does not offer ${title}`);
    }
    // What the command opens may be the same widget.
    await until("the palette to go", async () => !(await this.inputValue()).startsWith(">"));
  }

  /**
   * False where the palette went away again, since an editor that is still being shown took the
   * focus, or did not know the command yet.
   */
  private async chose(title: string): Promise<boolean> {
    await this.quick("F1");
    const filled = this.input.fill(`>${title}`, { timeout: AGAIN_MILLIS }).then(
      () => true,
      () => false,
    );
    const offered = async (): Promise<"offered" | "gone" | undefined> =>
      (await this.inputValue()) !== `>${title}`
        ? "gone"
        : (await this.firstRow()).split("\n")[0] === title
          ? "offered"
          : undefined;
    const seen =
      (await filled) &&
      (await until(`the command ${title}`, offered, AGAIN_MILLIS).catch(() => "absent"));
    if (seen === "absent") {
      await this.escape(); // an open palette does not learn of a command that is offered from now on
    }
    if (seen !== "offered") {
      return false;
    }
    await this.page.keyboard.press("Enter");
    return true;
  }

  /** What stands in the list's input; empty where there is none. */
  private async inputValue(): Promise<string> {
    // In one look: it may go at any moment.
    return this.page.evaluate(() => {
      const input = document.querySelector(".quick-input-widget .quick-input-box input");
      return input instanceof HTMLInputElement && input.offsetParent !== null ? input.value : "";
    });
  }

  /** What the first entry of the list says. */
  async firstRow(): Promise<string> {
    const [first] = await this.rows.allInnerTexts();
    return (first ?? "").trim();
  }

  /** Leaves the list that is open. The first press may go to a notification that shows as well. */
  async escape(): Promise<void> {
    await until("the list to close", async () => {
      await this.page.keyboard.press("Escape");
      return this.input.waitFor({ state: "hidden", timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Waits for the picker or the question of this title. */
  async titled(title: string): Promise<void> {
    await this.page
      .locator(".quick-input-widget:visible .quick-input-title", { hasText: title })
      .waitFor();
  }

  /** Opens a list by its key; the key goes nowhere while the window has no focus. */
  private async quick(key: string): Promise<void> {
    for (let tries = 3; ; tries--) {
      await this.page.keyboard.press(key);
      try {
        await this.input.waitFor({ timeout: AGAIN_MILLIS });
        return;
      } catch (error) {
        if (tries === 0) {
          throw error;
        }
      }
    }
  }

  // ---- the editor

  async open(file: string): Promise<void> {
    const name = file.split("/").at(-1) ?? file;
    await this.quick("Control+P");
    await this.input.fill(file);
    await until(`${file} in the list`, async () => (await this.firstRow()).startsWith(name));
    await this.page.keyboard.press("Enter");
    await this.at({ file: name });
  }

  async goTo(line: number, column = 1): Promise<void> {
    await this.quick("Control+G");
    await this.input.fill(`:${String(line)}:${String(column)}`);
    await this.page.keyboard.press("Enter");
    await this.at({ line });
  }

  /** The names of the open files. */
  async tabs(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll(".editor-group-container .tab")].map(
        (tab) => tab.getAttribute("data-resource-name") ?? "",
      ),
    );
  }

  /** The name of the file in front, and the cursor's 1-based line. */
  async place(): Promise<Place | undefined> {
    // In one look: the tab may go at any moment.
    return this.page.evaluate(() => {
      const tab = document.querySelector(".editor-group-container.active .tab.active");
      const line = /\d+/.exec(
        document.getElementById("status.editor.selection")?.textContent ?? "",
      );
      return tab === null || line === null
        ? undefined
        : { file: tab.getAttribute("data-resource-name") ?? "", line: Number(line[0]) };
    });
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
      });
    } catch (error) {
      throw new Error(`at ${JSON.stringify(seen)}, not at ${JSON.stringify(wanted)}`, {
        cause: error,
      });
    }
  }

  // ---- around it

  get status(): Locator {
    return this.page.locator(`[id="${STATUS_ITEM}"]`);
  }

  async statusText(): Promise<string> {
    const read = (id: string): string => document.getElementById(id)?.textContent ?? "";
    return (await this.page.evaluate(read, STATUS_ITEM)).trim();
  }

  async untilStatus(fits: RegExp, patienceMillis?: number): Promise<string> {
    let seen = "";
    try {
      return await until(
        "the status bar",
        async () => {
          seen = await this.statusText();
          return fits.test(seen) && seen;
        },
        patienceMillis,
      );
    } catch (error) {
      throw new Error(`the status bar says "${seen}", not ${String(fits)}`, { cause: error });
    }
  }

  get sideBar(): Locator {
    return this.page.locator(".part.sidebar");
  }

  /** The rows of a view in the side bar. */
  get tree(): Locator {
    return this.sideBar.locator(".monaco-list-row");
  }

  /** The inside of a web page in the editor that shows the words. */
  async webview(words: string): Promise<Frame> {
    return until(`a page with "${words}"`, async () => {
      for (const frame of this.page.frames()) {
        const shown = await frame
          .getByText(words)
          .first()
          .isVisible()
          .catch(() => false);
        if (frame !== this.page.mainFrame() && shown) {
          return frame;
        }
      }
      return undefined;
    });
  }

  /** Waits for a notification and gives all its words. Its toast may be gone by then. */
  async notification(fits: RegExp): Promise<string> {
    await this.run("Notifications: Show Notifications");
    return until(`a notification with ${String(fits)}`, async () => {
      const all = await this.notifications();
      return all.find((text) => fits.test(text));
    });
  }

  /** Presses a button of the notification with the words in the open notification centre. */
  async button(words: string, button: string): Promise<void> {
    await this.page
      .locator(".notifications-center .notification-list-item", { hasText: words })
      .getByRole("button", { name: button })
      .first()
      .click();
  }

  /** What is in the open notification centre. */
  async notifications(): Promise<string[]> {
    return this.page.locator(".notifications-center .notification-list-item").allInnerTexts();
  }

  /** Clears the notification centre and closes it; what comes in meanwhile too. */
  async clearNotifications(): Promise<void> {
    await until("an empty notification centre", async () => {
      await this.run("Notifications: Clear All Notifications");
      await this.run("Notifications: Show Notifications");
      return (await this.notifications()).length === 0;
    });
    // An empty centre may close by itself, and then there is nothing to hide.
    if (await this.page.locator(".notifications-center.visible").isVisible()) {
      await this.run("Notifications: Hide Notifications");
    }
  }

  /** Presses a button of the question that is in the way of everything else. */
  async dialog(button: string): Promise<void> {
    const dialog = this.page.locator(".monaco-dialog-box");
    await dialog.getByText(button, { exact: true }).click();
    await dialog.waitFor({ state: "detached" });
  }

  /** Does it, and leaves a picture behind where it fails. */
  async watched(name: string, body: () => Promise<void>): Promise<void> {
    try {
      await body();
    } catch (error) {
      await this.failed(name);
      throw error;
    }
  }

  /** What a failed test leaves behind: a picture, and what was written to the logs. */
  async failed(name: string): Promise<void> {
    const words = await this.status.getAttribute("aria-label", { timeout: 1_000 }).catch(String);
    console.error(`${name}: the status bar's item is "${String(words)}"\n${this.hostLogs()}`);
    await this.picture(`failed-${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}`);
  }

  /** Keeps a picture among the artefacts, and, when asked to, one of the documentation's up to date. */
  async picture(name: string): Promise<void> {
    mkdirSync(ARTEFACTS, { recursive: true });
    const path = join(ARTEFACTS, `${name}.png`);
    await this.page.mouse.move(0, 0); // no tooltips
    const still = { animations: "disabled", caret: "hide" } as const; // the caret would blink
    await this.page.screenshot({ path, ...still });
    const clip = IN_DOCS[name];
    if (process.env["UPDATE_IMAGES"] === "1" && clip !== undefined) {
      const [x, y, width, height] = clip;
      mkdirSync(IMAGES, { recursive: true });
      const image = await this.page.screenshot({ clip: { x, y, width, height }, ...still });
      assert.ok(image.length < LARGEST_IMAGE_BYTES, `${name}.png is too large for the docs`);
      writeFileSync(join(IMAGES, `${name}.png`), image);
    }
  }
}
