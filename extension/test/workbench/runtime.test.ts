// The package with its own Java: what the server needs of a Java must be in it.
import assert from "node:assert/strict";
import { mkdirSync, statSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { findJava } from "../../src/java.js";
import { jarOf, launch, runtimeOf } from "../../src/launch.js";
import { runTool } from "../../src/tool.js";
import { CodeServer } from "./codeServer.js";
import { packageNamed, workbench } from "./environment.js";
import { PATIENCE } from "./sitting.js";
import { extensionFolder } from "./titles.js";
import { writeWorkspace } from "./workspace.js";

const LARGEST_BYTES = 100_000_000;

describe("the package with its own Java", PATIENCE, () => {
  let server: CodeServer;

  before(async () => {
    server = await CodeServer.start({
      installed: workbench(),
      vsix: packageNamed("ROOCODE_RUNTIME_VSIX"),
    });
    mkdirSync(server.path("shop"));
    writeWorkspace(server.path("shop"));
  }, PATIENCE);

  after(async () => {
    await server.stop();
  });

  async function run(...words: string[]): Promise<string> {
    const folder = extensionFolder(server);
    // The runtime is found where no other Java is.
    const places = { setting: "", environment: {}, collections: [], windows: false };
    const { command } = await findJava({ bundled: runtimeOf(folder), ...places });
    assert.ok(command.startsWith(folder));
    const all = [...words, "--workspace", server.path("shop"), "--data", server.path("data")];
    const settings = { maxHeapMegabytes: 768, javaOptions: [] };
    const { out, err, failure } = await runTool(launch(command, jarOf(folder), settings, all));
    assert.equal(failure, undefined, `${out}${err}`);
    return out;
  }

  test("is small enough", () => {
    const { size } = statSync(packageNamed("ROOCODE_RUNTIME_VSIX"));
    assert.ok(size <= LARGEST_BYTES, String(size));
  });

  test("indexes, seals and answers by meaning", async () => {
    const question = "where is the checksum of a file computed";
    const answer = await run("search", "--json", "--set", "encryption.enabled=true", question);
    const { hits, coverage } = JSON.parse(answer) as {
      readonly hits: readonly { readonly path: string; readonly matched: readonly string[] }[];
      readonly coverage: { readonly chunks: number; readonly vectors: number };
    };
    assert.equal(hits[0]?.path, "src/Digest.java");
    assert.ok(hits[0].matched.includes("vector"));
    assert.equal(coverage.vectors, coverage.chunks);
  });

  test("makes a backup, and passes the doctor's examination", async () => {
    await run("backup");
    await run("verify");
    const report = await run("doctor");
    assert.doesNotMatch(report, /^(warning|failed|damaged)/m);
  });
});
