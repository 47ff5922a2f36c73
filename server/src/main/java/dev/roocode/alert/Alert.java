package dev.roocode.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert that has opened.
 *
 * @param since when its condition began to hold
 * @param value what was measured last; null where there is nothing to judge
 */
public record Alert(AlertRule rule, Instant since, @Nullable Double value) {}
