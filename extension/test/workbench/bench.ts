// scripts/bench editor DIR [ROUNDS]: what a user of the packaged extension waits for, measured in a
// real workbench on a copy of DIR. Prints one line per figure; asserts nothing.
import { cpSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "playwright-core";
import { Environment } from "./environment.js";
import { until } from "../wait.js";
import type { Window } from "./window.js";

const QUESTIONS = [
  "read settings from a file",
  "parse the command line",
  "open a connection",
  "write to the log",
  "retry after an error",
  "compute a checksum",
  "cache of results",
  "close all resources",
  "convert a date to text",
  "sort by name",
];
const SERVER = "roocode-server.jar";
const KEY_MILLIS = 120;
const INDEXING_MILLIS = 30 * 60_000;

/** In the page: the times of the first key, the last key, and the lists that followed them. */
interface Clock {
  first?: number;
  last?: number;
  firstList?: number;
  lastList?: number;
}

async function main(): Promise<void> {
  const [folder, rounds = "4"] = process.argv.slice(2);
  if (folder === undefined) {
    throw new Error("usage: scripts/bench editor DIR [ROUNDS]");
  }
  const environment = await Environment.start();
  try {
    const copy = environment.server.path("workspaces", "bench");
    cpSync(resolve(folder), copy, { recursive: true });
    const window = await environment.window(copy);
    const began = performance.now();
    await window.untilStatus(/RooCode [\d,]+$/, INDEXING_MILLIS);
    print("indexing in the editor, s", [(performance.now() - began) / 1000]);
    await window.close();
    print("activation, ms (Running Extensions)", await activations(environment, copy));
    await typing(environment, copy, Number(rounds));
  } finally {
    await environment.stop();
  }
}

/** Of windows on the indexed folder, as the editor itself measures it. */
async function activations(environment: Environment, folder: string): Promise<number[]> {
  const millis: number[] = [];
  for (let round = 0; round < 5; round++) {
    await until(
      "the former window's server to end",
      () => !environment.server.processes(SERVER).length,
    );
    const window = await environment.window(folder);
    await window.untilStatus(/RooCode [\d,]+$/);
    await window.run("Developer: Show Running Extensions");
    const row = window.page.locator(".runtime-extensions-editor .monaco-list-row", {
      hasText: "RooCode",
    });
    await row.first().waitFor();
    millis.push(Number(/(\d+)\s?ms/.exec(await row.first().innerText())?.[1]));
    await window.close();
  }
  return millis;
}

async function typing(environment: Environment, folder: string, rounds: number): Promise<void> {
  const window = await environment.window(folder);
  await window.untilStatus(/RooCode [\d,]+$/);
  const first: number[] = [];
  const last: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const question of QUESTIONS) {
      const clock = await ask(window, question);
      first.push((clock.firstList ?? NaN) - (clock.first ?? NaN));
      last.push((clock.lastList ?? NaN) - (clock.last ?? NaN));
    }
  }
  print("first key to first list, ms", first);
  print("last key to its list, ms", last);
  await window.close();
}

async function ask(window: Window, question: string): Promise<Clock> {
  await window.run("roocode.search");
  await window.titled("Search Workspace");
  await window.page.evaluate(watch, question.length);
  await window.page.keyboard.type(question, { delay: KEY_MILLIS });
  const clock = await finished(window.page);
  await window.escape();
  return clock;
}

async function finished(page: Page): Promise<Clock> {
  const handle = await page.waitForFunction(() => {
    const { benchClock: clock } = globalThis as { benchClock?: Clock };
    return clock?.lastList === undefined ? undefined : clock;
  });
  return (await handle.jsonValue()) ?? {};
}

/** Runs in the page. A list is there once its first row names a place, path and line. */
function watch(keys: number): void {
  const clock: Clock = {};
  (globalThis as { benchClock?: Clock }).benchClock = clock;
  const widget = document.querySelector(".quick-input-widget");
  let pressed = 0;
  let before = "";
  const list = (): string =>
    widget?.querySelector(".quick-input-list .monaco-list-rows")?.textContent ?? "";
  const title = (): string => widget?.querySelector(".quick-input-title")?.textContent ?? "";
  const input = widget?.querySelector(".quick-input-box input");
  input?.addEventListener("keydown", () => {
    pressed++;
    clock.first ??= performance.now();
    if (pressed === keys) {
      clock.last = performance.now();
      before = `${title()}${list()}`;
      // A last letter that changes nothing on the screen has no time; it is left out of the figure.
      setTimeout(() => (clock.lastList ??= NaN), 3000);
    }
  });
  new MutationObserver(() => {
    const now = list();
    if (!/:\d/.test(now)) {
      return;
    }
    clock.firstList ??= performance.now();
    if (clock.last !== undefined && `${title()}${now}` !== before) {
      clock.lastList ??= performance.now();
    }
  }).observe(widget ?? document.body, { subtree: true, childList: true, characterData: true });
}

function print(what: string, values: readonly number[]): void {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN).toFixed(0);
  console.log(`${what}: p50 ${at(0.5)}, p95 ${at(0.95)}, n ${String(sorted.length)}`);
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
