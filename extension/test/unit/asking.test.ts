// Who answers, what is asked before anything leaves the machine, and what the page says of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RagAskResult, RagAskSource } from "../../../protocol/ts/protocol.js";
import { samples } from "../../../protocol/ts/samples.js";
import { broken, filesOf, finished, type Frame, growing, type Page } from "../../src/answerPage.js";
import { troubleText } from "../../src/answerWords.js";
import { promptText } from "../../src/prompt.js";
import { EndpointKey } from "../../src/secrets.js";
import { allow, isAllowed, isSame, type Memory, remember, remembered } from "../../src/writers.js";
import { memory, t } from "./editor.js";

const answer: RagAskResult = samples.RagAskResult;
const frame: Frame = {
  question: "How?\u202e",
  writer: "a model",
  leads: (uri) => uri.startsWith("file:///home/ann/shop/"),
  t,
};
const actions = ({ buttons }: Pick<Page, "buttons">): string[] =>
  buttons.map(({ action }) => action);

function marked(page: Page): unknown[] {
  return page.blocks.flatMap((block) =>
    block.kind === "code" ? [] : block.pieces.filter(({ kind }) => kind === "mark"),
  );
}

test("only verified places lead anywhere, the others are told apart", () => {
  const page = finished(frame, answer);
  assert.deepEqual(marked(page), [
    { kind: "mark", style: "code", text: "Hash.of", state: "verified", place: 0 },
    { kind: "mark", style: "text", text: "[1]", state: "verified", place: 1 },
    { kind: "mark", style: "code", text: "src/Hash.java:13", state: "verified", place: 2 },
    { kind: "mark", style: "code", text: "Hash.make", state: "unverified" },
    { kind: "mark", style: "text", text: "[3]", state: "fabricated" },
    { kind: "mark", style: "text", text: "[2]", state: "stale" },
  ]);
  assert.equal(page.words.behind.fabricated, "not in the sources");
  assert.equal(page.question, "How?‹U+202E›");
});

test("a place outside of the workspace leads nowhere, whatever the check says", () => {
  const page = finished({ ...frame, leads: () => false }, answer);
  assert.ok(marked(page).every((piece) => !Object.hasOwn(piece as object, "place")));
  assert.ok(page.sources.every(({ leads }) => !leads));
});

test("all sources are shown, with their lines, and whether they have changed", () => {
  assert.deepEqual(finished(frame, answer).sources, [
    { n: 1, place: "src/Hash.java:12–14", symbol: "Hash.of", leads: true },
    { n: 2, place: "docs/hash.md:1–3", note: "changed since", leads: true },
  ]);
});

test("an answer that broke off keeps its text, says so, and says what can be done", () => {
  const page = finished(frame, answer);
  assert.match(page.note, /^Written by qwen2\.5-coder at 127\.0\.0\.1 · incomplete · 1900 ms/);
  assert.match(page.note, /2 citations verified · 1 not in the sources · 1 changed since$/);
  assert.equal(
    page.notice?.text,
    "The model qwen2.5-coder: broke off after 18 words. Ask again. Try again in 2 s.",
  );
  assert.deepEqual(actions(page), ["again", "copyAnswer", "copyPrompt", "choose"]);
  assert.equal(troubleText({ fault: "x", resource: "", message: "m.", hint: "" }, t), "m.");
});

test("an answer that was kept says so", () => {
  const whole: RagAskResult = { ...answer, cached: true, complete: true };
  const { note } = finished(frame, whole);
  assert.match(note, /kept from an earlier, equal question/);
  assert.doesNotMatch(note, /incomplete|1900/);
});

