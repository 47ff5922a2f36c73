// The operator's scripts, as they are called from a timetable: what they do, and their exit codes.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { REPOSITORY } from "./session.js";

const DAMAGED = 3;
const USAGE = 2;
const WORDS_ALONE = ["--set", "embedding.provider=none"];

interface Ran {
  readonly code: number | null;
  readonly out: string;
}

describe("the operator's scripts", { timeout: 180_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "roocode ü "));
  const workspace = join(folder, "work space");
  const data = join(folder, "data");

  function run(script: string, ...options: string[]): Ran {
    const places = ["--workspace", workspace, "--data", data];
    const ran = spawnSync(join(REPOSITORY, "scripts", script), [...options, ...places], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, XDG_DATA_HOME: join(folder, "user") },
    });
    return { code: ran.status, out: ran.stdout + ran.stderr };
  }

  function good(script: string, ...options: string[]): string {
    const ran = run(script, ...options);
    assert.equal(ran.code, 0, ran.out);
    return ran.out;
  }

  before(() => {
    mkdirSync(workspace);
    writeFileSync(join(workspace, "Door.java"), "class Door { void lock() { key.turn(); } }\n");
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("an index is made, backed up, checked, restored by date, and damage is exit code 3", () => {
    good("init-db", ...WORDS_ALONE);
    assert.match(good("backup"), /000001-full-/);
    assert.match(good("backup", "--incremental"), /000002-incremental-000001-/);
    good("verify-data", "--deep");
    writeFileSync(join(workspace, "Roof.java"), "class Roof { void cover() {} }\n");
    good("init-db", ...WORDS_ALONE);
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-");
    assert.match(good("restore", "--backup-date", day, "--no-index"), /000002-incremental/);
    good("restore", "--undo", "--no-index");
    assert.equal(run("restore", "--backup-date", "1999-01-01").code, 1, "there is none");
    assert.equal(run("restore").code, USAGE, "which one?");

    const backups = join(data, "backups");
    const full = readdirSync(backups).find((name) => name.includes("-full-"));
    assert.ok(full);
    const content = readFileSync(join(backups, full));
    content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1;
    writeFileSync(join(backups, full), content);
    const found = run("verify-data");
    assert.equal(found.code, DAMAGED, found.out);
    assert.match(found.out, /000001-full-/);
    good("backup"); // a new one is sound again
  });
});
