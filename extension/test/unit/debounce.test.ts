import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Debounce } from "../../src/debounce.js";

test("the first call runs at once, a burst once more when it is over", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  mock.method(performance, "now", () => now);
  let runs = 0;
  const debounce = new Debounce(() => runs++, 60);
  const pass = (millis: number): void => {
    now += millis;
    mock.timers.tick(millis);
  };
  try {
    debounce.call();
    assert.equal(runs, 1, "after a rest");
    for (let key = 0; key < 5; key++) {
      pass(20);
      debounce.call();
    }
    assert.equal(runs, 1, "within the burst");
    pass(60);
    assert.equal(runs, 2, "the last one of the burst");
    debounce.call();
    assert.equal(runs, 3, "rested again");
    pass(20);
    debounce.call();
    debounce.cancel();
    pass(100);
    assert.equal(runs, 3, "taken back");
  } finally {
    mock.reset();
    mock.timers.reset();
  }
});
