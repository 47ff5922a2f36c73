package dev.roocode.search;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A part of a search that runs in a thread of its own. One that is late or no longer wanted is left
 * to end by itself, not interrupted: an interrupt would close the file channel that it reads.
 *
 * @param <T> what it finds
 */
final class Half<T> {
  /** How often a waiting caller looks whether the search was cancelled. */
  private static final long SLICE_MILLIS = 10;

  private final FutureTask<T> task;

  private Half(FutureTask<T> task) {
    this.task = task;
  }

  static <T> Half<T> start(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name("search-" + name).start(task);
    return new Half<>(task);
  }

  /**
   * What was found, or empty when the deadline came first.
   *
   * @param deadlineNanos as the ticker counts
   * @throws RuntimeException what the work threw
   */
  Optional<T> await(long deadlineNanos, Ticker ticker, Cancellation cancellation) {
    while (true) {
      cancellation.check();
      long leftMillis = (deadlineNanos - ticker.nanos()) / 1_000_000;
      long slice = Math.clamp(leftMillis, 0, SLICE_MILLIS);
      try {
        return Optional.of(task.get(slice, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        if (leftMillis <= 0) {
          return Optional.empty();
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }
}
