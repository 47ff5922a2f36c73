// Whatever an answer holds, it becomes text, code, emphasis, or the number of a citation.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Block, parse } from "../../src/markdown.js";

const CITED = new Set([1, 2]);

function pieces(text: string): readonly unknown[] {
  const [block] = parse(text, CITED);
  return block !== undefined && block.kind !== "code" ? block.pieces : [];
}

test("blocks are told apart", () => {
  const text = "# Head\n\nOne\ntwo\n\n- item `a`\n\n```java\nint a; // [1]\n\n- b\n```\nlast";
  assert.deepEqual(parse(text, CITED), [
    { kind: "heading", pieces: [{ kind: "text", text: "Head" }] },
    { kind: "paragraph", pieces: [{ kind: "text", text: "One\ntwo" }] },
    {
      kind: "item",
      pieces: [
        { kind: "text", text: "item " },
        { kind: "code", text: "a" },
      ],
    },
    { kind: "code", language: "java", text: "int a; // [1]\n\n- b" },
    { kind: "paragraph", pieces: [{ kind: "text", text: "last" }] },
  ]);
});

test("a fence ends at one as long as itself", () => {
  const [block] = parse("````md\n```\nx\n```\n````", CITED);
  assert.deepEqual(block, { kind: "code", language: "md", text: "```\nx\n```" });
  assert.deepEqual(parse("```\nopen", CITED), [{ kind: "code", language: "", text: "open" }]);
});

test("only numbers that lead somewhere are citations", () => {
  assert.deepEqual(pieces("see [1] and [3], `[2]`"), [
    { kind: "text", text: "see " },
    { kind: "cite", n: 1 },
    { kind: "text", text: " and [3], " },
    { kind: "code", text: "[2]" },
  ]);
});

test("code keeps its backquotes, emphasis is emphasis, the rest stays as it is", () => {
  assert.deepEqual(pieces("`` a`b `` **bold** ** `open"), [
    { kind: "code", text: "a`b" },
    { kind: "text", text: " " },
    { kind: "strong", text: "bold" },
    { kind: "text", text: " ** `open" },
  ]);
});

test("links, images and markup of indexed text stay text", () => {
  const hostile =
    "<img src=x onerror=alert(1)> [run](command:roocode.restore) ![a](http://e/x) <script>1</script>";
  assert.deepEqual(pieces(hostile), [{ kind: "text", text: hostile }]);
});

test("nothing is lost and nothing hangs, whatever comes", () => {
  const seed = Date.now() & 0xffff;
  let state = seed;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state % below;
  };
  const words = [
    "`",
    "``",
    "```",
    "\n",
    "\n\n",
    "**",
    "[1]",
    "[9]",
    "# ",
    "- ",
    "word",
    " ",
    "<b>",
  ];
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: next(40) }, () => words[next(words.length)]).join("");
    const shown = parse(text, CITED).map(plainText).join("");
    const count = (of: string): number => of.split("word").length - 1;
    assert.equal(
      count(shown),
      count(text),
      `seed ${seed}, round ${round}: ${JSON.stringify(text)}`,
    );
  }
  parse("`".repeat(3000) + "[".repeat(3000) + "**".repeat(3000), CITED);
});

function plainText(block: Block): string {
  return block.kind === "code"
    ? `${block.language} ${block.text}`
    : block.pieces.map((piece) => (piece.kind === "cite" ? `[${piece.n}]` : piece.text)).join("");
}
