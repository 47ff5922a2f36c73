// The diagnostics view without its window: what is kept, how it is drawn, how it is said.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { samples } from "../../../protocol/ts/samples.js";
import type { MetricsMeasured, MetricsMeasuredLogLine } from "../../../protocol/ts/protocol.js";
import { isShipped, ruleWords } from "../../src/alertWords.js";
import { amount } from "../../src/amounts.js";
import { plots } from "../../src/dashboard.js";
import { filtered, LINES_MAX, Measurements } from "../../src/measurements.js";
import { AREA, linear, logarithmic, path, roundUp, span, x } from "../../src/plots.js";
import { page } from "../../src/views/diagnosticsPage.js";
import type { Translate } from "../../src/words.js";
import { REPOSITORY } from "../session.js";

const t: Translate = (message, ...args) =>
  message.replace(/\{(\d)\}/g, (_, n) => String(args[Number(n)]));

const START = Date.parse("2026-11-24T11:00:00Z");
const MINUTE = 60_000;

function iso(millis: number): string {
  return new Date(millis).toISOString();
}

/** What the server tells at a time. */
function measured(millis: number, p95: number | undefined, log: string[] = []): MetricsMeasured {
  return {
    time: iso(millis),
    metrics: [
      {
        name: "search_time",
        unit: "ms",
        count: p95 === undefined ? 0 : 5,
        judged: p95 !== undefined,
        ...(p95 === undefined ? {} : { value: p95 / 2, p50: p95 / 3, p95 }),
      },
    ],
    thresholds: samples.MetricsMeasured.thresholds,
    alerts: [],
    incidents: [],
    problems: [],
    log: log.map((text) => ({ level: "info", text })),
  };
}

/** Minutes from START as the plot of searches shows them. */
function minutes(measurements: Measurements): number[] {
  return measurements.points("search_time").map(({ millis }) => (millis - START) / MINUTE);
}

test("what is told every five seconds is one point a minute", () => {
  const all = new Measurements();
  all.begin({ series: [], now: measured(START, 10) });
  for (let second = 5; second <= 150; second += 5) {
    all.add(measured(START + second * 1000, 10 + second));
  }
  assert.deepEqual(minutes(all), [0, 1, 2, 2.5], "the minute that runs shows up to now");
  assert.equal(all.points("search_time").at(-1)?.p95, 160);
  all.add(measured(START + 155_000, undefined));
  all.add(measured(START + 10 * MINUTE, 5));
  assert.deepEqual(minutes(all), [0, 1, 2, 2.5, 10], "what was measured stays");
});

test("the past comes from the server, and is forgotten after an hour", () => {
  const all = new Measurements();
  const point = { value: 1, p50: 1, p95: 1, count: 1, judged: true };
  const points = Array.from({ length: 60 }, (_, minute) => ({
    ...point,
    time: iso(START + minute * MINUTE),
  }));
  all.begin({
    series: [{ name: "search_time", unit: "ms", points }],
    now: measured(START + 60 * MINUTE, 2),
  });
  assert.equal(minutes(all).length, 61);
  for (let minute = 61; minute < 200; minute++) {
    all.add(measured(START + minute * MINUTE, 2));
  }
  assert.equal(minutes(all).length, 62);
  assert.equal(minutes(all)[0], 138);
  all.begin({ series: [], now: measured(START, 1) });
  assert.deepEqual(minutes(all), [0], "a new beginning knows nothing of before");
});

test("the log is bounded", () => {
  const all = new Measurements();
  for (let told = 0; told < 5; told++) {
    const lines = Array.from({ length: 300 }, (_, line) => `${told}-${line}`);
    all.add(measured(START + told, 1, lines));
  }
  assert.equal(all.log.length, LINES_MAX);
  assert.equal(all.log.at(-1)?.text, "4-299");
});

