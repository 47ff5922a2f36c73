// What an agent is told to start answers it: the settings are read as the agent reads them.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { AGENTS, agentSettings, agentWords, forAgent } from "../src/agents.js";
import { findJava, usualCollections } from "../src/java.js";
import { launch, type Launch } from "../src/launch.js";
import { REPOSITORY } from "./session.js";
import { until } from "./wait.js";

interface Stdio {
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

const AWKWARD: Launch = {
  command: 'C:\\Program Files\\"Java"\\bin\\java.exe',
  args: ["-jar", "ü: #1.jar", "mcp", "--workspace", "- a\tb"],
  environment: { ORT_DISABLE_TELEMETRY: "1" },
};

describe("the settings for agents", () => {
  test("say the same in each agent's shape", () => {
    const { command, args, environment: env } = AWKWARD;
    const read = (format: "mcpServers" | "servers"): unknown =>
      JSON.parse(agentSettings(format, AWKWARD));
    assert.deepEqual(read("mcpServers"), { mcpServers: { roocode: { command, args, env } } });
    assert.deepEqual(read("servers"), {
      servers: { roocode: { type: "stdio", command, args, env } },
    });
    const yaml = agentSettings("yaml", AWKWARD).split("\n");
    const listed = yaml.filter((line) => line.startsWith("      - ")).map((line) => line.slice(8));
    assert.deepEqual(
      listed.map((text) => JSON.parse(text) as string),
      args,
    );
    assert.ok(yaml.includes(`    command: ${JSON.stringify(command)}`));
    assert.ok(yaml.includes('      ORT_DISABLE_TELEMETRY: "1"'));
  });

  test("name a file for each agent", () => {
    assert.equal(new Set(AGENTS.map(({ file }) => file)).size, AGENTS.length);
    for (const { file, format } of AGENTS) {
      assert.ok(file.endsWith(format === "yaml" ? ".yaml" : ".json"), file);
    }
  });

  test("start a server that answers", { timeout: 180_000 }, async () => {
    const place = mkdtempSync(join(tmpdir(), "roocode ü "));
    try {
      const folder = join(place, "work space");
      mkdirSync(folder);
      writeFileSync(join(folder, "tax.py"), "def value_added_tax(net):\n    return net\n");
      const words = [...agentWords(folder), "--data", join(place, "data")];
      const text = agentSettings("mcpServers", forAgent(await server(words), process.platform));
      const { roocode } = (JSON.parse(text) as { mcpServers: Record<string, Stdio> }).mcpServers;
      assert.ok(roocode);
      await answers(roocode);
    } finally {
      rmSync(place, { recursive: true, force: true, maxRetries: 10 });
    }
  });
});

/** Searches until the folder has been indexed. */
async function answers(agent: Stdio): Promise<void> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StdioClientTransport({ ...agent, stderr: "ignore" }));
  try {
    const search = { name: "search_code", arguments: { query: "value added tax" } };
    await until("the file to be found", async () => {
      const { structuredContent } = await client.callTool(search);
      return JSON.stringify(structuredContent).includes("tax.py");
    });
  } finally {
    await client.close();
  }
}

/** The jar of the build, with a Java of this machine. */
async function server(words: readonly string[]): Promise<Launch> {
  const jar = join(REPOSITORY, "server", "target", "roocode-server.jar");
  assert.ok(existsSync(jar), `${jar} is built`);
  const java = await findJava({
    bundled: "",
    setting: "",
    environment: process.env,
    collections: usualCollections(process.platform, process.env, homedir()),
    windows: process.platform === "win32",
  });
  return launch(java.command, jar, { maxHeapMegabytes: 0, javaOptions: [] }, words);
}
