// The manifest and the code name the same things.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { REPOSITORY } from "../session.js";

const EXTENSION = join(REPOSITORY, "extension");

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, { readonly scope?: string }>>;
    }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command: string; readonly when?: string }[]>
    >;
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly extensionKind: readonly string[];
}

const manifest = JSON.parse(readFileSync(join(EXTENSION, "package.json"), "utf8")) as Manifest;

function sources(): string {
  return readdirSync(join(EXTENSION, "src"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(EXTENSION, "src", name), "utf8"))
    .join("\n");
}

test("every command of the manifest is registered", () => {
  const text = sources();
  for (const { command } of manifest.contributes.commands) {
    const name = command.replace(/^roocode\.(results\.)?/, "");
    assert.match(text, new RegExp(`\\n\\s+${name}(:|\\()`), command);
  }
});

test("commands whose server side may be absent are hidden without it", () => {
  const palette = manifest.contributes.menus["commandPalette"] ?? [];
  const when = new Map(palette.map((entry) => [entry.command, entry.when]));
  assert.equal(when.get("roocode.backupNow"), "roocode.feature.backup");
  assert.equal(when.get("roocode.restore"), "roocode.feature.restore");
  assert.equal(when.get("roocode.verify"), "roocode.feature.verify");
});

test("what a workspace may not decide is restricted too", () => {
  const properties = manifest.contributes.configuration.flatMap((section) =>
    Object.entries(section.properties),
  );
  const machine = properties.filter(([, { scope }]) => scope === "machine").map(([name]) => name);
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  assert.deepEqual([...restrictedConfigurations].sort(), machine.sort());
  for (const name of ["java.home", "java.options", "embedding.url", "embedding.provider"]) {
    assert.ok(machine.includes(`roocode.${name}`), name);
  }
});

test("it runs beside the files", () => {
  assert.deepEqual(manifest.extensionKind, ["workspace"]);
});
