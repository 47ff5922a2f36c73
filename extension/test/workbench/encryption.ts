// An encrypted index, as a user comes to it: turned on in the settings, the code written down once,
// a new key, everything off again.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe } from "node:test";
import { until } from "../wait.js";
import type { Environment } from "./environment.js";
import { peek } from "./search.js";
import type { Sitting } from "./sitting.js";
import type { Window } from "./window.js";
import { ready } from "./workspace.js";

const CODE = /([0-9A-Z]{5}-){10}[0-9A-Z]{5}/;

/** A name of this workspace alone: sealed, no file on disk holds it. */
const CANARY = "count_7_1";

export function encryptionTests(sitting: Sitting, files: number): void {
  describe("an encrypted index", () => {
    sitting.test("is turned on in the settings, and search goes on", async (window) => {
      const { server } = sitting.environment;
      assert.ok(holding(sitting.environment, CANARY).length > 0, "plain before");
      server.writeMachineSettings({ "roocode.encryption.enabled": true });
      await window.notification(/Show Recovery Code/);
      await window.picture("encrypted");
      await window.clearNotifications();
      await finds(window, files);
      // A version that a restore has replaced stays, as it is, until the next good start is over.
      await window.run("roocode.restartServer");
      await finds(window, files);
      await until(
        "nothing to be readable",
        () => holding(sitting.environment, CANARY).length === 0,
      );
    });

    sitting.test("shows its recovery code until it is written down", async (window) => {
      const code = await shownCode(window, "Cancel");
      assert.equal(await shownCode(window, "It Is Written Down"), code, "the same until then");
      await window.run("roocode.showRecoveryCode");
      await window.notification(/written down before/);
      await window.clearNotifications();
      assert.deepEqual(holding(sitting.environment, code), [], "the code is nowhere on disk");
    });

    sitting.test("takes a new key, and the code of the former one back", async (window) => {
      await window.run("roocode.rotateKey");
      await window.dialog("Renew Key");
      await window.notification(/Show Recovery Code/);
      await window.clearNotifications();
      await finds(window, files);
      await window.run("roocode.enterRecoveryCode");
      await window.titled("Recovery code of an encryption key");
      await window.input.fill("nonsense");
      await window.page.keyboard.press("Enter");
      assert.match(await window.notification(/recovery code/), /characters/);
      await window.clearNotifications();
    });

    sitting.test("outlives its window, and is turned off again", async () => {
      const { environment } = sitting;
      await sitting.again();
      await sitting.window.untilStatus(ready(files));
      // What a window brings back of the one before may still go away by itself.
      await sitting.window.run("View: Close All Editors");
      await finds(sitting.window, files);
      assert.deepEqual(holding(environment, CANARY), []);
      environment.server.writeMachineSettings({});
      await until("a plain index", () => holding(environment, CANARY).length > 0);
      await finds(sitting.window, files);
    });
  });
}

async function finds(window: Window, files: number): Promise<void> {
  await window.untilStatus(ready(files));
  await peek(window, "shopping cart", () => window.row("src/cart.ts").waitFor());
}

/** The code in the dialog, which is left by a button. */
async function shownCode(window: Window, button: string): Promise<string> {
  await window.run("roocode.showRecoveryCode");
  const dialog = window.page.locator(".monaco-dialog-box");
  await dialog.getByText(CODE).first().waitFor();
  const [code] = CODE.exec(await dialog.innerText()) ?? assert.fail("a code");
  await window.dialog(button);
  return code;
}

/** The files of the editor's own folder, index, logs and settings among them, that hold the words. */
function holding(environment: Environment, words: string): string[] {
  const folder = environment.server.path("user");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(History|CachedProfilesData)/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => /roocode|settings|\.log$/i.test(file))
    .filter((file) => has(file, words));
}

function has(file: string, words: string): boolean {
  try {
    return readFileSync(file).includes(words);
  } catch {
    return false; // gone meanwhile
  }
}
