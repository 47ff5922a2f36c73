// The door for agents: the real jar, asked by the protocol's own client, over pipes and over HTTP.
import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { REPOSITORY, Session } from "./session.js";

const ROOCODE = join(REPOSITORY, "scripts", "roocode");
const PATIENCE = { timeout: 180_000 };
const READING = [
  "find_references",
  "find_symbol",
  "index_status",
  "outline",
  "read_chunk",
  "search_code",
];

const FILES = {
  ".gitignore": "private/\n",
  ".env": "PASSWORD=not-for-agents\n",
  "private/notes.txt": "not-for-agents either\n",
  "src/tax.py": `def value_added_tax(net, rate):
    """The tax on a net price, rounded to whole cents."""
    return round(net * rate)


def gross(net, rate):
    return net + value_added_tax(net, rate)
`,
  "src/cart.ts": `export class ShoppingCart {
  readonly items: string[] = [];

  add(item: string): void {
    this.items.push(item);
  }
}
`,
};

/** A workspace and a data folder of their own, with a link that leads out. */
class Place {
  readonly folder = mkdtempSync(join(tmpdir(), "roocode ü "));
  readonly workspace = join(this.folder, "work space");
  readonly data = join(this.folder, "data");

  constructor() {
    for (const [path, text] of Object.entries(FILES)) {
      const file = join(this.workspace, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    writeFileSync(join(this.folder, "outside.txt"), "not-for-agents at all\n");
    symlinkSync(join(this.folder, "outside.txt"), join(this.workspace, "inside.txt"));
  }

  args(...more: string[]): string[] {
    return ["mcp", "--workspace", this.workspace, "--data", this.data, ...more];
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function agent(): Client {
  return new Client({ name: "test", version: "1" });
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]),
  );
}

async function overPipes(args: string[]): Promise<Client> {
  const client = agent();
  const transport = new StdioClientTransport({
    command: ROOCODE,
    args,
    env: environment(),
    stderr: "ignore",
  });
  await client.connect(transport);
  return client;
}

/** Calls a tool that can do it; the client has checked the data against the tool's schema. */
async function call(
  client: Client,
  name: string,
  args: Record<string, unknown> = {},
): Promise<{ text: string; data: Record<string, unknown> }> {
  const result = (await client.callTool({ name, arguments: args })) as CallToolResult;
  const block = result.content[0];
  assert.ok(block?.type === "text");
  assert.ok(!result.isError, block.text);
  assert.ok(result.structuredContent, `${name} answers with data`);
  return { text: block.text, data: result.structuredContent };
}

/** Calls a tool that refuses; gives back what it says. */
async function refusal(
  client: Client,
  name: string,
  args: Record<string, unknown>,
): Promise<string> {
  const result = (await client.callTool({ name, arguments: args })) as CallToolResult;
  const block = result.content[0];
  assert.ok(block?.type === "text");
  assert.equal(result.isError, true, `answered ${block.text}`);
  assert.equal(result.structuredContent, undefined);
  assert.ok(!block.text.includes("not-for-agents"), block.text);
  return block.text;
}

async function indexed(client: Client): Promise<void> {
  for (;;) {
    const { data } = await call(client, "index_status");
    const { filesIndexed } = data["coverage"] as { filesIndexed: number };
    if (data["state"] === "ready" && filesIndexed >= 3) {
      return;
    }
  }
}

interface Found {
  readonly path: string;
  readonly startLine: number;
  readonly text: string;
}

/** What any agent may expect, whatever the transport. */
async function everyTool(client: Client): Promise<void> {
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map((tool) => tool.name).sort(), READING);
  for (const tool of tools) {
    assert.equal(tool.inputSchema.type, "object");
    assert.equal(tool.outputSchema?.type, "object", tool.name);
    assert.equal(tool.annotations?.readOnlyHint, true, tool.name);
    assert.ok((tool.description ?? "").length > 40, tool.name);
  }
  await indexed(client);
  const search = await call(client, "search_code", { query: "tax on a net price", limit: 3 });
  const places = search.data["places"] as Found[];
  assert.equal(places[0]?.path, "src/tax.py");
  assert.ok(search.text.includes("src/tax.py:1-"), search.text);
  const globbed = await call(client, "search_code", {
    query: "tax",
    pathGlobs: ["**/*.ts"],
    languages: ["typescript"],
    includeTests: false,
  });
  assert.ok((globbed.data["places"] as Found[]).every(({ path }) => path === "src/cart.ts"));
  const lines = await call(client, "read_chunk", { path: "src/tax.py", startLine: 6, endLine: 99 });
  assert.equal(lines.data["text"], FILES["src/tax.py"].split("\n").slice(5, 7).join("\n"));
  assert.equal(lines.data["lineCount"], 7);
  const symbols = await call(client, "find_symbol", { name: "shoppingcart" });
  assert.equal((symbols.data["definitions"] as Found[])[0]?.path, "src/cart.ts");
  const outline = await call(client, "outline", { path: "src/tax.py" });
  assert.deepEqual(
    (outline.data["definitions"] as { name: string }[]).map(({ name }) => name),
    ["value_added_tax", "gross"],
  );
  const references = await call(client, "find_references", { identifier: "value_added_tax" });
  assert.deepEqual(
    (references.data["matches"] as { line: number; basis: string }[]).map(
      ({ line, basis }) => `${line} ${basis}`,
    ),
    ["1 definition", "7 textual"],
  );
}

