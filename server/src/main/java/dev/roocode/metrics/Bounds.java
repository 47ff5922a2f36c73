package dev.roocode.metrics;

import java.time.Duration;

/**
 * The bounds of the histograms of durations: each a fifth above the one before, from 0.1 ms to over
 * 100 s, so that a percentile is within 10 % of the truth.
 */
final class Bounds {
  private static final double FIRST_NANOS = 100_000;
  private static final double FACTOR = 1.2;
  private static final int COUNT = 77;

  private static final long[] NANOS = nanos();

  private Bounds() {}

  private static long[] nanos() {
    long[] nanos = new long[COUNT];
    double bound = FIRST_NANOS;
    for (int i = 0; i < COUNT; i++) {
      nanos[i] = Math.round(bound);
      bound *= FACTOR;
    }
    return nanos;
  }

  static Duration[] durations() {
    Duration[] durations = new Duration[COUNT];
    for (int i = 0; i < COUNT; i++) {
      durations[i] = Duration.ofNanos(NANOS[i]);
    }
    return durations;
  }

  /**
   * The duration that a share of the events does not exceed, in milliseconds; within a bucket they
   * are taken for evenly spread.
   *
   * @param share 0.95 for the 95th percentile
   * @param buckets events up to each bound
   * @param events of all, those beyond the last bound included
   */
  static double percentileMillis(double share, long[] buckets, long events) {
    double rank = share * events;
    for (int i = 0; i < buckets.length; i++) {
      if (buckets[i] >= rank) {
        double below = i == 0 ? 0 : buckets[i - 1];
        double low = i == 0 ? 0 : NANOS[i - 1];
        double inside = buckets[i] == below ? 1 : (rank - below) / (buckets[i] - below);
        return (low + inside * (NANOS[i] - low)) / 1e6;
      }
    }
    return NANOS[COUNT - 1] / 1e6;
  }
}
