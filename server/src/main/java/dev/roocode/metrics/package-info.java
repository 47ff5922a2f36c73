/**
 * What is measured while the server runs: the list of metrics, where they are counted, the log they
 * are written to.
 *
 * <p>Invariant: a metric is a number with a name of {@link Metric}. No text, query, path or key can
 * be recorded.
 */
@NullMarked
package dev.roocode.metrics;

import org.jspecify.annotations.NullMarked;
