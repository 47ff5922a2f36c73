// The contract: the real jar with the real command line, over real pipes, and a client that is not
// ours.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CancellationTokenSource, ResponseError } from "vscode-jsonrpc/node";
import {
  type MetricsMeasured,
  PROTOCOL_VERSION,
  type RagCapabilities,
} from "../../protocol/ts/protocol.js";
import { Session } from "./session.js";

const FILES = {
  "src/Digest.java": `package shop;

import java.security.MessageDigest;

/** Computes the checksum of a file's bytes. */
final class Digest {
  static byte[] sha256(byte[] content) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return digest.digest(content);
  }
}
`,
  "src/tax.py": `def value_added_tax(net, rate):
    """The tax on a net price, rounded to whole cents."""
    return round(net * rate)


def gross(net, rate):
    return net + value_added_tax(net, rate)
`,
  "docs/über uns.md": `# About the shop

We sell second-hand bicycles and repair them while you wait.
`,
  "src/cart.ts": `export class ShoppingCart {
  readonly items: string[] = [];

  add(item: string): void {
    this.items.push(item);
  }
}
`,
};

const PATIENCE = { timeout: 180_000 };

async function failure(request: Promise<unknown>): Promise<ResponseError<unknown>> {
  try {
    const answer = await request;
    return assert.fail(`answered ${JSON.stringify(answer)}`);
  } catch (error) {
    assert.ok(error instanceof ResponseError, String(error));
    return error as ResponseError<unknown>;
  }
}