test("the log is filtered by level and by words", () => {
  const lines: MetricsMeasuredLogLine[] = [
    { time: "11:00", level: "error", text: "incident 5f0c3a1e" },
    { level: "error", text: "\tat Some.where" },
    { time: "11:01", level: "warn", text: "Model away" },
    { time: "11:02", level: "info", text: "started" },
    { time: "11:03", level: "debug", text: "model loaded" },
  ];
  const texts = (level: MetricsMeasuredLogLine["level"], text: string, limit = 9): string[] =>
    filtered(lines, { level, text }, limit).map((line) => line.text);
  assert.equal(texts("debug", "").length, 5);
  assert.deepEqual(texts("warn", ""), ["incident 5f0c3a1e", "\tat Some.where", "Model away"]);
  assert.deepEqual(texts("debug", "  MODEL "), ["Model away", "model loaded"]);
  assert.deepEqual(texts("debug", "model away"), ["Model away"], "all words");
  assert.deepEqual(texts("error", "5f0c3a1e"), ["incident 5f0c3a1e"]);
  assert.deepEqual(texts("debug", "", 2), ["started", "model loaded"], "the newest");
  assert.deepEqual(texts("debug", ".*"), [], "words, no patterns");
});

test("a linear scale goes from nothing to a round number", () => {
  for (const [value, round] of [
    [1, 1],
    [1.01, 2],
    [3, 5],
    [50, 50],
    [51, 100],
    [0.3, 0.5],
    [1234, 2000],
  ] as const) {
    assert.ok(Math.abs(roundUp(value) - round) < 1e-9, `${value}: ${roundUp(value)}`);
  }
  const scale = linear([30, 42], 10);
  assert.deepEqual(scale.ticks, [0, 25, 50]);
  assert.equal(scale.y(0), AREA.bottom);
  assert.equal(scale.y(50), AREA.top);
  assert.equal(scale.y(99), AREA.top, "nothing leaves the plot");
  assert.deepEqual(linear([], 100).ticks, [0, 50, 100]);
});

test("a logarithmic scale holds every duration", () => {
  const scale = logarithmic([12, 340, 200]);
  assert.deepEqual(scale.ticks, [1, 10, 100, 1000]);
  assert.equal(scale.y(1), AREA.bottom);
  assert.equal(scale.y(1000), AREA.top);
  assert.equal(scale.y(0), AREA.bottom, "nothing at all, too");
  assert.ok(Math.abs((scale.y(10) + scale.y(100)) / 2 - (AREA.top + AREA.bottom) / 2) < 0.2);
  assert.deepEqual(logarithmic([]).ticks, [1, 10, 100]);
  assert.deepEqual(logarithmic([0.3]).ticks, [0.1, 1, 10]);
});

test("the time axis is as long as there is something to see", () => {
  const point = { value: 1, p50: 1, p95: 1, judged: true };
  const of = (ago: number): number => {
    const { from, to } = span([{ ...point, millis: START - ago * MINUTE }], START);
    return (to - from) / MINUTE;
  };
  assert.deepEqual([of(0), of(10), of(11), of(30), of(31), of(60)], [10, 10, 30, 30, 60, 60]);
  const time = span([], START);
  assert.equal(x(time.from, time), AREA.left);
  assert.equal(x(START, time), AREA.right);
});

test("a path begins anew where nothing was measured, and a lone point is a dot", () => {
  const time = { from: START, to: START + 10 * MINUTE };
  const scale = linear([100], 100);
  const at = (minute: number, value: number): { millis: number; value: number } => ({
    millis: START + minute * MINUTE,
    value,
  });
  const drawn = path(
    [at(-1, 1), at(0, 0), at(1, 100), at(5, 50), at(11, 1)],
    time,
    scale,
    1.5 * MINUTE,
  );
  const middle = (AREA.top + AREA.bottom) / 2;
  const of = (minute: number): number => x(START + minute * MINUTE, time);
  assert.equal(
    drawn,
    `M${of(0)} ${AREA.bottom}h0L${of(1)} ${AREA.top}M${of(5)} ${middle}h0`,
    "what is outside is left out",
  );
  assert.equal(path([], time, scale, MINUTE), "");
});

test("every path of many random series is inside of the plot", () => {
  const seed = Number(process.env["SEED"] ?? 11);
  let state = seed;
  const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round < 200; round++) {
    const all = new Measurements();
    all.begin({ series: [] });
    let millis = START;
    for (let told = 0; told < 80; told++) {
      millis += random() * 3 * MINUTE;
      all.add(measured(millis, random() < 0.2 ? undefined : 10 ** (5 * random() - 1)));
    }
    const [search] = plots(all, t, "en");
    for (const line of search?.lines ?? []) {
      assert.match(line.path, /^(M[\d.]+ [\d.]+h0(L[\d.]+ [\d.]+)*)+$/, `seed ${seed}`);
      for (const [, left, top] of line.path.matchAll(/([\d.]+) ([\d.]+)/g)) {
        assert.ok(Number(left) >= AREA.left && Number(left) <= AREA.right, `seed ${seed}: ${left}`);
        assert.ok(Number(top) >= AREA.top && Number(top) <= AREA.bottom, `seed ${seed}: ${top}`);
      }
    }
  }
});