async function everyRefusal(client: Client): Promise<void> {
  for (const path of [
    "../../etc/passwd",
    "src/../../outside.txt",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "file:///etc/passwd",
    "~/.ssh/id_rsa",
    "src\u0000/tax.py",
  ]) {
    assert.match(await refusal(client, "read_chunk", { path }), /no path below/, path);
    assert.match(await refusal(client, "outline", { path }), /no path below/, path);
  }
  for (const path of [".env", ".git/config", "private/notes.txt", "inside.txt", "nowhere.py"]) {
    assert.match(await refusal(client, "read_chunk", { path }), /no indexed file/, path);
  }
  const long = "how ".repeat(25_000);
  assert.match(await refusal(client, "search_code", { query: long }), /query: has 100000 char/);
  assert.match(await refusal(client, "search_code", { query: "   " }), /query: is empty/);
  assert.match(await refusal(client, "search_code", {}), /query: is missing/);
  assert.match(await refusal(client, "search_code", { query: 5 }), /query: is not a text/);
  assert.match(await refusal(client, "search_code", { query: "x", limit: "5" }), /limit: is not/);
  assert.match(await refusal(client, "search_code", { query: "x", limit: 1.5 }), /limit: is 1.5/);
  assert.match(await refusal(client, "search_code", { query: "x", limit: 9999 }), /1 to 50/);
  assert.match(await refusal(client, "search_code", { query: "x", glob: "*" }), /glob: is no arg/);
  assert.match(
    await refusal(client, "search_code", { query: "x", languages: ["klingon"] }),
    /klingon/,
  );
  assert.match(await refusal(client, "find_references", { identifier: "a b" }), /one identifier/);
  assert.match(
    await refusal(client, "read_chunk", { path: "src/tax.py", startLine: 100 }),
    /has 7 lines/,
  );
  const found = await call(client, "search_code", { query: "not-for-agents PASSWORD", limit: 50 });
  assert.ok(!JSON.stringify(found.data).includes("not-for-agents"), "ignored files are not found");
  await assert.rejects(client.callTool({ name: "remove_everything", arguments: {} }), /-32602/);
}

/** The caller gives up; the server goes on answering. */
async function cancelled(client: Client): Promise<void> {
  const stop = new AbortController();
  const search = client.callTool(
    { name: "search_code", arguments: { query: "something that takes a while" } },
    undefined,
    { signal: stop.signal },
  );
  stop.abort("no longer wanted");
  await assert.rejects(search, /no longer wanted/);
  await client.ping();
  await call(client, "index_status");
}

describe("an agent over pipes, without a server", PATIENCE, () => {
  const place = new Place();
  let client: Client;

  before(async () => {
    client = await overPipes(place.args());
  }, PATIENCE);

  after(async () => {
    await client.close();
    place.dispose();
  });

  test("is answered at once", PATIENCE, async () => {
    assert.equal(client.getServerVersion()?.name, "roocode-rag");
    assert.ok(client.getServerCapabilities()?.tools);
    await client.ping();
  });

  test("calls every tool", PATIENCE, () => everyTool(client));
  test("gets plain refusals", PATIENCE, () => everyRefusal(client));
  test("may give up", PATIENCE, () => cancelled(client));
});

