// Alerts in words: what is the matter, and what can be done. Nothing of the editor is needed here.
import type { MetricsAlert, MetricsSnapshotLevel } from "../../protocol/ts/protocol.js";
import { amount } from "./amounts.js";
import type { Translate } from "./words.js";

export interface RuleWords {
  readonly title: string;
  readonly advice: string;
}

/** Of the rules that are shipped; one of the user's has its name alone. */
export function ruleWords(rule: string, t: Translate): RuleWords {
  const words = shipped(t);
  return (
    (Object.hasOwn(words, rule) ? words[rule] : undefined) ?? {
      title: rule,
      advice: t("It is a rule of your own."),
    }
  );
}

/** Whether the runbook has a section about it. */
export function isShipped(rule: string): boolean {
  return Object.hasOwn(
    shipped((message) => message),
    rule,
  );
}

function shipped(t: Translate): Readonly<Record<string, RuleWords>> {
  return { ...ofMachine(t), ...ofServer(t) };
}

function ofMachine(t: Translate): Readonly<Record<string, RuleWords>> {
  return {
    cpu_usage: {
      title: t("The processors are busy"),
      advice: t(
        "A first indexing ends by itself; else lower index.embedWorkers or index.cpuShare.",
      ),
    },
    memory_usage: {
      title: t("The machine is short of memory"),
      advice: t("Close something, or choose the profile small."),
    },
    heap_usage: {
      title: t("The server is short of memory"),
      advice: t("Lower cacheMegabytes, exclude files, or raise roocode.java.maxHeapMegabytes."),
    },
    disk_usage: {
      title: t("The disk is nearly full"),
      advice: t("Free some space, or lower backup.maxMegabytes."),
    },
    backup_age: {
      title: t("There has been no backup for two days"),
      advice: t("Back up now: the message says why it did not work."),
    },
  };
}

function ofServer(t: Translate): Readonly<Record<string, RuleWords>> {
  return {
    response_time: {
      title: t("Answers are slow"),
      advice: t("See below which kind is; a busy machine or a slow disk makes all of them slow."),
    },
    search_time: {
      title: t("Searches are slow"),
      advice: t("While indexing goes on it passes; else the endpoint for vectors may be slow."),
    },
    generation_time: {
      title: t("Questions are answered slowly"),
      advice: t("As slow as the search before them, or the generator of your own."),
    },
    error_rate: {
      title: t("Requests fail"),
      advice: t("The log names each fault and its mend; the doctor looks for causes."),
    },
    cache_hit_rate: {
      title: t("Vectors are computed again and again"),
      advice: t("A tool rewrites files: exclude what it writes (index.exclude)."),
    },
    stopped: {
      title: t("The server before was killed"),
      advice: t("Nothing is lost. If it comes back, the machine may be short of memory."),
    },
    degraded: {
      title: t("A main function is missing"),
      advice: t("Text search goes on; the doctor says what is missing and why."),
    },
  };
}

/** What was measured and what is compared with it. */
export function comparison(
  { value, threshold, unit }: MetricsAlert,
  t: Translate,
  locale: string,
): string {
  return t(
    "{0} measured last, the threshold is {1}",
    amount(value, unit, locale),
    amount(threshold, unit, locale),
  );
}

export function levelWord(level: MetricsSnapshotLevel, t: Translate): string {
  const words = {
    P1: t("stopped"),
    P2: t("a main function is lost"),
    P3: t("minor"),
    P4: t("a wish"),
  };
  return words[level];
}
