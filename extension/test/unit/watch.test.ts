import assert from "node:assert/strict";
import { test } from "node:test";
import { Watch } from "../../src/watch.js";

/** A server that answers when the test lets it. */
class Told {
  readonly all: boolean[] = [];
  readonly answers: (() => void)[] = [];
  readonly watch = new Watch<string>((on) => {
    this.all.push(on);
    return new Promise((resolve) => {
      this.answers.push(() => {
        resolve("so far");
      });
    });
  });

  async follow(wanted: boolean): Promise<string | undefined> {
    const following = this.watch.follow(() => wanted);
    await Promise.resolve();
    await Promise.resolve();
    this.answers.shift()?.();
    return following;
  }
}

test("a page that is hidden ends what a page that is shown began", async () => {
  const told = new Told();
  assert.equal(await told.follow(true), "so far");
  assert.equal(told.watch.on, true);
  assert.equal(await told.follow(true), undefined, "it was told before");
  assert.equal(await told.follow(false), undefined);
  assert.equal(told.watch.on, false);
  assert.deepEqual(told.all, [true, false]);
});

test("one change at a time, and only the last wish counts", async () => {
  const told = new Told();
  let visible = true;
  const changes = [true, false, true].map((now) => {
    visible = now;
    return told.watch.follow(() => visible);
  });
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual(told.all, [true], "the second change waits for the first");
  told.answers.shift()?.();
  assert.deepEqual(await Promise.all(changes), ["so far", undefined, undefined]);
  assert.deepEqual(told.all, [true]);
});

test("another server is told anew", async () => {
  const told = new Told();
  await told.follow(true);
  told.watch.forget();
  assert.equal(await told.follow(true), "so far");
  assert.deepEqual(told.all, [true, true]);
});

test("a server that refuses is asked again", async () => {
  let answers = 0;
  const watch = new Watch<string>(() =>
    answers++ === 0 ? Promise.reject(new Error("not now")) : Promise.resolve("so far"),
  );
  await assert.rejects(
    watch.follow(() => true),
    /not now/,
  );
  assert.equal(watch.on, false);
  assert.equal(await watch.follow(() => true), "so far");
});
