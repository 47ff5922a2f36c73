package dev.roocode.base;

import java.time.Instant;

/**
 * The clock, injected so that tests never sleep: wall time for what is shown or persisted, a
 * monotonic count for durations. Thread-safe.
 */
public interface Ticker {
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }
      };

  Instant now();

  /** Monotonic nanoseconds; only differences mean something. */
  long nanos();

  /** Milliseconds since a former {@link #nanos}. */
  default long millisSince(long startNanos) {
    return (nanos() - startNanos) / 1_000_000;
  }
}
