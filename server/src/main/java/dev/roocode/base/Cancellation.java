package dev.roocode.base;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells a running operation that nobody wants its result any more. Loops ask between two steps of
 * at most a few milliseconds, so that cancelling takes effect within 100 ms. Thread-safe.
 */
@FunctionalInterface
public interface Cancellation {
  /** For operations that nobody can cancel. */
  Cancellation NEVER = () -> false;

  boolean isCancelled();

  /** Throws {@link CancellationException} once cancelled. */
  default void check() {
    if (isCancelled()) {
      throw new CancellationException();
    }
  }

  /** This one or the other, whichever comes first. */
  default Cancellation or(Cancellation other) {
    return () -> isCancelled() || other.isCancelled();
  }

  /** A switch that is off until {@link #cancel}. Thread-safe. */
  final class Switch implements Cancellation {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    public void cancel() {
      cancelled.set(true);
    }

    @Override
    public boolean isCancelled() {
      return cancelled.get();
    }
  }
}
