// What the server has told while it is watched: series that grow, the end of its log. Nothing of the
// editor is needed here.
import type {
  MetricsMeasured,
  MetricsMeasuredLevel,
  MetricsMeasuredLogLine,
  MetricsSnapshotReading,
  MetricsWatchResult,
} from "../../protocol/ts/protocol.js";

export interface Point {
  readonly millis: number;
  readonly value: number | undefined;
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  readonly judged: boolean;
}

const MINUTE = 60_000;

/** Older ones are forgotten. */
export const SPAN_MILLIS = 61 * MINUTE;

/** More lines of the log than these are not kept. */
export const LINES_MAX = 1_000;

/** Points a minute apart, and behind them one of the minute that is not over yet. */
class Series {
  readonly #points: Point[] = [];
  #live: Point | undefined;

  get points(): readonly Point[] {
    return this.#live === undefined ? this.#points : [...this.#points, this.#live];
  }

  add(point: Point): void {
    this.#points.push(point);
  }

  /** @param point undefined where there was nothing to measure */
  now(point: Point | undefined): void {
    const last = this.#points.at(-1);
    if (point === undefined) {
      this.#settle();
    } else if (last === undefined || point.millis - last.millis >= MINUTE) {
      this.#points.push(point);
      this.#live = undefined;
    } else {
      this.#live = point;
    }
  }

  forget(before: number): void {
    const kept = this.#points.findIndex(({ millis }) => millis >= before);
    this.#points.splice(0, kept < 0 ? this.#points.length : kept);
  }

  #settle(): void {
    if (this.#live !== undefined) {
      this.#points.push(this.#live);
      this.#live = undefined;
    }
  }
}

export class Measurements {
  #series = new Map<string, Series>();
  #log: MetricsMeasuredLogLine[] = [];
  #now: MetricsMeasured | undefined;

  /** Begins anew with what the server has measured so far. */
  begin({ series, now }: MetricsWatchResult): void {
    this.#series = new Map();
    this.#log = [];
    for (const { name, points } of series) {
      const one = this.#of(name);
      points.forEach((point) => {
        one.add({
          millis: Date.parse(point.time),
          value: point.value,
          p50: point.p50,
          p95: point.p95,
          judged: point.judged,
        });
      });
    }
    if (now !== undefined) {
      this.add(now);
    }
  }

  add(now: MetricsMeasured): void {
    this.#now = now;
    const millis = Date.parse(now.time);
    for (const reading of now.metrics) {
      this.#of(reading.name).now(at(millis, reading));
    }
    this.#series.forEach((series) => {
      series.forget(millis - SPAN_MILLIS);
    });
    this.#log = [...this.#log, ...now.log].slice(-LINES_MAX);
  }

  /** What was told last. */
  get now(): MetricsMeasured | undefined {
    return this.#now;
  }

  get log(): readonly MetricsMeasuredLogLine[] {
    return this.#log;
  }

  /** Oldest first; none for a metric that has never said anything. */
  points(metric: string): readonly Point[] {
    return this.#series.get(metric)?.points ?? [];
  }

  #of(metric: string): Series {
    const there = this.#series.get(metric) ?? new Series();
    this.#series.set(metric, there);
    return there;
  }
}

function at(millis: number, reading: MetricsSnapshotReading): Point | undefined {
  const { value, p50, p95, judged } = reading;
  return value === undefined ? undefined : { millis, value, p50, p95, judged };
}

export interface LogFilter {
  /** The least that matters. */
  readonly level: MetricsMeasuredLevel;
  /** Words that all have to be there, whatever their case. */
  readonly text: string;
}

const RANK: Readonly<Record<MetricsMeasuredLevel, number>> = {
  debug: 0,
  info: 1,
  warn: 2,
  error: 3,
};

/** The newest lines that fit, oldest first. */
export function filtered(
  lines: readonly MetricsMeasuredLogLine[],
  { level, text }: LogFilter,
  limit: number,
): readonly MetricsMeasuredLogLine[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return lines
    .filter((line) => {
      const shown = line.text.toLowerCase();
      return RANK[line.level] >= RANK[level] && words.every((word) => shown.includes(word));
    })
    .slice(-limit);
}
