// Windows without a folder or with one that another window has too, and packages that are not whole.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { until } from "../wait.js";
import type { Environment } from "./environment.js";
import { search } from "./search.js";
import { extensionFolder } from "./titles.js";
import type { Window } from "./window.js";
import { INDEXED } from "./workspace.js";

const PATIENCE = { timeout: 180_000 };

export function hardCaseTests(environment: () => Environment): void {
  describe("hard cases", () => {
    test("a window without a folder says so, and starts nothing", PATIENCE, async () => {
      await inWindow(environment(), undefined, "no folder", async (window) => {
        await window.status.waitFor();
        await window.run("roocode.search");
        await window.notification(/Open a folder/);
        await window.picture("no-folder");
        assert.deepEqual(environment().server.processes("roocode-server.jar"), []);
      });
    });

    test("two windows on one folder: both find, one of them writes", PATIENCE, async () => {
      const folder = environment().workspace("twice");
      await inWindow(environment(), folder, "first of two", async (first) => {
        await first.untilStatus(new RegExp(`RooCode ${String(INDEXED)}$`));
        await inWindow(environment(), folder, "second of two", async (second) => {
          await second.untilStatus(new RegExp(`RooCode ${String(INDEXED)}$`));
          assert.equal(environment().server.processes("roocode-server.jar").length, 2);
          for (const window of [first, second]) {
            await search(window, "checksum");
            await window.row("src/Digest.java").waitFor();
          }
          await second.picture("second-window");
        });
        // The one that writes may have been either; the one that stays must follow the folder.
        writeFileSync(join(folder, "src", "later.py"), "def quuxify(order):\n    return order\n");
        await first.escape();
        await search(first, "quuxify");
        await until("the new file", async () => {
          await first.input.fill("");
          await first.input.fill("quuxify");
          return (await first.rows.allInnerTexts()).some((row) => row.includes("src/later.py"));
        });
      });
    });

    test("a package without its server says so with a way on", PATIENCE, async () => {
      const jar = join(extensionFolder(environment().server), "server", "roocode-server.jar");
      renameSync(jar, `${jar}.away`);
      try {
        await inWindow(environment(), environment().workspace("no-jar"), "no jar", async (window) => {
          const words = await window.notification(/no server/);
          assert.match(words, /Show Log/);
          await window.picture("no-jar");
        });
      } finally {
        renameSync(`${jar}.away`, jar);
      }
    });

    test("a Java that is too old is named, with what to do", PATIENCE, async () => {
      const settings = environment().server.path("user", "Machine", "settings.json");
      mkdirSync(join(settings, ".."), { recursive: true });
      writeFileSync(settings, JSON.stringify({ "roocode.java.home": oldJava(environment()) }));
      try {
        await inWindow(environment(), environment().workspace("old-java"), "old Java", async (window) => {
          const words = await window.notification(/Java 17/);
          assert.match(words, /25/);
          await window.picture("old-java");
        });
      } finally {
        rmSync(settings);
      }
    });
  });
}

async function inWindow(
  environment: Environment,
  folder: string | undefined,
  name: string,
  body: (window: Window) => Promise<void>,
): Promise<void> {
  const window = await environment.window(folder);
  try {
    await window.watched(name, () => body(window));
  } finally {
    await window.close();
  }
}

/** What a JDK 17 looks like from outside. */
function oldJava(environment: Environment): string {
  const home = environment.server.path("jdk-17");
  mkdirSync(join(home, "bin"), { recursive: true });
  writeFileSync(join(home, "release"), 'JAVA_VERSION="17.0.12"\n');
  writeFileSync(join(home, "bin", "java"), "#!/bin/sh\nexit 1\n");
  chmodSync(join(home, "bin", "java"), 0o755);
  return home;
}
