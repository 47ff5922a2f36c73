package dev.roocode.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What a metric says of a span of time.
 *
 * @param value in the metric's unit: of a timer the mean; null where there is nothing to tell
 * @param p50 the median of a timer, as exact as the buckets of its histogram: within 10 %
 * @param p95 of a timer
 * @param count of events; 0 for a gauge
 */
public record Reading(
    Metric metric, @Nullable Double value, @Nullable Double p50, @Nullable Double p95, long count) {
  /** Whether it says anything: a share of few events does not. */
  public boolean isJudged() {
    return value != null && (metric.kind() != Metric.Kind.SHARE || count >= Metric.JUDGED_FROM);
  }
}
