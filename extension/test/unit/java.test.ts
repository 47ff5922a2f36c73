import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { feature, findJava, NoJava, type Places, usualCollections } from "../../src/java.js";

describe("the search for a Java", () => {
  const root = mkdtempSync(join(tmpdir(), "java ü "));
  after(() => {
    rmSync(root, { recursive: true });
  });

  /** A home with a release file, or one whose java tells its version. */
  function home(name: string, version: string, release = true): string {
    const folder = join(root, name);
    mkdirSync(join(folder, "bin"), { recursive: true });
    const told = release ? "exit 1" : `echo "openjdk ${version} 2025-09-16"`;
    writeFileSync(join(folder, "bin", "java"), `#!/bin/sh\n${told}\n`);
    chmodSync(join(folder, "bin", "java"), 0o755);
    if (release) {
      writeFileSync(join(folder, "release"), `IMPLEMENTOR="X"\nJAVA_VERSION="${version}"\n`);
    }
    return folder;
  }

  function places(given: Partial<Places>): Places {
    return {
      bundled: join(root, "no runtime"),
      setting: "",
      environment: {},
      collections: [],
      windows: false,
      ...given,
    };
  }

  async function refusal(given: Partial<Places>): Promise<NoJava> {
    try {
      await findJava(places(given));
    } catch (error) {
      assert.ok(error instanceof NoJava);
      return error;
    }
    return assert.fail("one was found");
  }

  const java25 = home("jdk 25", "25.0.1");
  const java17 = home("jdk-17", "17.0.9");
  const java8 = home("jdk8", "1.8.0_402");
  const java26 = home("jdk-26", "26");
  const told25 = home("without release", "25.0.3", false);

  test("the bundled one comes before those of the machine", async () => {
    const found = await findJava(places({ bundled: java25, environment: { JAVA_HOME: java26 } }));
    assert.deepEqual(found, { command: join(java25, "bin", "java"), version: 25 });
  });

  test("the user's setting comes before all others", async () => {
    const found = await findJava(places({ bundled: java25, setting: java26 }));
    assert.equal(found.version, 26);
  });

  test("JDK_HOME comes before JAVA_HOME, and too old ones are passed over", async () => {
    const both = { JDK_HOME: java25, JAVA_HOME: java26 };
    assert.equal((await findJava(places({ environment: both }))).version, 25);
    const old = { JDK_HOME: java8, JAVA_HOME: java25 };
    assert.equal((await findJava(places({ environment: old }))).version, 25);
  });

  test("the path and the usual folders are looked through", async () => {
    const path = { PATH: `${join(java17, "bin")}:/nowhere:${join(java25, "bin")}` };
    assert.equal((await findJava(places({ environment: path }))).version, 25);
    assert.ok((await findJava(places({ collections: ["/nowhere", root] }))).version >= 25);
  });

  test("one without a release file is asked", async () => {
    const found = await findJava(places({ environment: { JAVA_HOME: told25 } }));
    assert.deepEqual(found, { command: join(told25, "bin", "java"), version: 25 });
  });

  test("a setting that does not fit is not passed over in silence", async () => {
    const wrong = await refusal({ setting: java17, environment: { JAVA_HOME: java25 } });
    assert.equal(wrong.reason, "setting");
    assert.deepEqual(wrong.found, [{ home: java17, version: 17 }]);
    const empty = await refusal({ setting: join(root, "nothing"), bundled: java25 });
    assert.equal(empty.found[0]?.version, undefined);
  });

  test("without one that fits it is told what there is", async () => {
    const old = await refusal({ environment: { JAVA_HOME: java17, JDK_HOME: java8 } });
    assert.equal(old.reason, "tooOld");
    assert.deepEqual(
      old.found.map(({ version }) => version),
      [8, 17],
    );
    assert.equal((await refusal({})).reason, "none");
  });

  test("versions are read as vendors write them", () => {
    assert.equal(feature("25.0.1+8"), 25);
    assert.equal(feature("1.8.0_402"), 8);
    assert.equal(feature("26-ea"), 26);
    assert.equal(feature(""), undefined);
  });

  test("each system has its usual folders", () => {
    assert.ok(usualCollections("linux", {}, "/home/a").includes("/usr/lib/jvm"));
    assert.ok(
      usualCollections("darwin", {}, "/Users/a").includes("/Library/Java/JavaVirtualMachines"),
    );
    const windows = usualCollections("win32", { ProgramFiles: "D:\\Programs" }, "C:\\Users\\a");
    assert.ok(windows.some((folder) => folder.startsWith("D:\\Programs")));
  });
});