describe("the server over pipes", PATIENCE, () => {
  let session: Session;
  let capabilities: Record<string, unknown>;

  before(async () => {
    session = new Session(FILES);
    ({ capabilities } = await session.start());
  }, PATIENCE);

  after(() => {
    session.dispose();
  });

  test("says what it can do", () => {
    const { rag } = capabilities["experimental"] as { rag: RagCapabilities };
    assert.equal(rag.version, PROTOCOL_VERSION);
    assert.deepEqual([...rag.features].sort(), [
      "backup/create",
      "backup/list",
      "backup/restore",
      "backup/verify",
      "config/diff",
      "config/history",
      "config/rollback",
      "metrics/snapshot",
      "metrics/watch",
      "rag/ask",
      "rag/assemble",
      "rag/callTool",
      "rag/explainPath",
      "rag/listTools",
      "rag/outline",
      "rag/reindex",
      "rag/search",
      "rag/status",
      "rag/verifyAnswer",
    ]);
  });

  test("indexes by itself and shows it", PATIENCE, async () => {
    await session.until(() => session.work().some((work) => work.kind === "end"));
    assert.equal(session.work()[0]?.kind, "begin");
    const report = await session.ask("rag/reindex", { mode: "changed", workDoneToken: "again" });
    assert.equal(report.filesSeen, Object.keys(FILES).length);
    assert.equal(report.embedded, 0, "nothing is embedded twice");
    const status = await session.ask("rag/status", {});
    assert.equal(status.coverage.filesIndexed, Object.keys(FILES).length);
    assert.equal(status.coverage.vectors, status.coverage.chunks);
    assert.deepEqual(status.workspaceFolders.map(decodeURIComponent), [
      decodeURIComponent(session.uri("")).replace(/\/$/, ""),
    ]);
  });

  test("finds by meaning, with places that fit the file", PATIENCE, async () => {
    const found = await session.ask("rag/search", {
      query: "where is the checksum of a file computed",
      explain: true,
    });
    const best = found.hits[0];
    assert.ok(best);
    assert.equal(best.path, "src/Digest.java");
    assert.equal(best.uri, session.uri("src/Digest.java"));
    assert.equal(best.range.start.character, 0);
    assert.ok(best.range.end.line > best.range.start.line);
    assert.ok(best.explain);
    const lines = FILES["src/Digest.java"].split("\n");
    assert.equal(best.snippet, lines.slice(best.range.start.line, best.range.end.line).join("\n"));
    const german = await session.ask("rag/search", { query: "second-hand bicycles", limit: 1 });
    assert.equal(german.hits[0]?.uri, session.uri("docs/über uns.md"));
  });

  test("finds text that only the editor holds, at once", PATIENCE, async () => {
    const uri = session.uri("src/cart.ts");
    const text = FILES["src/cart.ts"];
    const { connection } = session;
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "typescript", version: 1, text },
    });
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [
        {
          range: { start: { line: 6, character: 1 }, end: { line: 6, character: 1 } },
          text: "\n\nexport function frobnicateVoucher(): void {}\n",
        },
      ],
    });
    const edited = await session.ask("rag/search", { query: "frobnicateVoucher" });
    assert.equal(edited.hits[0]?.uri, uri);
    await connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    // What is on disk is read again in the background.
    for (let held = true; held;) {
      const { hits } = await session.ask("rag/search", { query: "frobnicateVoucher" });
      held = hits.some((hit) => hit.snippet.includes("frobnicateVoucher"));
    }
  });

  test("streams the text of an answer", PATIENCE, async () => {
    const answer = await session.ask("rag/ask", {
      question: "How is the value added tax computed?",
      partialResultToken: "text",
    });
    assert.ok(answer.kind === "extractive", answer.kind);
    assert.ok(answer.citations.some((citation) => citation.uri === session.uri("src/tax.py")));
    const pieces = session.progress("text") as { text: string }[];
    assert.ok(pieces.length > 0);
    assert.equal(pieces.map((piece) => piece.text).join(""), answer.text);
    assert.deepEqual(
      answer.sources.map(({ n }) => n),
      answer.citations.map(({ n }) => n),
    );
    assert.ok(answer.complete && answer.problem === undefined);
    for (const { start, end, n } of answer.marks) {
      assert.equal(answer.text.slice(start, end), `[${n}]`);
    }
  });

  test("quotes passages and says why where no model is set up", PATIENCE, async () => {
    const question = "How is the value added tax computed?";
    const answer = await session.ask("rag/ask", { question, generator: "http" });
    assert.equal(answer.kind, "extractive");
    assert.equal(answer.problem?.fault, "notReady");
    assert.ok(answer.sources.length > 0);
  });

  test("packs a prompt and checks what a model wrote to it", PATIENCE, async () => {
    const question = "How is the value added tax computed?";
    const prompt = await session.ask("rag/assemble", { question, budgetTokens: 2000 });
    assert.deepEqual(
      prompt.messages.map(({ role }) => role),
      ["system", "user"],
    );
    assert.ok(prompt.tokens <= 2000);
    const { promptHash } = prompt;
    const text = "See [1] and [99], and [this](https://example.com).";
    const checked = await session.ask("rag/verifyAnswer", { promptHash, text });
    assert.ok(!checked.text.includes("]("), checked.text);
    assert.deepEqual(
      checked.marks.map(({ state }) => state),
      ["verified", "fabricated"],
    );
    assert.equal(checked.citations.length, 1);
  });

  test("tells who watches how it stands, until nobody does", PATIENCE, async () => {
    const told: MetricsMeasured[] = [];
    let wake = (): void => undefined;
    const listening = session.connection.onNotification(
      "metrics/measured",
      (measured: MetricsMeasured) => {
        told.push(measured);
        wake();
      },
    );
    const { now } = await session.ask("metrics/watch", { on: true });
    assert.ok(now);
    const rules = now.thresholds.map(({ rule }) => rule);
    assert.ok(rules.includes("search_time") && rules.includes("backup_age"), rules.join());
    const search = now.metrics.find(({ name }) => name === "search_time");
    assert.ok(search?.p95 !== undefined && search.count > 0, "the searches before");
    await session.ask("rag/search", { query: "how much tax is there" });
    await new Promise<void>((resolve) => (wake = resolve));
    const next = told.at(-1)?.metrics.find(({ name }) => name === "search_time");
    assert.ok((next?.count ?? 0) > search.count, "without being asked again");
    assert.deepEqual(await session.ask("metrics/watch", { on: false }), { series: [] });
    listening.dispose();
  });

  test("answers symbols and commands to any editor", PATIENCE, async () => {
    const symbols = await session.connection.sendRequest<
      { name: string; location: { uri: string } }[]
    >("workspace/symbol", { query: "value_added_tax" });
    assert.equal(symbols[0]?.name, "value_added_tax");
    assert.equal(symbols[0].location.uri, session.uri("src/tax.py"));
    const status = await session.connection.sendRequest<{ state: string }>(
      "workspace/executeCommand",
      { command: "roocode.status" },
    );
    assert.equal(status.state, "ready");
    const outline = await session.ask("rag/outline", { uri: session.uri("src/tax.py") });
    assert.deepEqual(
      outline.symbols.map((symbol) => symbol.name),
      ["value_added_tax", "gross"],
    );
    const why = await session.ask("rag/explainPath", { uri: session.uri("src/tax.py") });
    assert.equal(why.indexed, true);
  });

  test("answers what is malformed with an error that names it", PATIENCE, async () => {
    for (const [method, params, code, word] of [
      ["rag/search", {}, -32602, "query"],
      ["rag/search", { query: 7 }, -32602, "query"],
      ["rag/search", { query: "q", mode: "fuzzy" }, -32602, "hybrid, semantic, lexical"],
      ["rag/search", { query: "q", limit: -1 }, -32010, "limit"],
      ["rag/search", { query: " " }, -32010, "query"],
      ["rag/reindex", {}, -32602, "mode"],
      ["rag/ask", {}, -32602, "question"],
      ["rag/outline", { uri: "untitled:x" }, -32010, "uri"],
      ["rag/noSuch", {}, -32601, "rag/noSuch"],
    ] as const) {
      const error = await failure(session.connection.sendRequest(method, params));
      assert.equal(error.code, code, `${method} ${JSON.stringify(params)}`);
      assert.ok(error.message.includes(word), error.message);
    }
  });

  test("answers a cancelled request as cancelled", PATIENCE, async () => {
    for (let file = 0; file < 200; file++) {
      session.write(
        `many/f${file}.py`,
        `def many_${file}(x):\n    return x + ${file}\n`.repeat(20),
      );
    }
    const source = new CancellationTokenSource();
    const reindex = session.connection.sendRequest(
      "rag/reindex",
      { mode: "full", workDoneToken: "long" },
      source.token,
    );
    await session.until(() => session.progress("long").length > 0);
    source.cancel();
    assert.equal((await failure(reindex)).code, -32800);
    const found = await session.ask("rag/search", { query: "checksum", limit: 1 });
    assert.equal(found.hits[0]?.path, "src/Digest.java");
  });

  test("ends when its input does", PATIENCE, async () => {
    session.closeInput();
    assert.equal(await session.exited, 1, "the editor went without shutdown");
  });
});

test("ends in order when it is told to", PATIENCE, async () => {
  const session = new Session({ "a.txt": "some words\n" });
  try {
    await session.start();
    assert.equal(await session.connection.sendRequest("shutdown"), null);
    assert.equal((await failure(session.connection.sendRequest("rag/status", {}))).code, -32600);
    await session.connection.sendNotification("exit");
    assert.equal(await session.exited, 0);
  } finally {
    session.dispose();
  }
});
