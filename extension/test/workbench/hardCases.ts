// Windows without a folder or with one that another window has too, servers that die, packages that
// are not whole.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe } from "node:test";
import { until } from "../wait.js";
import type { Environment } from "./environment.js";
import { peek } from "./search.js";
import type { Sitting } from "./sitting.js";
import { extensionFolder } from "./titles.js";
import type { Window } from "./window.js";
import { ready } from "./workspace.js";

const JAR = "roocode-server.jar";

export function hardCaseTests(sitting: Sitting, folder: () => string, files: number): void {
  describe("hard cases", () => {
    sitting.test("a package without its server says so, with a way on", async (window) => {
      const jar = join(extensionFolder(sitting.environment.server), "server", JAR);
      renameSync(jar, `${jar}.away`);
      try {
        await window.run("roocode.restartServer");
        assert.match(await window.notification(/has no server/), /Show Log/);
        await window.picture("no-jar");
        await window.clearNotifications();
      } finally {
        renameSync(`${jar}.away`, jar);
      }
      await window.run("roocode.restartServer");
      await window.untilStatus(ready(files));
    });

    sitting.test("a Java that is too old is named, with what is needed", async (window) => {
      const { server } = sitting.environment;
      server.writeMachineSettings({ "roocode.java.home": oldJava(sitting.environment) });
      try {
        await window.notification(/changed setting/);
        await window.clearNotifications();
        await window.run("roocode.restartServer");
        assert.match(await window.notification(/Java 17/), /25/);
        await window.picture("old-java");
        await window.clearNotifications();
      } finally {
        server.writeMachineSettings({});
      }
      await window.untilStatus(ready(files)); // mending the setting is enough
    });

    sitting.test("a server that keeps dying is started again, then explained", async (window) => {
      await window.clearNotifications();
      for (let death = 1; death <= 3; death++) {
        await kill(sitting.environment);
      }
      const words = await window.notification(/keeps ending/);
      assert.match(words, /Show Log[\s\S]*Run Doctor/);
      assert.equal((await window.notifications()).length, 1, "one message, not one per death");
      await window.picture("server-died");
      await window.clearNotifications();
      await window.untilStatus(ready(files));
      await peek(window, "checksum", () => window.row("src/Digest.java").waitFor());
    });

    sitting.test("a second window on the folder: both find, and both follow it", async (first) => {
      await inWindow(sitting.environment, folder(), "the second window", async (second) => {
        await second.untilStatus(ready(files));
        await peek(second, "checksum", async () => {
          await second.row("src/Digest.java").waitFor();
          await second.picture("second-window");
        });
        writeFileSync(join(folder(), "src", "later.py"), "def quuxify(order):\n    return order\n");
        for (const window of [second, first]) {
          await window.page.bringToFront();
          await window.untilStatus(ready(files + 1));
          await peek(window, "quuxify", () => window.row("src/later.py").waitFor());
        }
      });
    });

    sitting.test("a window without a folder says so, and starts nothing", async () => {
      const before = servers(sitting.environment);
      await inWindow(sitting.environment, undefined, "no folder", async (window) => {
        await window.untilStatus(/RooCode/);
        await window.run("roocode.search");
        await window.notification(/Open a folder/);
        await window.picture("no-folder");
        assert.ok(servers(sitting.environment).every((pid) => before.includes(pid)));
      });
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

function servers(environment: Environment): number[] {
  return environment.server.processes(JAR);
}

/** Kills the server and waits for the next one. */
async function kill(environment: Environment): Promise<void> {
  // One of a window that was closed may still be ending.
  const pid = await until("one server to be all", () => {
    const [first, ...others] = servers(environment);
    return others.length === 0 && first;
  });
  process.kill(pid, "SIGKILL");
  await until("another server", () => servers(environment).some((other) => other !== pid));
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
