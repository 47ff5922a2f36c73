// What a search finds, as the folder and the editor change.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Api } from "../../src/api.js";
import { FILES, INDEXED, lineOf } from "../workbench/workspace.js";
import { file, ready, untilFound } from "./extension.js";

describe("search", () => {
  let api: Api;

  before(async () => {
    api = await ready();
  });

  it("finds the right file and lines by meaning", async () => {
    const { hits, coverage } = await api.search("where is the checksum of a file computed", 3);
    const [best] = hits;
    assert.equal(best?.path, "src/Digest.java");
    const line = lineOf("src/Digest.java", "sha256(");
    assert.ok(
      best.range.start.line < line && line <= best.range.end.line,
      JSON.stringify(best.range),
    );
    assert.equal(coverage.filesIndexed, INDEXED);
    assert.equal(coverage.vectors, coverage.chunks);
  });

  it("finds Japanese text and file names", async () => {
    const { hits } = await api.search("自転車を販売", 3);
    assert.equal(hits[0]?.path, "docs/会社案内.md");
  });

  it("leaves out what Git ignores", async () => {
    const { hits } = await api.search("zyxgenerated");
    assert.ok(hits.every((hit) => !hit.path.startsWith("build/")));
  });

  it("finds text that is only in an editor, and forgets it", async () => {
    const document = await vscode.workspace.openTextDocument(file("src/cart.ts"));
    const editor = await vscode.window.showTextDocument(document);
    const end = document.lineAt(document.lineCount - 1).range.end;
    await editor.edit((edit) => {
      edit.insert(end, "\nexport function frobnicateVoucher(): void {}\n");
    });
    const { hits } = await api.search("frobnicateVoucher");
    assert.equal(hits[0]?.path, "src/cart.ts");
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await untilFound(api, "frobnicateVoucher", "src/cart.ts", false);
    assert.equal(document.getText(), FILES["src/cart.ts"]);
  });

  it("follows files that come, change and go", async () => {
    const path = "src/added.py";
    const write = (text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(file(path), Buffer.from(text));
    await write("def quuxify(order):\n    return order\n");
    await untilFound(api, "quuxify", path);
    await write("def corgeify(order):\n    return order\n");
    await untilFound(api, "corgeify", path);
    await untilFound(api, "quuxify", path, false);
    await vscode.workspace.fs.delete(file(path));
    await untilFound(api, "corgeify", path, false);
  });

  it("answers a reasonable fault to an empty question", async () => {
    await assert.rejects(api.search(" "), (error: Error) => error.message.includes("query"));
  });
});
