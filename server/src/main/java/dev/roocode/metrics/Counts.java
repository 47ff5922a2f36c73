package dev.roocode.metrics;

import java.util.Map;

/**
 * What has been counted since the start; the difference of two tells of the time between.
 *
 * @param nanos when, as the ticker counts
 * @param counts of each metric that counts
 */
record Counts(long nanos, Map<Metric, Count> counts) {
  /** Of one metric. Immutable. */
  static final class Count {
    static final Count NONE = new Count(0, 0, new long[0]);

    private final long events;
    private final double amount;
    private final long[] buckets;

    /**
     * @param events of all kinds
     * @param amount of a timer its nanoseconds, of a share those that count
     * @param buckets of a timer: events up to each bound of {@link Bounds}
     */
    Count(long events, double amount, long[] buckets) {
      this.events = events;
      this.amount = amount;
      this.buckets = buckets;
    }

    long events() {
      return events;
    }

    double amount() {
      return amount;
    }

    double percentileMillis(double share) {
      return Bounds.percentileMillis(share, buckets, events);
    }

    Count since(Count before) {
      long[] more = buckets.clone();
      for (int i = 0; i < Math.min(more.length, before.buckets.length); i++) {
        more[i] -= before.buckets[i];
      }
      return new Count(events - before.events, amount - before.amount, more);
    }
  }

  Count of(Metric metric) {
    return counts.getOrDefault(metric, Count.NONE);
  }
}
