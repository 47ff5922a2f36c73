// The parts that need nothing of the editor.
import assert from "node:assert/strict";
import { test } from "node:test";
import { samples } from "../../../protocol/ts/samples.js";
import type { RagSearchHit, RagStatusResult } from "../../../protocol/ts/protocol.js";
import { Deaths, WINDOW_MILLIS } from "../../src/backoff.js";
import { explain, faultOf, incidentOf, isCancelled } from "../../src/faults.js";
import { coverageNote, percentage, size, statusText } from "../../src/figures.js";
import { describeFilters, NO_FILTERS, parseGlobs, searchParams } from "../../src/filters.js";
import { badges, bestLine, harmless, label, lines, place, summary } from "../../src/hits.js";
import { heapMegabytes, jarOf, launch, locale } from "../../src/launch.js";
import { has } from "../../src/requests.js";
import { ruleSource } from "../../src/rules.js";
import { plain, text, texts, whole } from "../../src/values.js";
import { Waiters } from "../../src/waiters.js";
import type { Translate } from "../../src/words.js";

const t: Translate = (message, ...args) =>
  message.replace(/\{(\d)\}/g, (_, n) => String(args[Number(n)]));

const hit: RagSearchHit = {
  uri: "file:///w/src/Hash.java",
  path: "src/Hash.java",
  range: { start: { line: 9, character: 0 }, end: { line: 14, character: 0 } },
  symbol: "Hash.of",
  kind: "function",
  language: "java",
  score: 1,
  matched: ["text", "vector"],
  snippet: "\n  // helper\n  static Hash of(byte[] content) {\n    return digest(content);\n  }",
  stale: false,
};

test("a server that dies is started again after 1, 5 and 15 seconds, then not", () => {
  const deaths = new Deaths();
  assert.deepEqual(deaths.record(0), { waitMillis: 1_000, explain: false });
  assert.deepEqual(deaths.record(10_000), { waitMillis: 5_000, explain: false });
  assert.deepEqual(deaths.record(20_000), { waitMillis: 15_000, explain: true });
  assert.deepEqual(deaths.record(40_000), { waitMillis: undefined, explain: true });
});

test("deaths far apart, or before the user started it, do not count", () => {
  const deaths = new Deaths();
  for (let hour = 0; hour < 10; hour++) {
    assert.equal(deaths.record(hour * WINDOW_MILLIS).waitMillis, 1_000);
  }
  deaths.record(9 * WINDOW_MILLIS);
  deaths.forget();
  assert.equal(deaths.record(9 * WINDOW_MILLIS + 1).waitMillis, 1_000);
});

test("the percentage is that of the text and of the vectors, 100 only at the end", () => {
  const at = (filesIndexed: number, filesTotal: number, vectors: number, chunks: number): number =>
    percentage({ filesIndexed, filesTotal, chunks, vectors });
  assert.equal(at(0, 0, 0, 0), 0);
  assert.equal(at(50, 100, 0, 500), 15);
  assert.equal(at(100, 100, 0, 500), 30);
  assert.equal(at(100, 100, 499, 500), 99);
  assert.equal(at(100, 100, 500, 500), 100);
  assert.equal(at(10, 100, 50, 50), 10);
  assert.equal(at(120, 100, 50, 50), 100);
});

test("the note tells what an answer could not see", () => {
  const all = { filesIndexed: 9, filesTotal: 9, chunks: 5, vectors: 5 };
  assert.equal(coverageNote(all, t), "");
  const some = { filesIndexed: 3, filesTotal: 9, chunks: 5, vectors: 2 };
  assert.equal(coverageNote(some, t), "so far 3 of 9 files · 40 % by meaning");
});

test("the status bar shows the percentage, then the number of files", () => {
  const coverage = { filesIndexed: 1234, filesTotal: 1234, chunks: 100, vectors: 47 };
  const { modelId, storeBytes, workspaceFolders } = samples.RagStatusResult;
  const rest = { queue: 53, generation: 7, redacted: 0, modelId, storeBytes, workspaceFolders };
  const status: RagStatusResult = { state: "indexing", coverage, ...rest };
  assert.equal(statusText(status, t, "en").text, "$(sync~spin) RooCode 62 %");
  const paused = statusText({ ...status, paused: "battery" }, t, "en");
  assert.equal(paused.text, "$(debug-pause) RooCode 62 %");
  assert.match(paused.tooltip, /battery/);
  assert.match(statusText({ ...status, paused: "load" }, t, "en").tooltip, /processors/);
  const all = { ...coverage, vectors: 100 };
  const busy = statusText({ ...status, coverage: all }, t, "en");
  assert.equal(busy.text, "$(sync~spin) RooCode 99 %", "there is still something to do");
  const ready = statusText({ ...status, state: "ready" }, t, "en");
  assert.equal(ready.text, "$(search) RooCode 1,234");
  assert.equal(ready.warn, false);
  assert.equal(statusText({ ...status, state: "degraded" }, t, "en").warn, true);
  assert.match(statusText({ ...status, state: "readOnly" }, t, "en").tooltip, /Another window/);
});

