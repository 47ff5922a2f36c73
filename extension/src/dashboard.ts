// Which plots there are, and what each of them says, as lines and as words. Nothing of the editor is
// needed here.
import type { MetricsWatchThreshold } from "../../protocol/ts/protocol.js";
import { amount } from "./amounts.js";
import type { Measurements, Point } from "./measurements.js";
import { type Drawn, linear, logarithmic, path, type Scale, span, type Span, x } from "./plots.js";
import type { Translate } from "./words.js";

type Statistic = "value" | "p50" | "p95";

interface Line {
  readonly metric: string;
  readonly statistic: Statistic;
  readonly label: string;
}

interface Spec {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** Shares are told of five minutes. */
  readonly gapMinutes: number;
  /** A linear scale goes at least so far. */
  readonly least: number;
  readonly lines: readonly Line[];
}

/** A plot as the page draws it: everything is text and numbers. */
export interface Plot {
  readonly id: string;
  readonly title: string;
  /** The same in words, for who does not see it. */
  readonly summary: string;
  readonly lines: readonly {
    readonly label: string;
    readonly now: string;
    readonly path: string;
  }[];
  readonly thresholds: readonly { readonly y: number; readonly label: string }[];
  readonly ticks: readonly { readonly y: number; readonly label: string }[];
  readonly times: readonly { readonly x: number; readonly label: string }[];
  readonly table: {
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
}

function specs(t: Translate): readonly Spec[] {
  const times = (metric: string): readonly Line[] => [
    { metric, statistic: "p50", label: t("Median") },
    { metric, statistic: "p95", label: t("95 %") },
  ];
  const value = (metric: string, label: string): Line => ({ metric, statistic: "value", label });
  const spec = (id: string, title: string, unit: string, lines: readonly Line[]): Spec => ({
    id,
    title,
    unit,
    gapMinutes: id === "caches" || id === "errors" ? 5.5 : 1.5,
    least: unit !== "%" ? 10 : id === "errors" ? 2 : 100,
    lines,
  });
  return [
    spec("search", t("Searches"), "ms", times("search_time")),
    spec("generation", t("Answers to questions"), "ms", times("generation_time")),
    spec("response", t("All requests"), "ms", [
      value("response_time", t("Mean")),
      { metric: "response_time", statistic: "p95", label: t("95 %") },
    ]),
    spec("caches", t("Cache hits"), "%", [
      value("cache_hit_rate", t("Vectors of edited files")),
      value("vector_cache_hit_rate", t("Vectors of questions")),
      value("result_cache_hit_rate", t("Results")),
      value("answer_cache_hit_rate", t("Answers")),
    ]),
    spec("cpu", t("Processors"), "%", [
      value("cpu_usage", t("Machine")),
      value("process_cpu_usage", t("This server")),
    ]),
    spec("memory", t("Memory"), "%", [
      value("memory_usage", t("Machine")),
      value("heap_usage", t("Heap of this server")),
    ]),
    spec("queue", t("Waiting for vectors"), "", [value("queue_length", t("Chunks"))]),
    spec("coverage", t("Found by meaning"), "%", [value("coverage", t("Chunks"))]),
    spec("errors", t("Failed requests"), "%", [value("error_rate", t("Share"))]),
  ];
}

export function plots(measured: Measurements, t: Translate, locale: string): readonly Plot[] {
  const { now } = measured;
  return now === undefined
    ? []
    : specs(t).map((spec) => plot(spec, { measured, t, locale, millis: Date.parse(now.time) }));
}

interface Context {
  readonly measured: Measurements;
  readonly t: Translate;
  readonly locale: string;
  readonly millis: number;
}

function plot(spec: Spec, context: Context): Plot {
  const { measured, locale, millis } = context;
  const time = span(
    spec.lines.flatMap(({ metric }) => measured.points(metric)),
    millis,
  );
  const lines = spec.lines.map((line) => ({
    ...line,
    points: drawn(measured.points(line.metric), line.statistic),
  }));
  const thresholds = ofPlot(spec, measured.now?.thresholds ?? []);
  const scale = scaleOf(spec, [
    ...lines.flatMap(({ points }) => points.map(({ value }) => value)),
    ...thresholds.map(({ value }) => value),
  ]);
  const shown = (value: number | undefined): string => amount(value, spec.unit, locale);
  return {
    id: spec.id,
    title: spec.title,
    summary: summary(spec, lines, thresholds, context),
    lines: lines.map(({ label, points }) => ({
      label,
      now: shown(current(points, context, spec)),
      path: path(points, time, scale, spec.gapMinutes * 60_000),
    })),
    thresholds: thresholds.map(({ value }) => ({ y: scale.y(value), label: shown(value) })),
    ticks: scale.ticks.map((value) => ({ y: scale.y(value), label: shown(value) })),
    times: axis(time, locale),
    table: table(spec, lines, context),
  };
}

interface DrawnLine extends Line {
  readonly points: readonly Drawn[];
}

function drawn(points: readonly Point[], statistic: Statistic): Drawn[] {
  return points.flatMap((point) => {
    const value = point[statistic];
    return value === undefined ? [] : [{ millis: point.millis, value }];
  });
}

function scaleOf({ unit, least }: Spec, values: readonly number[]): Scale {
  return unit === "ms" ? logarithmic(values) : linear(values, least);
}

function ofPlot({ lines }: Spec, all: readonly MetricsWatchThreshold[]): MetricsWatchThreshold[] {
  return all.filter(({ metric }) => lines.some((line) => line.metric === metric));
}

/** The last value, unless it is too old to be called that of now. */
function current(
  points: readonly Drawn[],
  { millis }: Context,
  { gapMinutes }: Spec,
): number | undefined {
  const last = points.at(-1);
  return last !== undefined && millis - last.millis <= gapMinutes * 60_000 ? last.value : undefined;
}

function clock(millis: number, locale: string): string {
  return new Date(millis).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
}

function axis(time: Span, locale: string): { x: number; label: string }[] {
  return [time.from, (time.from + time.to) / 2, time.to].map((millis) => ({
    x: x(millis, time),
    label: clock(millis, locale),
  }));
}

function summary(
  spec: Spec,
  lines: readonly DrawnLine[],
  thresholds: readonly MetricsWatchThreshold[],
  context: Context,
): string {
  const { t, locale } = context;
  const shown = (value: number | undefined): string => amount(value, spec.unit, locale);
  const said = lines.map(({ label, points }) =>
    points.length === 0
      ? t("{0}: no values in the last hour", label)
      : t(
          "{0}: now {1}, highest {2}",
          label,
          shown(current(points, context, spec)),
          shown(Math.max(...points.map(({ value }) => value))),
        ),
  );
  const limits = thresholds.map(({ above, value }) =>
    above ? t("alert above {0}", shown(value)) : t("alert below {0}", shown(value)),
  );
  return `${spec.title}. ${[...said, ...limits].join("; ")}.`;
}

/** Newest first. */
function table(spec: Spec, lines: readonly DrawnLine[], { t, locale }: Context): Plot["table"] {
  const millis = new Set(lines.flatMap(({ points }) => points.map((point) => point.millis)));
  const values = lines.map(
    ({ points }) => new Map(points.map((point) => [point.millis, point.value])),
  );
  return {
    head: [t("Time"), ...lines.map(({ label }) => label)],
    rows: [...millis]
      .sort((one, other) => other - one)
      .map((time) => [
        clock(time, locale),
        ...values.map((line) => amount(line.get(time), spec.unit, locale)),
      ]),
  };
}
