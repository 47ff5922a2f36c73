package dev.roocode.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that is measured. The table in {@code docs/ops/metrics.md} is generated from here; the
 * words are those of the metrics log, of {@code metrics/snapshot} and of {@code alerts.yaml}.
 */
public enum Metric {
  CPU_USAGE(Kind.GAUGE, Unit.PERCENT, "Load of all processors of the machine."),
  PROCESS_CPU_USAGE(
      Kind.GAUGE, Unit.PERCENT, "This server's share of all processors of the machine."),
  MEMORY_USAGE(
      Kind.GAUGE, Unit.PERCENT, "Memory of the machine that is in use and cannot be given back."),
  HEAP_USAGE(Kind.GAUGE, Unit.PERCENT, "Java heap in use, of the most it may grow to."),
  HEAP_USED(Kind.GAUGE, Unit.BYTES, "Java heap in use."),
  DISK_USAGE(Kind.GAUGE, Unit.PERCENT, "Space in use where the data folder lies."),
  OPEN_FILES(Kind.GAUGE, Unit.COUNT, "Files and sockets that the server holds open."),

  RESPONSE_TIME(
      Kind.TIMER, Unit.MILLIS, "Answering a request of any kind, but for those that do work."),
  SEARCH_TIME(Kind.TIMER, Unit.MILLIS, "Answering a search."),
  GENERATION_TIME(
      Kind.TIMER,
      Unit.MILLIS,
      "Answering a question, its search included; where a model writes, until its first words."),
  WRITING_TIME(
      Kind.TIMER, Unit.MILLIS, "Answering a question by a model, until its last word is checked."),
  QUERY_EMBEDDING_TIME(Kind.TIMER, Unit.MILLIS, "Computing the vector of a question."),

  ERROR_RATE(
      Kind.SHARE,
      Unit.PERCENT,
      "Requests that failed, but for those that asked for what is not there or were cancelled."),
  CACHE_HIT_RATE(
      Kind.SHARE,
      Unit.PERCENT,
      "Chunks of edited files whose vector was known by their content. The one layer where a low"
          + " rate is a fault; files that are new to the index do not count."),
  VECTOR_CACHE_HIT_RATE(
      Kind.SHARE, Unit.PERCENT, "Questions whose vector was kept. Low where each is a new one."),
  RESULT_CACHE_HIT_RATE(
      Kind.SHARE, Unit.PERCENT, "Searches whose result was kept. Low where each is a new one."),
  ANSWER_CACHE_HIT_RATE(
      Kind.SHARE, Unit.PERCENT, "Questions whose answer was kept. Low where each is a new one."),

  DEGRADED(
      Kind.GAUGE, Unit.COUNT, "1 while a main function is missing: no vectors, or no writing."),
  UNCLEAN_END(
      Kind.GAUGE,
      Unit.COUNT,
      "1 while the server before has ended without a word (killed, crashed, or with the machine) and"
          + " this one has not yet looked at the whole workspace."),
  PAUSED(
      Kind.GAUGE,
      Unit.COUNT,
      "1 while vectors wait since the machine runs on its battery or others need its processors."),
  QUEUE_LENGTH(Kind.GAUGE, Unit.COUNT, "Texts that wait for their vector."),
  CHUNK_RATE(Kind.RATE, Unit.PER_SECOND, "Chunks written to the text index."),
  EMBEDDING_RATE(Kind.RATE, Unit.PER_SECOND, "Texts whose vector was computed."),
  COVERAGE(Kind.GAUGE, Unit.PERCENT, "Chunks that can be found by meaning."),
  INDEX_SIZE(Kind.GAUGE, Unit.BYTES, "The index on disk."),
  BACKUP_AGE(Kind.GAUGE, Unit.HOURS, "Since the newest backup of the index.");

  /** How a metric comes about. */
  public enum Kind {
    /** Looked at when it is told. */
    GAUGE,
    /** Durations; their mean, median, 95th percentile and number are told. */
    TIMER,
    /** The share of some events in all; with fewer than {@link #JUDGED_FROM} it is not judged. */
    SHARE,
    /** What happened, per second. */
    RATE
  }

  /** What a value counts in. */
  public enum Unit {
    MILLIS("ms"),
    PERCENT("%"),
    BYTES("bytes"),
    COUNT(""),
    PER_SECOND("/s"),
    HOURS("h");

    private final String word;

    Unit(String word) {
      this.word = word;
    }

    /** As it is written behind a number. */
    public String word() {
      return word;
    }
  }

  /** A share of fewer events than these says nothing. */
  public static final int JUDGED_FROM = 50;

  private final Kind kind;
  private final Unit unit;
  private final String meaning;

  Metric(Kind kind, Unit unit, String meaning) {
    this.kind = kind;
    this.unit = unit;
    this.meaning = meaning;
  }

  public Kind kind() {
    return kind;
  }

  public Unit unit() {
    return unit;
  }

  /** In a sentence, for people. */
  public String meaning() {
    return meaning;
  }

  /** How often it is written to the log: shares need more events to mean something. */
  public int intervalMinutes() {
    return kind == Kind.SHARE ? 5 : 1;
  }

  /** As it is written everywhere: {@code search_time}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By its word. */
  public static Optional<Metric> of(String word) {
    return Arrays.stream(values()).filter(metric -> metric.word().equals(word)).findFirst();
  }
}
