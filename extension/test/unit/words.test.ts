// English and Japanese say the same things, and everything that is said is there.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { REPOSITORY } from "../session.js";

const EXTENSION = join(REPOSITORY, "extension");
type Words = Readonly<Record<string, string>>;

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(EXTENSION, file), "utf8"));
}

/** The first argument of every `t(…)` and `l10n.t(…)`. */
function said(): Set<string> {
  const found = new Set<string>();
  for (const name of readdirSync(join(EXTENSION, "src"), { recursive: true, encoding: "utf8" })) {
    if (name.endsWith(".ts")) {
      const text = readFileSync(join(EXTENSION, "src", name), "utf8");
      visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true), found);
    }
  }
  return found;
}

function visit(node: ts.Node, found: Set<string>): void {
  if (ts.isCallExpression(node) && /^(l10n\.)?t$/.test(node.expression.getText())) {
    const [message] = node.arguments;
    assert.ok(message && ts.isStringLiteralLike(message), `${node.getText()}: not a literal`);
    found.add(message.text);
  }
  ts.forEachChild(node, (child) => {
    visit(child, found);
  });
}

function places(text: string): string[] {
  return (text.match(/\{\d\}/g) ?? []).sort();
}

test("the manifest's words are the same in both languages, and all are used", () => {
  const english = read("package.nls.json") as Words;
  const japanese = read("package.nls.ja.json") as Words;
  assert.deepEqual(Object.keys(japanese).sort(), Object.keys(english).sort());
  const used = readFileSync(join(EXTENSION, "package.json"), "utf8").match(/"%[^%"]+%"/g) ?? [];
  assert.deepEqual(
    [...new Set(used.map((name) => name.slice(2, -2)))].sort(),
    Object.keys(english).sort(),
  );
});

test("everything the extension says has a Japanese twin with the same gaps", () => {
  const japanese = read("l10n/bundle.l10n.ja.json") as Words;
  assert.deepEqual(Object.keys(japanese).sort(), [...said()].sort());
  for (const [english, twin] of Object.entries(japanese)) {
    assert.notEqual(twin.trim(), "", english);
    assert.deepEqual(places(twin), places(english), english);
  }
});

test("links of the manifest's words lead to the same commands in both languages", () => {
  const commands = (text = ""): string[] => text.match(/\(command:[^)]+\)/g) ?? [];
  const japanese = read("package.nls.ja.json") as Words;
  for (const [name, text] of Object.entries(read("package.nls.json") as Words)) {
    assert.deepEqual(commands(japanese[name]), commands(text), name);
  }
});
