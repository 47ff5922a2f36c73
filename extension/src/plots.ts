// Points → lines of an SVG. All coordinates are in the plot's own units. Nothing of the editor is
// needed here.
import type { Point } from "./measurements.js";

export const WIDTH = 320;
export const HEIGHT = 130;
const LEFT = 46;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 20;

/** From the lowest to the highest value that is drawn. */
export interface Scale {
  readonly y: (value: number) => number;
  /** Values with a line and a label of their own, lowest first. */
  readonly ticks: readonly number[];
}

const at = (share: number): number =>
  Math.round(10 * (HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP))) / 10;

/** From 0 to a round number that holds them all. */
export function linear(values: readonly number[], least: number): Scale {
  const most = roundUp(Math.max(least, ...values));
  return {
    y: (value) => at(Math.min(1, Math.max(0, value / most))),
    ticks: [0, most / 2, most],
  };
}

/** Powers of ten, at least two of them: durations differ by that much. */
export function logarithmic(values: readonly number[]): Scale {
  const positive = values.filter((value) => value > 0);
  const low = Math.floor(Math.log10(Math.min(1, ...positive)));
  const high = Math.max(low + 2, Math.ceil(Math.log10(Math.max(1, ...positive))));
  const share = (value: number): number =>
    (Math.log10(Math.max(value, 10 ** low)) - low) / (high - low);
  return {
    y: (value) => at(Math.min(1, share(value))),
    ticks: Array.from({ length: high - low + 1 }, (_, power) => 10 ** (low + power)),
  };
}

/** 1, 2 or 5 times a power of ten. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-9)) ?? 10;
  return step * power;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;

/** The last ten minutes, half an hour or hour: the shortest that holds the points. */
export function span(points: readonly Point[], now: number): Span {
  const oldest = Math.min(now, ...points.map(({ millis }) => millis));
  const minutes = [10, 30].find((some) => now - oldest <= some * MINUTE) ?? 60;
  return { from: now - minutes * MINUTE, to: now };
}

export function x(millis: number, { from, to }: Span): number {
  const share = (millis - from) / (to - from);
  return Math.round(10 * (LEFT + share * (WIDTH - LEFT - RIGHT))) / 10;
}

export interface Drawn {
  readonly millis: number;
  readonly value: number;
}

/**
 * A path through the points; where more time lies between two of them than may, it begins anew. A
 * point without neighbours is a line of no length, which round ends make a dot.
 */
export function path(
  points: readonly Drawn[],
  time: Span,
  scale: Scale,
  gapMillis: number,
): string {
  let path = "";
  let before: Drawn | undefined;
  for (const point of points.filter(({ millis }) => millis >= time.from && millis <= time.to)) {
    const place = `${x(point.millis, time)} ${scale.y(point.value)}`;
    const joined = before !== undefined && point.millis - before.millis <= gapMillis;
    path += joined ? `L${place}` : `M${place}h0`;
    before = point;
  }
  return path;
}

/** Where the area of the lines begins and ends. */
export const AREA = {
  left: LEFT,
  right: WIDTH - RIGHT,
  top: TOP,
  bottom: HEIGHT - BOTTOM,
} as const;
