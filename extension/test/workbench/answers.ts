// Answers by a model of the editor, as a user sees them: chosen in the panel, streamed, checked; what
// was made up is marked, and nothing that the model wrote becomes a link, an image or a command.
import assert from "node:assert/strict";
import { describe } from "node:test";
import type { Frame } from "playwright-core";
import { until } from "../wait.js";
import type { Environment } from "./environment.js";
import { FakeModel } from "./fakeModel.js";
import { Sitting } from "./sitting.js";
import type { Window } from "./window.js";
import { INDEXED, lineOf, ready } from "./workspace.js";

const QUESTION = "How is the value added tax computed?";

/** A host that would notice being asked for an image: none answers there. */
const TRAP = "http://127.0.0.1:9/trap";

const TAX = lineOf("src/tax.py", "def value_added_tax");

const WRITTEN = [
  "The tax is computed by `value_added_tax` ",
  "",
  `[1], at \`src/tax.py:${String(TAX)}\`.\n\n`,
  "Before that it asks the moon [9] in `src/moon.py:3`.\n\n",
  `[Run this](command:roocode.restore) ![picture](${TRAP}) <img src="${TRAP}"> <b onclick="x()">bold</b> ${TRAP}\n\n`,
  "- rounded [1]\n- kept\u202e secret\n",
];

