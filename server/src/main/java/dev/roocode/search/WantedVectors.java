package dev.roocode.search;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.ContentHash;
import java.util.List;

/** Has vectors made that a search could use and that are not there yet. Thread-safe. */
@FunctionalInterface
public interface WantedVectors {
  /** Where nobody makes any. */
  WantedVectors NONE = (texts, untilNanos, cancellation) -> false;

  /**
   * Waits while vectors of these contents are being made, and not at all where none are.
   *
   * @param texts the most important first
   * @param untilNanos as the searcher's ticker counts
   * @return whether any of them may have a vector now
   * @throws java.util.concurrent.CancellationException once cancelled
   */
  boolean await(List<ContentHash> texts, long untilNanos, Cancellation cancellation);
}
