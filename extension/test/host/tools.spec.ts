// Language models use the index through the editor's own interface, as any agent of the editor would.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { ready } from "./extension.js";

async function invoke(name: string, input: object): Promise<string> {
  const options = { input, toolInvocationToken: undefined };
  const { content } = await vscode.lm.invokeTool(name, options);
  return content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ""))
    .join("");
}

describe("tools of language models", () => {
  before(async () => {
    await ready();
  });

  it("are offered to every agent", () => {
    const offered = vscode.lm.tools.map(({ name }) => name);
    for (const name of ["roocode_search", "roocode_read", "roocode_symbols"]) {
      assert.ok(offered.includes(name), `${name} in ${offered.join()}`);
    }
  });

  it("search, read, and find definitions", async () => {
    const query = "where is the checksum of a file computed";
    assert.match(await invoke("roocode_search", { query }), /src\/Digest\.java/);
    assert.match(
      await invoke("roocode_read", { path: "src/tax.py", startLine: 1 }),
      /def value_added_tax/,
    );
    assert.match(await invoke("roocode_symbols", { name: "ShoppingCart" }), /src\/cart\.ts/);
  });

  it("say why they cannot, as text that a model can read", async () => {
    for (const path of ["../../etc/passwd", "build/generated.txt"]) {
      const said = await invoke("roocode_read", { path });
      assert.notEqual(said, "");
      assert.doesNotMatch(said, /root:|zyxgenerated|\bat dev\.roocode/);
    }
  });

  it("are stopped with their token", async () => {
    const stop = new vscode.CancellationTokenSource();
    stop.cancel();
    const options = { input: { query: "checksum" }, toolInvocationToken: undefined };
    await assert.rejects(
      Promise.resolve(vscode.lm.invokeTool("roocode_search", options, stop.token)),
    );
  });
});

describe("a model of the editor", () => {
  it("is there to be chosen", async () => {
    const models = await vscode.lm.selectChatModels({ vendor: "fake" });
    assert.deepEqual(
      models.map(({ name }) => name),
      ["Fake Writer"],
    );
  });
});
