package dev.roocode.index;

import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a failing embedder is left alone: longer with each failure in a row. Guarded by the lock
 * of {@link EmbeddingLoop}.
 */
final class Patience {
  private final IndexSettings settings;
  private final Ticker ticker;
  private int failures;
  private long quietUntilNanos;
  private @Nullable Fault trouble;

  Patience(IndexSettings settings, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
  }

  void failed(Fault fault) {
    trouble = fault;
    failures++;
    quietUntilNanos =
        ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(settings.retryMillis(failures));
  }

  void succeeded() {
    failures = 0;
    trouble = null;
  }

  /** Nanoseconds until the next try; 0 for now. */
  long leftNanos() {
    return failures == 0 ? 0 : Math.max(0, quietUntilNanos - ticker.nanos());
  }

  boolean isLost() {
    return failures >= settings.giveUpAfter();
  }

  /** Of the newest call, where it failed. */
  Optional<Fault> trouble() {
    return Optional.ofNullable(trouble);
  }
}
