// What the user reads while a language model uses a tool.
import assert from "node:assert/strict";
import { test } from "node:test";
import { told, TOOLS } from "../../src/toolWords.js";
import { t } from "./editor.js";

test("a tool's work is told in one line", () => {
  assert.equal(
    told("roocode_search", { query: "where are\n  retries counted" }, t),
    "Searching the workspace for where are retries counted",
  );
  assert.equal(told("roocode_read", { path: "src/a.ts", line: 3 }, t), "Reading src/a.ts");
  assert.equal(told("roocode_symbols", { limit: 3, name: "Hash.of" }, t), "Looking up Hash.of");
});

test("whatever a model gives, the line holds no link, no icon and nothing unseen, and ends", () => {
  const hostile = "$(trash) [x](command:y) <b> `c` \u202e";
  for (const name of TOOLS) {
    const line = told(name, { query: hostile }, t);
    assert.doesNotMatch(line, /\$\(|[[\]<>`\u202e]/);
    assert.ok(told(name, { query: "x".repeat(5_000) }, t).length < 200);
    for (const odd of [undefined, null, 7, "text", [], {}, { query: 7 }]) {
      assert.notEqual(told(name, odd, t), "");
    }
  }
});
