// Folders that are not as they should be: of another owner, renamed under way, far too large.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { until } from "../wait.js";
import type { Environment } from "./environment.js";
import { peek } from "./search.js";
import { PATIENCE } from "./sitting.js";
import type { Window } from "./window.js";
import { FILES, INDEXED, manyFiles, ready } from "./workspace.js";

/** ROOCODE_MANY_FILES=50000 takes some minutes. */
const MANY = Number(process.env["ROOCODE_MANY_FILES"] ?? "5000");
const IN_A_FOLDER = 500;
const SERVER = "roocode-server.jar";

/** A folder that an editor shows through a provider of its own: here none that is installed. */
const VIRTUAL = { uri: "vscode-vfs://github/roocode/shop", name: "virtual" };

export function folderTests(environment: () => Environment): void {
  const inWindow = (
    name: string,
    prepare: () => string,
    body: (window: Window, folder: string) => Promise<void>,
  ): void => {
    test(name, PATIENCE, async () => {
      const folder = prepare();
      const window = await environment().window(folder);
      try {
        await window.watched(name, () => body(window, folder));
      } finally {
        await window.close();
      }
    });
  };

  describe("a folder", () => {
    inWindow(
      "that may only be read is searched, and nothing is written into it",
      () => readOnly(environment().workspace("read-only")),
      async (window, folder) => {
        const before = listing(folder);
        await window.untilStatus(ready(INDEXED));
        await peek(window, "checksum", () => window.row("src/Digest.java").waitFor());
        assert.deepEqual(listing(folder), before);
      },
    );

    inWindow(
      "that is renamed while it is indexed is told, and followed when it is back",
      () => environment().workspace("renamed", { ...FILES, ...manyFiles(400) }),
      async (window, folder) => {
        await window.untilStatus(/RooCode \d+ %$/);
        renameSync(folder, `${folder}-elsewhere`);
        await window.run("roocode.reindex");
        await window.row("Changed files").click();
        await window.notification(/renamed/);
        await window.picture("folder-renamed");
        await window.clearNotifications();
        renameSync(`${folder}-elsewhere`, folder);
        await window.run("roocode.reindex");
        await window.row("Changed files").click();
        await window.notification(/files seen/);
        await window.clearNotifications();
        await window.untilStatus(ready(INDEXED + 400));
        await peek(window, "checksum", () => window.row("src/Digest.java").waitFor());
      },
    );

    inWindow(
      "with very many files leaves the editor usable, and its indexing can be cancelled",
      () => crowded(environment().workspace("crowded")),
      async (window) => {
        await window.untilStatus(/RooCode \d+ %$/);
        await window.open("src/tax.py");
        await window.goTo(3);
        await peek(window, "checksum of a file", () => window.row("src/Digest.java").waitFor());
        await window.picture("crowded");
        await cancelReindex(window);
        await window.untilStatus(/RooCode ([\d,]+|\d+ %)$/);
        await peek(window, "value added tax", () => window.row("src/tax.py").waitFor());
      },
    );

    inWindow(
      "of no disk is left out, and its neighbour is searched",
      () => listed("mixed", [VIRTUAL, { path: environment().workspace("neighbour") }]),
      async (window) => {
        await window.untilFolder("neighbour");
        await window.untilStatus(ready(INDEXED));
        await peek(window, "checksum", () => window.row("src/Digest.java").waitFor());
        assert.deepEqual(await window.notifications(), [], "nobody complains");
      },
    );

    inWindow(
      "of no disk alone starts no server",
      () => listed("virtual", [VIRTUAL]),
      async (window) => {
        await window.untilFolder("virtual");
        await window.run("Extensions: Show Installed Extensions");
        const item = window.page.locator(".extension-list-item", { hasText: "RooCode" });
        await item.first().waitFor();
        await window.picture("virtual");
        await until(
          "the servers of former windows to end",
          () => !environment().server.processes(SERVER).length,
        );
        // An editor that learns late what kind of folder it is has let the extension start: it says
        // that there is nothing to search.
        for (const shown of await window.status.allInnerTexts()) {
          assert.equal(shown.trim(), "RooCode");
        }
      },
    );
  });

  /** A file that lists folders, as the editor keeps it. */
  function listed(name: string, folders: readonly object[]): string {
    const file = environment().server.path(`${name}.code-workspace`);
    writeFileSync(file, JSON.stringify({ folders }));
    return file;
  }
}

/** Asks for everything again, and takes it back from the progress notification. */
async function cancelReindex(window: Window): Promise<void> {
  await window.clearNotifications();
  await window.run("roocode.reindex");
  await window.row("Everything").click();
  await window.notification(/RooCode is indexing/);
  const item = window.page.locator(".notifications-center .notification-list-item", {
    hasText: "RooCode is indexing",
  });
  await window.picture("reindexing");
  await item.getByRole("button", { name: "Cancel" }).click();
  await until("the progress to go", async () => (await item.count()) === 0);
  assert.deepEqual(await window.notifications(), [], "nobody complains");
  await window.clearNotifications();
}

function readOnly(folder: string): string {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444);
  }
  chmodSync(folder, 0o555);
  return folder;
}

/** Every path below the folder with its size and time. */
function listing(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.startsWith(".git/"))
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return `${name} ${String(size)} ${String(mtimeMs)}`;
    });
}

/** Very many small files beside the usual ones. */
function crowded(folder: string): string {
  for (let number = 0; number < MANY; number++) {
    const shelf = join(folder, "crowd", `shelf${String(Math.floor(number / IN_A_FOLDER))}`);
    if (number % IN_A_FOLDER === 0) {
      mkdirSync(shelf, { recursive: true });
    }
    const text = `def box_${String(number)}(pieces):\n    return pieces + ${String(number)}\n`;
    writeFileSync(join(shelf, `box${String(number)}.py`), text);
  }
  return folder;
}
