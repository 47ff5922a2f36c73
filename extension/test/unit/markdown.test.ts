// Whatever an answer holds, it becomes text, code, emphasis, or a stretch that the server has checked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { visible } from "../../src/invisible.js";
import { type Block, type Mark, parse, type Piece, settled } from "../../src/markdown.js";
import { plainMarkdown } from "../../src/plainMarkdown.js";

function pieces(text: string, marks: readonly Mark[] = []): readonly Piece[] {
  const [block] = parse(text, marks);
  return block !== undefined && block.kind !== "code" ? block.pieces : [];
}

/** A mark around the words. */
function mark(text: string, words: string, state: Mark["state"], place?: number): Mark {
  const start = text.indexOf(words);
  assert.ok(start >= 0, words);
  const span = { start, end: start + words.length, state };
  return place === undefined ? span : { ...span, place };
}

test("blocks are told apart", () => {
  const text = "# Head\n\nOne\ntwo\n\n- item `a`\n\n```java\nint a; // [1]\n\n- b\n```\nlast";
  assert.deepEqual(parse(text), [
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
  const [block] = parse("````md\n```\nx\n```\n````");
  assert.deepEqual(block, { kind: "code", language: "md", text: "```\nx\n```" });
  assert.deepEqual(parse("```\nopen"), [{ kind: "code", language: "", text: "open" }]);
});

test("only what was checked is marked, by where it stands", () => {
  const text = "see [1] and [3], [1]";
  const marks = [mark(text, "[3]", "fabricated"), mark(text, "[1]", "verified", 7)];
  assert.deepEqual(pieces(text, marks), [
    { kind: "text", text: "see " },
    { kind: "mark", style: "text", text: "[1]", state: "verified", place: 7 },
    { kind: "text", text: " and " },
    { kind: "mark", style: "text", text: "[3]", state: "fabricated" },
    { kind: "text", text: ", [1]" },
  ]);
});

test("marks are found in every block, with either kind of line end, and behind wide characters", () => {
  for (const end of ["\n", "\r\n"]) {
    const text = ["# 😀 [1]", "", "one", "two [2]", "", "- `src/a.ts:3` **b [3]**"].join(end);
    const marks = [
      mark(text, "[1]", "verified", 0),
      mark(text, "[2]", "stale"),
      mark(text, "src/a.ts:3", "verified", 2),
      mark(text, "[3]", "fabricated"),
    ];
    const found = parse(text, marks).flatMap((block) =>
      block.kind === "code" ? [] : block.pieces.filter(({ kind }) => kind === "mark"),
    );
    assert.deepEqual(
      found.map((piece) => piece.text),
      ["[1]", "[2]", "src/a.ts:3", "[3]"],
    );
    assert.deepEqual(
      found.map((piece) => piece.kind === "mark" && piece.style),
      ["text", "text", "code", "strong"],
    );
  }
});

test("a mark around a code span marks its inside", () => {
  const text = "by `Hash.of` now";
  assert.deepEqual(pieces(text, [mark(text, "`Hash.of`", "verified", 0)]), [
    { kind: "text", text: "by " },
    { kind: "mark", style: "code", text: "Hash.of", state: "verified", place: 0 },
    { kind: "text", text: " now" },
  ]);
});

test("marks that overlap, lie outside or stand in a block of code are left out", () => {
  const text = "a [1] b\n\n```\n[1]\n```";
  const good = mark(text, "[1]", "verified", 0);
  const marks: Mark[] = [
    good,
    { start: good.start + 1, end: good.end + 2, state: "fabricated" },
    { start: -1, end: 1, state: "stale" },
    { start: 4, end: 4, state: "stale" },
    { start: text.lastIndexOf("[1]"), end: text.lastIndexOf("[1]") + 3, state: "verified" },
    { start: 2, end: 9_999, state: "stale" },
  ];
  assert.equal(parse(text, marks).map(plainText).join("|"), "a [1] b| [1]");
  const marked = pieces(text, marks).filter(({ kind }) => kind === "mark");
  assert.deepEqual(
    marked.map((piece) => piece.text),
    ["[1]"],
  );
});

test("code keeps its backquotes, emphasis is emphasis, the rest stays as it is", () => {
  assert.deepEqual(pieces("`` a`b `` **bold** ** `open"), [
    { kind: "code", text: "a`b" },
    { kind: "text", text: " " },
    { kind: "strong", text: "bold" },
    { kind: "text", text: " ** `open" },
  ]);
});

const HOSTILE =
  "<img src=x onerror=alert(1)> [run](command:roocode.restore) ![a](http://e/x) <script>1</script> " +
  "https://evil.example/x www.evil.example ann@evil.example &lt;b&gt; | a | [r]: http://e";

test("links, images and markup of indexed text stay text", () => {
  assert.deepEqual(pieces(HOSTILE), [{ kind: "text", text: HOSTILE }]);
});

test("as Markdown for others, every sign of it has lost its meaning", () => {
  const said = plainMarkdown(parse(HOSTILE)).trim();
  assert.equal(
    said.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1"),
    HOSTILE,
    "only backslashes were added",
  );
  // What is left unescaped means nothing.
  assert.match(said, /^(?:[^!-/:-@[-`{-~]|\\[!-/:-@[-`{-~])*$/);
  const code = plainMarkdown(parse("```js\na ``` b\n```\n\nuse `x` and **y**\n\n- z\n\n# T"));
  assert.equal(code, "````js\na ``` b\n````\n\nuse ` x ` and **y**\n\n- z\n\n#### T\n\n");
});

test("what nobody would see is seen", () => {
  assert.equal(visible("a\u202eb\u200b\u{e0041}\u0007"), "a‹U+202E›b‹U+200B›‹U+E0041›‹U+0007›");
  for (const honest of ["tab\tand\nline", "👩‍💻 👍🏽‍", "葛󠄀", "café が 한국"]) {
    assert.equal(visible(honest), honest);
  }
  assert.equal(visible("a\u200db"), "a‹U+200D›b");
  const text = "x\u2066 [1]";
  assert.deepEqual(pieces(text, [mark(text, "[1]", "verified", 0)]), [
    { kind: "text", text: "x‹U+2066› " },
    { kind: "mark", style: "text", text: "[1]", state: "verified", place: 0 },
  ]);
});

test("a growing text is settled up to its last gap outside of code", () => {
  for (const [text, whole] of [
    ["one", ""],
    ["one\n\ntwo", "one\n"],
    ["one\n\n```\na\n\nb", "one\n"],
    ["```\na\n\nb\n```\n\nc", "```\na\n\nb\n```\n"],
    ["", ""],
  ] as const) {
    assert.equal(text.slice(0, settled(text)), whole);
  }
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
    "\r\n",
    "\n\n",
    "**",
    "[1]",
    "[9]",
    "# ",
    "- ",
    "word",
    " ",
  ];
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: next(40) }, () => words[next(words.length)]).join("");
    const marks = Array.from({ length: next(5) }, (_, place): Mark => {
      const start = next(text.length + 1);
      return { start, end: start + next(6), state: "verified", place };
    });
    const shown = parse(text, marks).map(plainText).join("");
    const count = (of: string): number => of.split("word").length - 1;
    assert.equal(
      count(shown),
      count(text),
      `seed ${seed}, round ${round}: ${JSON.stringify(text)}`,
    );
  }
  parse("`".repeat(3000) + "[".repeat(3000) + "**".repeat(3000));
});

function plainText(block: Block): string {
  return block.kind === "code"
    ? `${block.language} ${block.text}`
    : block.pieces.map((piece) => piece.text).join("");
}
