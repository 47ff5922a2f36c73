// Settings that count at once, that do not fit, and that a workspace must not set.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Api } from "../../src/api.js";
import { file, ready, set, untilFound } from "./extension.js";

describe("settings", () => {
  let api: Api;

  before(async () => {
    api = await ready();
  });

  it("take effect without a restart", async () => {
    const pid = api.serverPid();
    await set("index.exclude", ["src/tax.py"]);
    try {
      await untilFound(api, "value_added_tax", "src/tax.py", false);
    } finally {
      await set("index.exclude", undefined);
    }
    await untilFound(api, "value_added_tax", "src/tax.py");
    assert.equal(api.serverPid(), pid);
  });

  it("of the wrong type are passed over", async () => {
    await set("search.limit", "many");
    await set("index.exclude", { no: "list" });
    try {
      await vscode.commands.executeCommand("roocode.restartServer");
      await api.whenReady();
      assert.equal((await api.search("checksum", 1)).hits[0]?.path, "src/Digest.java");
    } finally {
      await set("search.limit", undefined);
      await set("index.exclude", undefined);
    }
  });

  it("of a workspace do not choose the Java or an endpoint", async () => {
    const path = file(".vscode/settings.json");
    const forbidden = {
      "roocode.java.home": "/nowhere",
      "roocode.java.options": ["-Xnonsense"],
      "roocode.embedding.url": "http://127.0.0.1:9",
    };
    await vscode.workspace.fs.writeFile(path, Buffer.from(JSON.stringify(forbidden)));
    try {
      await vscode.commands.executeCommand("roocode.restartServer");
      await api.whenReady();
      assert.equal(api.state(), "ready");
    } finally {
      await vscode.workspace.fs.delete(file(".vscode"), { recursive: true });
    }
  });

  it("that name no Java stop the server with the reason, and mending them starts it", async () => {
    const machine = vscode.ConfigurationTarget.Global;
    await set("java.home", "/nowhere", machine);
    try {
      // The failure is shown to the user in a message that waits for an answer.
      await vscode.commands.executeCommand("roocode.restartServer");
      await assert.rejects(api.whenReady());
      assert.equal(api.state(), "failed");
    } finally {
      await set("java.home", undefined, machine);
    }
    await api.whenReady();
    assert.equal(api.state(), "ready");
  });
});
