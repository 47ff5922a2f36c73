// How the extension starts, and what it offers.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { contributedCommands, installed, ready } from "./extension.js";

describe("start", () => {
  it("is the package, not the sources", () => {
    const { extensionPath } = installed();
    assert.match(extensionPath, /extensions\/roocode\.roocode-rag-/);
  });

  it("begins by itself and indexes", async () => {
    const api = await ready();
    assert.equal(api.state(), "ready");
    assert.ok(api.activationMillis() > 0);
    process.kill(api.serverPid() ?? assert.fail("a server runs"), 0);
  });

  it("has every command that it contributes", async () => {
    await ready();
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributedCommands().filter((command) => !known.has(command)),
      [],
    );
  });

  it("is named in the command line of one server only", async () => {
    const api = await ready();
    const pid = api.serverPid();
    await vscode.commands.executeCommand("roocode.restartServer");
    await api.whenReady();
    assert.notEqual(api.serverPid(), pid);
    assert.throws(() => process.kill(pid ?? 0, 0), { code: "ESRCH" }, "the old one is gone");
  });
});
