// What the diagnostics page shows, in words. The page itself knows nothing but how to draw it.
import type {
  BackupSnapshot,
  MetricsAlert,
  MetricsMeasuredLevel,
  MetricsSnapshotIncident,
} from "../../../protocol/ts/protocol.js";
import { comparison, isShipped, levelWord, ruleWords } from "../alertWords.js";
import { type Plot, plots } from "../dashboard.js";
import { moment, size } from "../figures.js";
import { filtered, type LogFilter, type Measurements } from "../measurements.js";
import type { Translate } from "../words.js";

export interface Incident {
  readonly id: string;
  readonly level: string;
  readonly title: string;
  /** What was measured, since when. */
  readonly detail: string;
  readonly advice: string;
  /** Of the runbook; empty where it has no section. */
  readonly rule: string;
}

export interface Page {
  readonly standing: string;
  readonly incidents: readonly Incident[];
  readonly noIncidents: string;
  readonly problems: readonly string[];
  readonly plots: readonly Plot[];
  readonly backups: readonly (readonly string[])[];
  readonly noBackups: string;
  readonly filter: LogFilter;
  readonly log: {
    readonly lines: readonly {
      readonly time: string;
      readonly level: MetricsMeasuredLevel;
      readonly text: string;
    }[];
    readonly note: string;
  };
}

export interface Shown {
  readonly measured: Measurements;
  readonly backups: readonly BackupSnapshot[];
  readonly filter: LogFilter;
  /** How the server stands. */
  readonly standing: string;
}

const BACKUPS_MAX = 5;
const LINES_MAX = 200;

export function page(shown: Shown, t: Translate, locale: string): Page {
  const { measured, filter, standing } = shown;
  const now = measured.now;
  const alerts = new Map(now?.alerts.map((alert) => [alert.incident, alert]));
  const lines = filtered(measured.log, filter, LINES_MAX);
  return {
    standing: now === undefined ? standing : `${standing} · ${clock(now.time, locale)}`,
    incidents: (now?.incidents ?? []).map((one) => incident(one, alerts.get(one.id), t, locale)),
    noIncidents: now === undefined ? "" : t("None: nothing that was measured is out of bounds."),
    problems: (now?.problems ?? []).map(({ path, message }) =>
      message.startsWith(`${path}:`) ? message : `${path}: ${message}`,
    ),
    plots: plots(measured, t, locale),
    backups: [...shown.backups]
      .sort((one, other) => other.time.localeCompare(one.time))
      .slice(0, BACKUPS_MAX)
      .map((backup) => backupRow(backup, t, locale)),
    noBackups: t("There is no backup yet."),
    filter,
    log: {
      lines: lines.map(({ time, level, text }) => ({ time: second(time, locale), level, text })),
      note: t("{0} of {1} lines", lines.length, measured.log.length),
    },
  };
}

/** Of a line of the log; empty in a trace. */
function second(iso: string | undefined, locale: string): string {
  const time = new Date(iso ?? "");
  return Number.isNaN(time.getTime())
    ? (iso ?? "")
    : time.toLocaleString(locale, { dateStyle: "short", timeStyle: "medium" });
}

function clock(iso: string, locale: string): string {
  return new Date(iso).toLocaleTimeString(locale);
}

function incident(
  { id, rule, level, opened }: MetricsSnapshotIncident,
  alert: MetricsAlert | undefined,
  t: Translate,
  locale: string,
): Incident {
  const { title, advice } = ruleWords(rule, t);
  const since = t("since {0}", moment(alert?.since ?? opened, locale));
  const number = t("incident {0}", id);
  const measured = alert === undefined ? [] : [comparison(alert, t, locale)];
  return {
    id,
    level: `${level} · ${levelWord(level, t)}`,
    title,
    detail: [...measured, since, number].join(" · "),
    advice,
    rule: isShipped(rule) ? rule : "",
  };
}

function backupRow(
  { time, kind, bytes, verified }: BackupSnapshot,
  t: Translate,
  locale: string,
): readonly string[] {
  const kinds = { full: t("full"), incremental: t("incremental"), cache: t("cache") };
  return [
    moment(time, locale),
    kinds[kind],
    size(bytes),
    verified ? t("verified") : t("not verified"),
  ];
}

/** The words that never change. */
export function fixedWords(t: Translate): Readonly<Record<string, string>> {
  return {
    title: t("RooCode diagnostics"),
    incidents: t("Open alerts and incidents"),
    runbook: t("What to do…"),
    plots: t("The last hour"),
    table: t("As a table"),
    backups: t("Last backups"),
    when: t("Time"),
    kind: t("Kind"),
    size: t("Size"),
    state: t("State"),
    log: t("The end of the server's log"),
    level: t("Level"),
    text: t("Text"),
    error: t("Errors"),
    warn: t("Warnings and errors"),
    info: t("Information too"),
    debug: t("Everything"),
    showLog: t("Show Log"),
    runDoctor: t("Run Doctor"),
    backupNow: t("Back Up Now"),
  };
}