describe("an agent over pipes, by the letter", PATIENCE, () => {
  const place = new Place();
  let server: ChildProcess;
  const answers: Record<string, unknown>[] = [];
  let wake = (): void => undefined;

  async function answer(count: number): Promise<Record<string, unknown>> {
    while (answers.length < count) {
      await new Promise<void>((resolve) => (wake = resolve));
    }
    return answers[count - 1] ?? assert.fail();
  }

  before(() => {
    server = spawn(ROOCODE, place.args("--set", "mcp.allowReindex=true"), {
      stdio: ["pipe", "pipe", "ignore"],
    });
    assert.ok(server.stdout);
    createInterface(server.stdout).on("line", (line) => {
      answers.push(JSON.parse(line) as Record<string, unknown>); // nothing else may be written there
      wake();
    });
  });

  after(() => {
    server.kill("SIGKILL");
    place.dispose();
  });

  test("malformed input is answered, the older revision spoken", PATIENCE, async () => {
    server.stdin?.write("this is no JSON\n\n");
    assert.equal(((await answer(1))["error"] as { code: number }).code, -32700);
    server.stdin?.write(`"${"x".repeat(2 << 20)}"\n`);
    assert.equal(((await answer(2))["error"] as { code: number }).code, -32600);
    server.stdin?.write('{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n');
    assert.equal(((await answer(3))["error"] as { code: number }).code, -32600);
    server.stdin?.write(
      '{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}\n',
    );
    const begun = (await answer(4))["result"] as { protocolVersion: string };
    assert.equal(begun.protocolVersion, "2025-03-26");
    server.stdin?.write(
      '[{"jsonrpc":"2.0","method":"notifications/initialized"},{"jsonrpc":"2.0","id":2,"method":"ping"},{"jsonrpc":"2.0","id":3,"method":"tools/list"}]\n',
    );
    const both = (await answer(5)) as unknown as { id: number; result: { tools?: unknown[] } }[];
    assert.deepEqual(
      both.map(({ id }) => id),
      [2, 3],
    );
    assert.equal(both[1]?.result.tools?.length, READING.length + 1, "reindex is allowed here");
  });

  test("tells how far it has come, and ends with its input", PATIENCE, async () => {
    server.stdin?.write(
      '{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"reindex","_meta":{"progressToken":"p"}}}\n',
    );
    let at = 6;
    let progress = 0;
    for (; (await answer(at))["method"] === "notifications/progress"; at++) {
      const params = (await answer(at))["params"] as { progressToken: string; progress: number };
      assert.equal(params.progressToken, "p");
      assert.ok(params.progress > progress, "it grows");
      ({ progress } = params);
    }
    assert.equal((await answer(at))["id"], 9);
    assert.ok(progress > 0);
    const exited = once(server, "exit");
    server.stdin?.end();
    assert.deepEqual(await exited, [0, null]);
  });
});