test("while it is written nothing in it leads anywhere, and it can be stopped", () => {
  const page = growing(frame, "see [1] [x](command:y)", answer.sources, "writing…");
  assert.deepEqual(page.blocks, [
    { kind: "paragraph", pieces: [{ kind: "text", text: "see [1] [x](command:y)" }] },
  ]);
  assert.ok(page.busy);
  assert.equal(page.sources.length, 2);
  assert.deepEqual(actions(page), ["stop"]);
  const stopped = broken(frame, "see [1]", answer.sources, "Stopped.");
  assert.equal(stopped.notice?.text, "Stopped. The text is not whole and was not checked.");
  assert.deepEqual(marked(stopped), []);
  assert.equal(broken(frame, "", [], "No server.").notice?.text, "No server.");
});

test("before passages leave the machine the host and the files are named", () => {
  const leaving = { host: "api.example.com", files: filesOf(twice(answer.sources)) };
  const { notice } = finished(frame, answer, leaving);
  assert.match(notice?.text ?? "", /another machine, api\.example\.com\./);
  assert.deepEqual(notice?.files, ["src/Hash.java", "docs/hash.md"]);
  assert.deepEqual(
    notice.buttons.map(({ action }) => action),
    ["allow", "notNow"],
  );
});

function twice(sources: readonly RagAskSource[]): RagAskSource[] {
  return [...sources, ...sources];
}

test("the choice is remembered, and what is not understood is none", async () => {
  const kept = memory();
  assert.deepEqual(remembered(kept), { kind: "extractive" });
  const editor = { kind: "editor", vendor: "v", id: "m" } as const;
  await remember(kept, editor);
  assert.deepEqual(remembered(kept), editor);
  await remember(kept, { kind: "http" });
  assert.deepEqual(remembered(kept), { kind: "http" });
  for (const odd of [7, null, "http", { kind: "remote" }, { kind: "editor", vendor: "v" }]) {
    const broken: Memory = { ...kept, get: () => odd };
    assert.deepEqual(remembered(broken), { kind: "extractive" }, JSON.stringify(odd));
  }
  assert.ok(isSame(editor, { ...editor }));
  assert.ok(!isSame(editor, { ...editor, id: "n" }));
  assert.ok(!isSame({ kind: "http" }, editor));
});

test("a host is allowed only by its own name, and old ones are forgotten first", async () => {
  const kept = memory();
  assert.ok(!isAllowed(kept, "a.example"));
  await allow(kept, "a.example");
  assert.ok(isAllowed(kept, "a.example"));
  assert.ok(!isAllowed(kept, "b.example"));
  assert.ok(!isAllowed(kept, ""));
  for (let host = 0; host < 20; host++) {
    await allow(kept, `h${host}`);
  }
  assert.ok(!isAllowed(kept, "a.example"));
  assert.ok(isAllowed(kept, "h19"));
  assert.ok(!isAllowed({ ...kept, get: () => "h19" }, "h19"));
});

test("a prompt is copied whole, in its order", () => {
  const text = promptText(samples.RagAssembleResult);
  assert.equal(
    text,
    "# system\n\nAnswer from the sources alone.\n\n" +
      "# user\n\n[1] src/Hash.java:12-14\n…\nHow is a file's hash computed?\n",
  );
});

test("each endpoint's key is told under its own name, and forgotten alone", async () => {
  const secrets = new Map<string, string>();
  const storage = {
    get: (name: string) => Promise.resolve(secrets.get(name)),
    store: (name: string, value: string) => Promise.resolve(void secrets.set(name, value)),
    delete: (name: string) => Promise.resolve(void secrets.delete(name)),
  };
  const embedding = new EndpointKey(storage, "embeddingKey");
  const generator = new EndpointKey(storage, "generatorKey");
  assert.deepEqual(await generator.option(), {});
  await embedding.set("one");
  await generator.set("two");
  assert.deepEqual(
    { ...(await embedding.option()), ...(await generator.option()) },
    {
      embeddingKey: "one",
      generatorKey: "two",
    },
  );
  assert.deepEqual([...secrets.keys()], ["roocode.embeddingKey", "roocode.generatorKey"]);
  await generator.clear();
  assert.deepEqual(await generator.option(), {});
  assert.deepEqual(await embedding.option(), { embeddingKey: "one" });
});
