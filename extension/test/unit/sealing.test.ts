// The keys of an encrypted index, as the editor keeps them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isKey, MOST_KEYS, read, rotated, withKeys, write } from "../../src/sealing.js";
import { SealingKeys, type Secrets } from "../../src/sealingKeys.js";

const NAME = "roocode.sealingKeys";
const KEYS = [1, 2, 3].map((fill) => Buffer.alloc(32, fill).toString("base64"));
const [A = "", B = "", C = ""] = KEYS;

type Listener = Parameters<Secrets["onDidChange"]>[0];

/** The secret storage that several windows share. Each hears of a change when the test says so. */
class Storage {
  readonly values = new Map<string, string>();
  readonly #heard: Listener[] = [];

  window(): Secrets {
    return {
      get: (name) => Promise.resolve(this.values.get(name)),
      store: (name, value) => {
        this.values.set(name, value);
        return Promise.resolve();
      },
      onDidChange: (listener) => {
        this.#heard.push(listener);
        return { dispose: () => undefined };
      },
    };
  }

  /** Tells all windows, and waits until they have done what they do then. */
  async tell(): Promise<void> {
    for (const listener of this.#heard) {
      listener({ key: NAME });
      await new Promise(setImmediate);
    }
  }

  keys(): readonly string[] {
    return read(this.values.get(NAME) ?? "")?.keys ?? [];
  }
}

function keysOf(storage: Storage, wanted: boolean): { keys: SealingKeys; made: () => number } {
  let made = 0;
  const keys = new SealingKeys(storage.window(), {
    wanted: () => wanted,
    made: () => made++,
    t: (message) => message,
  });
  return { keys, made: () => made };
}

test("a key is made once, where encryption is wanted, and told to every server", async () => {
  const storage = new Storage();
  assert.deepEqual(await keysOf(storage, false).keys.option(), {});
  assert.equal(storage.values.size, 0);
  const { keys, made } = keysOf(storage, true);
  const { sealingKeys = [] } = await keys.option();
  assert.equal(sealingKeys.length, 1);
  assert.ok(isKey(sealingKeys[0] ?? ""));
  assert.equal(made(), 1);
  assert.deepEqual(await keys.option(), { sealingKeys });
  assert.equal(made(), 1);
  // What was encrypted must be opened once more to be decrypted.
  assert.deepEqual(await keysOf(storage, false).keys.option(), { sealingKeys });
});

test("two windows that make their first key at once keep both", async () => {
  const storage = new Storage();
  const [one, two] = [keysOf(storage, true).keys, keysOf(storage, true).keys];
  const told = await Promise.all([one.option(), two.option()]);
  await storage.tell();
  for (const { sealingKeys = [] } of told) {
    assert.ok(sealingKeys.every((key) => storage.keys().includes(key)));
  }
});

test("a new key comes first, and those before it stay", async () => {
  const storage = new Storage();
  const { keys } = keysOf(storage, true);
  const { sealingKeys: first = [] } = await keys.option();
  assert.ok(await keys.rotate());
  assert.deepEqual(storage.keys().slice(1), first);
  assert.notEqual(storage.keys()[0], first[0]);
  assert.equal((await keys.ring())?.codeShown, false);
});

test("a code is shown once for each key", async () => {
  const storage = new Storage();
  const { keys } = keysOf(storage, true);
  const { sealingKeys: [key = ""] = [] } = await keys.option();
  await keys.codeShown("another");
  assert.equal((await keys.ring())?.codeShown, false);
  await keys.codeShown(key);
  assert.equal((await keys.ring())?.codeShown, true);
  await keys.rotate();
  assert.equal((await keys.ring())?.codeShown, false);
});

test("a key that is put back opens, and becomes the active one only where there is none", async () => {
  const storage = new Storage();
  const { keys } = keysOf(storage, false);
  assert.ok(await keys.add(A));
  assert.deepEqual(await keys.ring(), { keys: [A], codeShown: true });
  assert.ok(await keys.add(B));
  assert.ok(!(await keys.add(B)));
  assert.deepEqual(storage.keys(), [A, B]);
});

test("what cannot be read is told and never written over", async () => {
  const storage = new Storage();
  for (const text of [
    "",
    "{}",
    "nonsense",
    '{"format":2,"keys":[]}',
    write({ keys: [], codeShown: true }),
  ]) {
    storage.values.set(NAME, text);
    const { keys } = keysOf(storage, true);
    await assert.rejects(keys.option(), /not readable/);
    await assert.rejects(keys.rotate(), /not readable/);
    await storage.tell();
    assert.equal(storage.values.get(NAME), text);
  }
});

test("rings are bounded, and read as they were written", () => {
  const ring = { keys: [A, B], codeShown: false };
  assert.deepEqual(read(write(ring)), ring);
  assert.deepEqual(withKeys(ring, [B, C]).keys, KEYS);
  assert.equal(rotated({ keys: Array<string>(MOST_KEYS).fill(A), codeShown: true }), undefined);
  for (const text of ["", "AAAA", `${A}=`, A.replace("=", "A"), ` ${A}`, A.replace("A", "-")]) {
    assert.ok(!isKey(text), text);
  }
});
