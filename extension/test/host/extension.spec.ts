// The installed extension, seen from inside the extension host.
import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("the extension", () => {
  it("is installed and starts", async () => {
    const extension = vscode.extensions.getExtension("roocode.roocode-rag");
    assert.ok(extension);
    await extension.activate();
    assert.ok((await vscode.commands.getCommands()).includes("roocode.search"));
  });
});
