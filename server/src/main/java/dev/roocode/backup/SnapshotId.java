package dev.roocode.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a snapshot, and of its file: {@code 000042-full-20261124T110200Z}, {@code
 * 000043-incremental-000042-20261124T170200Z}. The sequence orders; the time is only what the clock
 * said.
 *
 * @param sequence rises by one, never used again
 * @param base sequence of the full snapshot that an increment builds on, 0 for a full one
 * @param time in whole seconds
 */
public record SnapshotId(long sequence, Kind kind, long base, Instant time)
    implements Comparable<SnapshotId> {
  /** What a snapshot holds. */
  public enum Kind {
    /** All pages. */
    FULL,
    /** The pages that differ from a full snapshot. */
    INCREMENTAL,
    /** No index, but what is kept to be fast; see {@link CacheSnapshots}. */
    CACHE
  }

  static final String SUFFIX = ".rbk";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern NAME =
      Pattern.compile("(\\d{6,12})-(full|cache|incremental-(\\d{6,12}))-(\\d{8}T\\d{6}Z)");

  public SnapshotId {
    time = Instant.ofEpochSecond(time.getEpochSecond());
  }

  static SnapshotId full(long sequence, Instant time) {
    return new SnapshotId(sequence, Kind.FULL, 0, time);
  }

  static SnapshotId cache(long sequence, Instant time) {
    return new SnapshotId(sequence, Kind.CACHE, 0, time);
  }

  static SnapshotId increment(long sequence, SnapshotId base, Instant time) {
    return new SnapshotId(sequence, Kind.INCREMENTAL, base.sequence(), time);
  }

  /** By its name; empty where that is none. */
  public static Optional<SnapshotId> of(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Kind kind =
        switch (parts.group(2)) {
          case "full" -> Kind.FULL;
          case "cache" -> Kind.CACHE;
          default -> Kind.INCREMENTAL;
        };
    try {
      return Optional.of(
          new SnapshotId(
              Long.parseLong(parts.group(1)),
              kind,
              kind == Kind.INCREMENTAL ? Long.parseLong(parts.group(3)) : 0,
              TIME.parse(parts.group(4), Instant::from)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  boolean isFull() {
    return kind == Kind.FULL;
  }

  String fileName() {
    return this + SUFFIX;
  }

  @Override
  public int compareTo(SnapshotId other) {
    return Comparator.comparingLong(SnapshotId::sequence)
        .thenComparing(SnapshotId::toString)
        .compare(this, other);
  }

  @Override
  public String toString() {
    String kindAndBase =
        switch (kind) {
          case FULL -> "full";
          case INCREMENTAL -> "incremental-%06d".formatted(base);
          case CACHE -> "cache";
        };
    return "%06d-%s-%s".formatted(sequence, kindAndBase, TIME.format(time));
  }
}
