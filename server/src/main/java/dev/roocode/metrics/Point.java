package dev.roocode.metrics;

import java.time.Instant;
import java.util.List;

/**
 * What was measured up to a moment.
 *
 * @param readings of the minutes that each metric is told of: {@link Metric#intervalMinutes}
 */
public record Point(Instant time, List<Reading> readings) {}
