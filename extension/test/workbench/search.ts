// Search as a user sees it: the status while indexing, the quick pick, the place that is opened.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { until } from "../wait.js";
import type { Sitting } from "./sitting.js";
import type { Window } from "./window.js";
import { FILES, lineOf, ready } from "./workspace.js";

export function searchTests(sitting: Sitting, files: number): void {
  describe("search", () => {
    sitting.test("the status bar shows a percentage, then the number of files", async (window) => {
      const seen = await window.untilStatus(/RooCode \d+ %$/);
      assert.ok(Number(/\d+/.exec(seen)?.[0]) < 100);
      await window.picture("indexing");
      await window.untilStatus(ready(files));
      await window.picture("ready");
    });

    sitting.test(
      "palette, type, pick: the right file is open at the right line",
      async (window) => {
        await search(window, "where is the checksum of a file computed");
        await window.row("src/Digest.java").waitFor();
        assert.match(await window.firstRow(), /src\/Digest\.java:\d/);
        await window.at({ file: "Digest.java" }); // the preview
        await window.picture("search");
        await window.page.keyboard.press("Enter");
        await window.input.waitFor({ state: "hidden" });
        await window.at({ file: "Digest.java" });
        const line = (await window.place())?.line ?? 0;
        assert.ok(line >= lineOf("src/Digest.java", "Computes the checksum"), String(line));
      },
    );

    sitting.test("a name leads to the line of its definition", async (window) => {
      await search(window, "RetryWithBackoff");
      await window.row("src/retry.go").waitFor();
      await window.page.keyboard.press("Enter");
      await window.input.waitFor({ state: "hidden" });
      await window.at({ file: "retry.go" });
      const { line } = (await window.place()) ?? assert.fail("a file is open");
      const definition = lineOf("src/retry.go", "func RetryWithBackoff");
      assert.ok(Math.abs(line - definition) <= 1, `${String(line)}, not ${String(definition)}`);
    });

    sitting.test("Escape puts everything back", async (window) => {
      await window.run("View: Close All Editors");
      await window.open("src/tax.py");
      await window.goTo(lineOf("src/tax.py", "return round"));
      await peek(window, "shopping cart", async () => {
        await window.row("src/cart.ts").waitFor();
        await until("a preview", async () => (await window.place())?.file !== "tax.py");
        await window.page.keyboard.press("ArrowDown");
      });
      await window.at({ file: "tax.py", line: lineOf("src/tax.py", "return round") });
      assert.deepEqual(await window.tabs(), ["tax.py"]);
    });

    sitting.test(
      "typing on cancels what is older: the list fits the last words",
      async (window) => {
        await peek(window, "", async () => {
          await window.page.keyboard.type("retry with backoff after failure", { delay: 15 });
          await window.row("src/retry.go").waitFor();
          await window.input.fill("second-hand bicycles");
          await until("the new list", async () =>
            (await window.firstRow()).includes("über uns.md"),
          );
        });
      },
    );

    sitting.test("text that is only in an editor is found", async (window) => {
      await window.open("src/cart.ts");
      await window.page.keyboard.press("Control+End");
      await window.page.keyboard.insertText("\nexport function frobnicateVoucher(): void {}\n");
      await window.at({ file: "cart.ts", line: FILES["src/cart.ts"].split("\n").length + 2 });
      await peek(window, "frobnicateVoucher", async () => {
        await until("the edited file first", async () =>
          (await window.firstRow()).includes("src/cart.ts"),
        );
        await window.picture("unsaved");
      });
      await window.at({ file: "cart.ts" });
      await window.run("File: Revert File");
    });

    sitting.test("the selection is searched", async (window) => {
      await window.open("src/tax.py");
      await window.goTo(lineOf("src/tax.py", "def value_added_tax"), "def val".length);
      await window.page.keyboard.press("Control+D"); // selects the word
      await leaving(window, async () => {
        await window.run("roocode.searchSelection");
        await window.titled("Search Workspace");
        assert.equal(await window.input.inputValue(), "value_added_tax");
        await until("its definition", async () =>
          (await window.firstRow()).includes("src/tax.py:"),
        );
      });
    });
  });
}

/** Searches, looks, and leaves by Escape. */
export async function peek(
  window: Window,
  words: string,
  look: () => Promise<void>,
): Promise<void> {
  await leaving(window, async () => {
    await search(window, words);
    await look();
  });
}

/** Leaves a search by Escape: waits until all is as it was. */
export async function leaving(window: Window, body: () => Promise<void>): Promise<void> {
  const before = [await window.place(), await window.tabs()];
  await body();
  await window.escape();
  await until("everything to be as before", async () =>
    isDeepStrictEqual([await window.place(), await window.tabs()], before),
  );
}

export async function search(window: Window, words: string): Promise<void> {
  await window.run("roocode.search");
  await window.titled("Search Workspace");
  await window.input.fill(words);
}