describe("an agent over pipes, beside an editor", PATIENCE, () => {
  let session: Session;
  let client: Client;

  before(async () => {
    session = new Session(FILES);
    await session.start();
    await session.until(() => session.work().some((work) => work.kind === "end"));
    client = await overPipes(["mcp", "--workspace", session.workspace, "--data", session.data]);
  }, PATIENCE);

  after(async () => {
    await client.close();
    session.dispose();
  });

  test("sees what the editor has not saved", PATIENCE, async () => {
    const uri = session.uri("src/cart.ts");
    await session.connection.sendNotification("textDocument/didOpen", {
      textDocument: {
        uri,
        languageId: "typescript",
        version: 1,
        text: "export function frobnicateVoucher(): void {}\n",
      },
    });
    await session.ask("rag/search", { query: "frobnicateVoucher" });
    const read = await call(client, "read_chunk", { path: "src/cart.ts" });
    assert.equal(read.data["text"], "export function frobnicateVoucher(): void {}");
    const direct = await session.ask("rag/callTool", {
      name: "roocode_read",
      arguments: { path: "src/cart.ts" },
    });
    assert.deepEqual(direct.structured, read.data, "the editor's own models are told the same");
  });

  test("goes on when the editor is gone", PATIENCE, async () => {
    session.connection.dispose();
    session.closeInput();
    await session.exited;
    await indexed(client);
    const read = await call(client, "read_chunk", { path: "src/cart.ts" });
    assert.equal(read.data["text"], FILES["src/cart.ts"].trimEnd(), "what is on disk");
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address);
  server.close();
  await once(server, "close");
  return address.port;
}

describe("an agent over HTTP", PATIENCE, () => {
  let session: Session;
  let port: number;
  let token: string;
  let client: Client;
  let transport: StreamableHTTPClientTransport;

  before(async () => {
    session = new Session(FILES);
    port = await freePort();
    await session.start({ mcp: { httpPort: port } });
    token = readFileSync(join(session.data, "mcp-token"), "utf8").trim();
    client = agent();
    transport = new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${port}/mcp`), {
      requestInit: { headers: { Authorization: `Bearer ${token}` } },
    });
    await client.connect(transport as Parameters<Client["connect"]>[0]);
  }, PATIENCE);

  after(async () => {
    await client.close();
    session.dispose();
  });

  interface Sent {
    readonly method?: string;
    readonly path?: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string | undefined>>;
  }

  /** One request as it stands; what is undefined is left out. */
  async function send(sent: Sent): Promise<{ status: number; body: string; allow?: string }> {
    const headers = Object.fromEntries(
      Object.entries({
        host: `127.0.0.1:${port}`,
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...sent.headers,
      }).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: "127.0.0.1",
          port,
          path: sent.path ?? "/mcp",
          method: sent.method ?? "POST",
          headers,
        },
        (answer) => {
          let body = "";
          answer.setEncoding("utf8");
          answer.on("data", (piece: string) => (body += piece));
          answer.on("end", () => {
            const { allow } = answer.headers;
            resolve({ status: answer.statusCode ?? 0, body, ...(allow ? { allow } : {}) });
          });
        },
      );
      asked.on("error", reject);
      asked.end(sent.body ?? '{"jsonrpc":"2.0","id":1,"method":"ping"}');
    });
  }

  test("calls every tool", PATIENCE, () => everyTool(client));
  test("gets plain refusals", PATIENCE, () => everyRefusal(client));
  test("may give up", PATIENCE, () => cancelled(client));

  test("the token is its owner's", () => {
    assert.match(token, /^[\w-]{43}$/);
    assert.equal(statSync(join(session.data, "mcp-token")).mode & 0o777, 0o600);
  });

  test("nobody else is let in", PATIENCE, async () => {
    const status = async (headers: Sent["headers"], more: Sent = {}): Promise<number> =>
      (await send({ ...more, ...(headers ? { headers } : {}) })).status;
    assert.equal(await status({ authorization: undefined }), 401);
    assert.equal(await status({ authorization: "Bearer wrong" }), 401);
    assert.equal(await status({ authorization: `Basic ${token}` }), 401);
    assert.equal(await status({ origin: "https://example.com" }), 403);
    assert.equal(await status({ origin: "http://localhost.example.com" }), 403);
    assert.equal(await status({ origin: "null" }), 403);
    assert.equal(await status({ host: `attacker.example:${port}` }), 403);
    assert.equal(await status({ host: "127.0.0.1:1" }), 403);
    assert.equal(await status({}, { path: "/" }), 404);
    assert.equal(await status({}, { path: "/mcp/../x" }), 404);
    assert.equal(await status({}, { method: "PUT" }), 405);
    assert.equal((await send({ method: "GET" })).allow, "POST, DELETE");
    assert.equal(await status({ "content-type": "text/plain" }), 415);
    assert.equal(await status({ accept: "application/json" }), 406);
    assert.equal(await status({ "mcp-protocol-version": "1999-01-01" }), 400);
    assert.equal(await status({}), 400, "without a session");
    assert.equal(await status({ "mcp-session-id": "0".repeat(32) }), 404);
    assert.equal(await status({}, { body: "no JSON" }), 400);
    assert.equal(await status({}, { body: `"${"x".repeat(2 << 20)}"` }), 413);
    const ours = { origin: "http://localhost:3000", "mcp-session-id": transport.sessionId };
    assert.equal(await status(ours), 200, "a page of this machine that knows the token");
  });

  test("a session ends when its agent says so", PATIENCE, async () => {
    const begun = agent();
    const second = new StreamableHTTPClientTransport(new URL(`http://localhost:${port}/mcp`), {
      requestInit: { headers: { Authorization: `Bearer ${token}` } },
    });
    await begun.connect(second as Parameters<Client["connect"]>[0]);
    const id = second.sessionId;
    assert.ok(id);
    await second.terminateSession();
    assert.equal((await send({ headers: { "mcp-session-id": id } })).status, 404);
    assert.equal((await send({ method: "DELETE", headers: { "mcp-session-id": id } })).status, 404);
    assert.equal((await send({ method: "DELETE" })).status, 400);
    await begun.close();
    await call(client, "index_status");
  });

  test("another port counts at once, the token stays", PATIENCE, async () => {
    const next = await freePort();
    await session.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { roocode: { mcp: { httpPort: next } } },
    });
    await session.ask("rag/status", {});
    const shown = await promisify(execFile)(ROOCODE, [
      "mcp",
      "--token",
      "--workspace",
      session.workspace,
      "--data",
      session.data,
    ]);
    assert.equal(shown.stdout.trim(), token);
    await assert.rejects(send({}), /ECONNREFUSED/);
    port = next;
    assert.equal((await send({})).status, 400, "without a session");
  });
});

test("the inspector's command line lists and calls", PATIENCE, async () => {
  const place = new Place();
  const cli = join(
    REPOSITORY,
    "extension/node_modules/@modelcontextprotocol/inspector-cli/build/cli.js",
  );
  const inspect = async (...args: string[]): Promise<Record<string, unknown>> => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      cli,
      ROOCODE,
      ...place.args(),
      ...args,
    ]);
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  try {
    const { tools } = (await inspect("--method", "tools/list")) as { tools: unknown[] };
    assert.equal(tools.length, READING.length);
    const status = await inspect("--method", "tools/call", "--tool-name", "index_status");
    assert.equal(status["isError"], false);
  } finally {
    place.dispose();
  }
});
