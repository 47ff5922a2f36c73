// Figures for people. Nothing of the editor is needed here.
import type { IndexCoverage, RagStatusResult } from "../../protocol/ts/protocol.js";
import type { Translate } from "./words.js";

/** Share of the text in the whole; computing vectors takes most of the time. */
const TEXT_SHARE = 0.3;

/** 0…100; 100 when everything that is known of is in. */
export function percentage({ filesIndexed, filesTotal, chunks, vectors }: IndexCoverage): number {
  const text = filesTotal === 0 ? 0 : Math.min(1, filesIndexed / filesTotal);
  const vector = chunks === 0 ? (text === 1 ? 1 : 0) : Math.min(1, vectors / chunks);
  return Math.floor(100 * (TEXT_SHARE * text + (1 - TEXT_SHARE) * text * vector));
}

/** Whether an answer saw everything. */
export function isWhole({ filesIndexed, filesTotal, chunks, vectors }: IndexCoverage): boolean {
  return filesIndexed >= filesTotal && vectors >= chunks;
}

/** What an answer could not see; empty when it saw everything. */
export function coverageNote(coverage: IndexCoverage, t: Translate): string {
  const { filesIndexed, filesTotal, chunks, vectors } = coverage;
  const notes: string[] = [];
  if (filesIndexed < filesTotal) {
    notes.push(t("so far {0} of {1} files", filesIndexed, filesTotal));
  }
  if (vectors < chunks) {
    notes.push(t("{0} % by meaning", Math.floor((100 * vectors) / chunks)));
  }
  return notes.join(" · ");
}

export function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ""}`;
}

export function count(number: number, locale: string): string {
  return number.toLocaleString(locale);
}

/** Date and time to the minute; the text itself where it is none. */
export function moment(iso: string, locale: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime())
    ? iso
    : time.toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
}

export interface Shown {
  readonly text: string;
  readonly tooltip: string;
  readonly warn: boolean;
}

/** Why vectors wait, while they do. */
export function pauseNote({ paused }: RagStatusResult, t: Translate): string | undefined {
  switch (paused) {
    case "battery":
      return t("Vectors wait while the machine runs on its battery; search goes on.");
    case "load":
      return t("Vectors wait while other programs need the processors; search goes on.");
    default:
      return undefined;
  }
}

/** The status bar while the server runs. */
export function statusText(status: RagStatusResult, t: Translate, locale: string): Shown {
  const files = count(status.coverage.filesIndexed, locale);
  const summary = t("{0} files indexed", files);
  switch (status.state) {
    case "starting":
    case "indexing":
      return {
        text: `$(${status.paused === undefined ? "sync~spin" : "debug-pause"}) RooCode ${Math.min(99, percentage(status.coverage))} %`,
        tooltip:
          pauseNote(status, t) ??
          t("RooCode is indexing: {0} chunks wait for their vector", count(status.queue, locale)),
        warn: false,
      };
    case "readOnly":
      return {
        text: `$(lock) RooCode ${files}`,
        tooltip: t("Another window writes this index; here it is only read."),
        warn: false,
      };
    case "degraded":
      return {
        text: `$(warning) RooCode ${files}`,
        tooltip: status.lastError ?? summary,
        warn: true,
      };
    case "ready":
      return { text: `$(search) RooCode ${files}`, tooltip: summary, warn: false };
  }
}