export function answerTests(environment: () => Environment): void {
  describe("answers", () => {
    let model: FakeModel | undefined;
    const fake = (): FakeModel => model ?? assert.fail("there is a model");
    const sitting = new Sitting(environment, (started) => {
      const { server } = started;
      model ??= new FakeModel(server.path("fake-model"));
      const development = ["extensionDevelopmentPath", server.remote(model.folder)] as const;
      return started.window(started.workspace("asked"), [development]);
    });

    sitting.test("passages are quoted until somebody else is chosen", async (window) => {
      await window.untilStatus(ready(INDEXED));
      const page = await ask(window);
      await note(page, /^Quoted from the index/);
      await source(page, "src/tax.py").waitFor();
      assert.equal(await page.getByRole("button", { name: /Who Answers: Passages/ }).count(), 1);
      await window.picture("answer-quoted");
    });

    sitting.test("the editor's model is chosen in the panel, and streams", async (window) => {
      fake().plan({ pieces: WRITTEN });
      const page = await window.webview(QUESTION);
      await page.getByRole("button", { name: /Who Answers/ }).click();
      await window.titled("Who Answers?");
      await window.row(fake().name).waitFor();
      await window.picture("answer-who");
      await window.row(fake().name).click();
      await page.getByText("The tax is computed by").waitFor();
      await note(page, /writing…/);
      assert.equal(await page.locator("button.mark").count(), 0, "nothing was checked yet");
      await source(page, "src/tax.py").waitFor(); // what it was given is shown while it writes
      await window.picture("answer-writing");
      const asked = await fake().asked();
      assert.match(asked.join("\n"), /def value_added_tax/);
      assert.match(asked.join("\n"), /How is the value added tax computed\?/);
      fake().letGo();
      await note(page, /^Written by Fake Writer/);
      assert.match(await noteText(page), /not in the sources/);
    });

    sitting.test("what was verified leads to its lines", async (window) => {
      const page = await window.webview(QUESTION);
      await page.locator("button.mark.verified", { hasText: "src/tax.py" }).click();
      await window.at({ file: "tax.py", line: TAX });
      await page.locator("button.mark.verified", { hasText: "[1]" }).first().click();
      await window.at({ file: "tax.py" });
      const line = (await window.place())?.line ?? 0;
      assert.ok(Math.abs(line - TAX) <= 3, String(line));
    });

    sitting.test("what was made up is marked and leads nowhere", async (window) => {
      const page = await window.webview(QUESTION);
      const madeUp = page.locator(".mark.fabricated");
      assert.deepEqual(await madeUp.allInnerTexts(), ["[9]", "src/moon.py:3"]);
      assert.deepEqual(await madeUp.evaluateAll((all) => all.map(({ tagName }) => tagName)), [
        "SPAN",
        "SPAN",
      ]);
      await page.locator(".behind.fabricated", { hasText: "not in the sources" }).waitFor();
    });

    sitting.test("nothing that the model wrote became a link, an image or HTML", async (window) => {
      const page = await window.webview(QUESTION);
      const foreign = await page.evaluate(() => {
        const all = [...document.querySelectorAll("#answer *")];
        const known =
          /^(HEADER|H1|H2|P|ARTICLE|SECTION|UL|LI|PRE|CODE|STRONG|SPAN|SMALL|BUTTON|DIV)$/;
        return all.filter(
          (one) =>
            !known.test(one.tagName) ||
            one.getAttributeNames().some((name) => name.startsWith("on") || /href|src/.test(name)),
        ).length;
      });
      assert.equal(foreign, 0);
      const text = await page.locator("article").innerText();
      assert.match(text, /rounded/);
      assert.doesNotMatch(text, /\u202e/);
    });

    sitting.test("it is legible in light and dark", async (window) => {
      const { server } = sitting.environment;
      await window.run("View: Close All Editors");
      fake().plan({ pieces: WRITTEN.filter((piece) => piece !== "") });
      const page = await ask(window);
      await note(page, /^Written by Fake Writer/);
      for (const [theme, name] of [
        ["Light Modern", "answer"],
        ["Dark Modern", "answer-dark"],
      ] as const) {
        server.writeMachineSettings({ "workbench.colorTheme": theme });
        await until(`the theme ${theme}`, async () => {
          const read = (): string => document.body.getAttribute("data-vscode-theme-id") ?? "";
          return (await page.evaluate(read)) === theme;
        });
        await window.picture(name);
      }
      server.writeMachineSettings({});
    });

    sitting.test("stopping stops the model, and keeps what it wrote", async (window) => {
      fake().plan({ pieces: ["Half of an answer [1]", "", " and the rest"] });
      const page = await window.webview(QUESTION);
      await page.getByRole("button", { name: "Ask Again" }).click();
      await page.getByText("Half of an answer").waitFor();
      await page.getByRole("button", { name: "Stop" }).click();
      await fake().untilCancelled();
      await note(page, /incomplete/);
      assert.match(await page.locator("article").innerText(), /^Half of an answer \[1\]/);
      assert.doesNotMatch(await page.locator("article").innerText(), /the rest/);
      await source(page, "src/tax.py").waitFor();
    });

    sitting.test("a model that refuses leaves passages and says so", async (window) => {
      fake().plan({ pieces: [], fault: "Blocked" });
      const page = await window.webview(QUESTION);
      await page.getByRole("button", { name: "Ask Again" }).click();
      await page.locator(".notice", { hasText: "a limit is reached" }).waitFor();
      await note(page, /^Quoted from the index/);
      await source(page, "src/tax.py").waitFor();
      await window.picture("answer-refused");
    });

    sitting.test("answer and prompt can be copied", async (window) => {
      const page = await window.webview(QUESTION);
      await page.getByRole("button", { name: "Copy Prompt" }).click();
      await window.page.getByText("The prompt is in the clipboard.").waitFor();
      const prompt = await copied(window);
      assert.match(prompt, /^# system/);
      assert.match(prompt, /def value_added_tax/);
    });
  });
}

/** Asks by the palette and waits for the page. */
async function ask(window: Window): Promise<Frame> {
  await window.run("roocode.ask");
  await window.titled("Ask Workspace");
  await window.input.fill(QUESTION);
  await window.page.keyboard.press("Enter");
  return window.webview(QUESTION);
}

async function noteText(page: Frame): Promise<string> {
  return page.locator("p.note").innerText();
}

async function note(page: Frame, fits: RegExp): Promise<void> {
  let seen = "";
  try {
    await until("the note", async () => {
      seen = await noteText(page);
      return fits.test(seen);
    });
  } catch (error) {
    throw new Error(`the note says "${seen}", not ${String(fits)}`, { cause: error });
  }
}

function source(page: Frame, path: string): ReturnType<Frame["locator"]> {
  return page.locator(".sources .place", { hasText: path }).first();
}

/** What the clipboard holds. */
async function copied(window: Window): Promise<string> {
  await window.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  return window.page.evaluate(() => navigator.clipboard.readText());
}