test("sizes are short", () => {
  assert.deepEqual([0, 999, 1000, 1_234_567, 123_456_789].map(size), [
    "0 B",
    "999 B",
    "1.0 kB",
    "1.2 MB",
    "123 MB",
  ]);
});

test("a place is shown with its name, its lines and why it was found", () => {
  assert.equal(label(hit), "Hash.of");
  const { symbol, ...unnamed } = hit;
  assert.equal(symbol, "Hash.of");
  assert.equal(label(unnamed), "Hash.java");
  assert.equal(lines(hit), "10–14");
  assert.equal(place(hit), "src/Hash.java:10–14");
  assert.equal(badges({ ...hit, stale: true }, t), "text · meaning · changed since");
});

test("the line with most of the query's words is shown", () => {
  assert.deepEqual(bestLine(hit.snippet, "return the digest"), {
    text: "return digest(content);",
    offset: 3,
  });
  assert.deepEqual(bestLine(hit.snippet, "zzz"), { text: "// helper", offset: 1 });
  assert.deepEqual(bestLine("\n \n", "a"), { text: "", offset: 0 });
  assert.ok(bestLine("x".repeat(1000), "x").text.length < 200);
});

test("code never becomes an icon", () => {
  assert.doesNotMatch(harmless("$(trash) $(sync~spin)"), /\$\(/);
  assert.doesNotMatch(label({ ...hit, symbol: "$(error)" }), /\$\(/);
  assert.doesNotMatch(bestLine("a $(x)", "a").text, /\$\(/);
});

test("a summary counts, and names what was left out", () => {
  const coverage = { filesIndexed: 1, filesTotal: 2, chunks: 1, vectors: 1 };
  const problems = [{ path: "vectors", rule: "late", message: "the vectors were late" }];
  const result = { ...samples.RagSearchResult, hits: [hit], total: 7, coverage, problems };
  assert.equal(summary(result, t), "1 of 7 places · so far 1 of 2 files · the vectors were late");
});

test("filters travel to the server, and only those that are set", () => {
  assert.deepEqual(searchParams("q", 5, NO_FILTERS), { query: "q", limit: 5 });
  const filters = { languages: ["java"], pathGlobs: ["src/**"], tests: false };
  assert.deepEqual(searchParams("q", 5, filters), {
    query: "q",
    limit: 5,
    languages: ["java"],
    pathGlobs: ["src/**"],
    includeTests: false,
  });
  assert.equal(describeFilters(filters, t), "java, src/**, without tests");
  assert.equal(describeFilters(NO_FILTERS, t), "");
});

test("patterns are separated by commas outside braces", () => {
  assert.deepEqual(parseGlobs(" src/**, *.{ts,tsx} ,,docs "), ["src/**", "*.{ts,tsx}", "docs"]);
  assert.deepEqual(parseGlobs("  "), []);
  assert.deepEqual(parseGlobs("a},b"), ["a}", "b"]);
});

test("a rule's place stays inside the folder", () => {
  assert.deepEqual(ruleSource("src/.gitignore:3"), { path: "src/.gitignore", line: 3 });
  for (const source of [
    "built-in",
    "../x:1",
    "a/../../x:1",
    "/etc/passwd:1",
    "C:\\x:1",
    "x:0",
    "",
  ]) {
    assert.equal(ruleSource(source), undefined, source);
  }
});

test("settings of a wrong type are reported and not used", () => {
  const reported: string[] = [];
  const report = (key: string): unknown => reported.push(key);
  const bounds = { fallback: 3, least: 1, most: 9 };
  assert.equal(text("a", 7, "x", report), "x");
  assert.equal(text("b", " y ", "x", report), "y");
  assert.equal(whole("c", "4", bounds, report), 3);
  assert.equal(whole("d", 10, bounds, report), 3);
  assert.equal(whole("e", 2.5, bounds, report), 3);
  assert.equal(whole("f", 9, bounds, report), 9);
  assert.deepEqual(texts("g", ["a", 1], [], report), []);
  assert.equal(text("h", undefined, "x", report), "x");
  assert.deepEqual(reported, ["a", "c", "d", "e", "g"]);
  assert.equal(plain({ a: 1 }), undefined);
  assert.equal(plain(null), undefined);
  assert.deepEqual(plain(["a", 2]), ["a", 2]);
  assert.equal(plain(["a", {}]), undefined);
});

test("standard output is left to the messages, and the user's options win", () => {
  const settings = { maxHeapMegabytes: 512, javaOptions: ["-Xmx2g"] };
  const { args } = launch("/j/bin/java", jarOf("/x"), settings, ["lsp"]);
  assert.ok(args.includes("-XX:+DisplayVMOutputToStderr"));
  assert.ok(args.indexOf("-Xmx2g") > args.indexOf("-Xmx512m"));
  assert.deepEqual(args.slice(-3), ["-jar", jarOf("/x"), "lsp"]);
});

test("names beyond ASCII need a locale of UTF-8", () => {
  const utf8 = { LC_ALL: "C.UTF-8" };
  assert.deepEqual(locale("linux", {}), utf8);
  assert.deepEqual(locale("linux", { LANG: "C" }), utf8);
  assert.deepEqual(locale("linux", { LC_ALL: "POSIX", LANG: "ja_JP.UTF-8" }), utf8);
  assert.deepEqual(locale("linux", { LC_ALL: "", LANG: "ja_JP.utf8" }), {});
  assert.deepEqual(locale("linux", { LC_CTYPE: "en_US.UTF-8", LANG: "C" }), {});
  assert.deepEqual(locale("darwin", {}), {});
  assert.deepEqual(locale("win32", {}), {});
});

test("without a setting the heap suits the machine, as in the server's profiles", () => {
  const gibibyte = 2 ** 30;
  assert.equal(heapMegabytes(2, 64 * gibibyte), 768);
  assert.equal(heapMegabytes(4, 7 * gibibyte), 1536);
  assert.equal(heapMegabytes(8, 13 * gibibyte), 1536);
  assert.equal(heapMegabytes(16, 14 * gibibyte), 3072);
  const here = launch("java", "jar", { maxHeapMegabytes: 0, javaOptions: [] }, []);
  assert.match(here.args.join(" "), / -Xmx(768|1536|3072)m /);
  const little = launch("java", "jar", { maxHeapMegabytes: 64, javaOptions: [] }, []);
  assert.ok(little.args.includes("-Xmx256m"));
});

test("a failure is told with its mend", () => {
  const fault = Object.assign(new Error("the index is busy"), {
    code: -32014,
    data: samples.ErrorData,
  });
  assert.equal(explain(fault, t), "the index is busy. Try again in a moment. (Incident 3f2a9c41)");
  assert.equal(incidentOf(fault), "3f2a9c41");
  const told = Object.assign(new Error("It has failed (incident 3f2a9c41)."), {
    data: { fault: "internal", resource: "server", hint: "", incident: "3f2a9c41" },
  });
  assert.equal(explain(told, t), "It has failed (incident 3f2a9c41).", "once is enough");
  assert.equal(faultOf(fault)?.fault, "busy");
  const bracketed = Object.assign(new Error("a/b: is gone (look for it)"), {
    data: { fault: "notFound", resource: "a/b", hint: "look for it" },
  });
  assert.equal(explain(bracketed, t), "a/b: is gone. Look for it.");
  assert.equal(explain(new Error("no."), t), "no.");
  assert.equal(explain(new Error(""), t), "Something went wrong.");
  assert.equal(faultOf("text"), undefined);
  assert.equal(incidentOf(bracketed), undefined);
  assert.equal(incidentOf({ data: { fault: "internal", incident: "<b>" } }), undefined);
  assert.ok(isCancelled({ code: -32800 }));
  assert.ok(!isCancelled(fault));
});

test("features are known by their names and by those of their requests", () => {
  assert.ok(has(["backup"], "backup"));
  assert.ok(has(["rag/search", "backup/restore"], "restore"));
  assert.ok(!has(["rag/search", "backup/create"], "verify"));
});

test("those who wait are all told once", async () => {
  const waiters = new Waiters<number>();
  const both = Promise.all([waiters.wait(), waiters.wait()]);
  waiters.resolve(7);
  assert.deepEqual(await both, [7, 7]);
  const late = waiters.wait();
  waiters.reject(new Error("gone"));
  await assert.rejects(late, /gone/);
});