test("amounts have the digits that say something", () => {
  assert.equal(amount(undefined, "ms", "en"), "–");
  assert.equal(amount(3.14, "ms", "en"), "3.1 ms");
  assert.equal(amount(31.4, "ms", "en"), "31 ms");
  assert.equal(amount(1234, "ms", "en"), "1.2 s");
  assert.equal(amount(99.6, "%", "en"), "100 %");
  assert.equal(amount(0, "%", "en"), "0 %");
  assert.equal(amount(12_345, "", "en"), "12,345");
  assert.equal(amount(34_000_000, "bytes", "en"), "34.0 MB");
});

test("a plot says in words and in a table what it shows", () => {
  const all = new Measurements();
  all.begin(samples.MetricsWatchResult);
  const [search, generation] = plots(all, t, "en");
  assert.equal(
    search?.summary,
    "Searches. Median: now 140 ms, highest 140 ms; 95 %: now 431 ms, highest 431 ms; alert above 200 ms.",
  );
  assert.deepEqual(search.table.head, ["Time", "Median", "95 %"]);
  assert.deepEqual(
    search.table.rows.map((row) => row.slice(1)),
    [
      ["140 ms", "431 ms"],
      ["131 ms", "403 ms"],
    ],
    "newest first",
  );
  assert.deepEqual(
    search.thresholds.map(({ label }) => label),
    ["200 ms"],
  );
  assert.deepEqual(
    search.lines.map(({ label, now }) => [label, now]),
    [
      ["Median", "140 ms"],
      ["95 %", "431 ms"],
    ],
  );
  assert.match(generation?.summary ?? "", /Median: no values in the last hour/);
  assert.deepEqual(plots(new Measurements(), t, "en"), [], "nothing is known yet");
});

test("the page names incidents, what to do, and what is wrong with the rules", () => {
  const all = new Measurements();
  all.begin(samples.MetricsWatchResult);
  const backups = Array.from({ length: 7 }, (_, day) => ({
    ...samples.BackupSnapshot,
    time: iso(START + day * 24 * 60 * MINUTE),
  }));
  const filter = { level: "warn", text: "5f0c3a1e" } as const;
  const shown = page({ measured: all, backups, filter, standing: "Ready" }, t, "en");
  const [incident] = shown.incidents;
  assert.equal(incident?.level, "P3 · minor");
  assert.equal(incident.title, "Searches are slow");
  assert.match(incident.detail, /^431 ms measured last, the threshold is 200 ms · since .*2026/);
  assert.match(incident.detail, /incident 5f0c3a1e$/);
  assert.equal(incident.rule, "search_time");
  assert.deepEqual(shown.problems, ["alerts.yaml:3:16: there is no metric serch_time"]);
  assert.equal(shown.backups.length, 5);
  assert.match(shown.backups[0]?.[0] ?? "", /Nov 30/, "the newest first");
  assert.equal(shown.log.lines.length, 1);
  assert.match(shown.standing, /^Ready · /);
});

test("a rule of the user's has its name, and no section in the runbook", () => {
  assert.equal(ruleWords("too_many_cats", t).title, "too_many_cats");
  assert.ok(!isShipped("too_many_cats"));
  assert.ok(!isShipped("toString"));
  assert.ok(isShipped("degraded"));
});

test("every rule that is shipped has words and a section in the runbook", () => {
  const text = (...path: string[]): string => readFileSync(join(REPOSITORY, ...path), "utf8");
  const rules = text("server/src/main/resources/dev/roocode/alert/alerts.yaml");
  const names = [...rules.matchAll(/- name: (\w+)/g)].map(([, name = ""]) => name);
  assert.ok(names.length > 5);
  const runbook = text("docs/ops/maintenance.md");
  for (const name of names) {
    assert.ok(isShipped(name), name);
    assert.ok(runbook.includes(`### Alert ${name}\n`), name);
  }
});
