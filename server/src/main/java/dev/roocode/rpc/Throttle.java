package dev.roocode.rpc;

import dev.roocode.base.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes on at most one value per interval; values in between are dropped, but for the last, which
 * always arrives. Thread-safe.
 */
public final class Throttle<T> {
  /** Runs something later. */
  public interface Timer {
    /** On a thread of the JDK's common pool. */
    Timer SYSTEM =
        (millis, task) ->
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(task);

    void after(long millis, Runnable task);
  }

  private final long intervalMillis;
  private final Ticker ticker;
  private final Timer timer;
  private final Consumer<T> sink;
  private boolean begun;
  private long passedNanos;
  private @Nullable T waiting;
  private boolean scheduled;

  public Throttle(long intervalMillis, Ticker ticker, Timer timer, Consumer<T> sink) {
    this.intervalMillis = intervalMillis;
    this.ticker = ticker;
    this.timer = timer;
    this.sink = sink;
  }

  public void offer(T value) {
    synchronized (this) {
      long rest = begun ? intervalMillis - ticker.millisSince(passedNanos) : 0;
      if (scheduled || rest > 0) {
        waiting = value;
        if (!scheduled) {
          scheduled = true;
          timer.after(rest, this::flush);
        }
        return;
      }
      mark();
    }
    sink.accept(value);
  }

  private void flush() {
    T value;
    synchronized (this) {
      value = waiting;
      waiting = null;
      scheduled = false;
      mark();
    }
    if (value != null) {
      sink.accept(value);
    }
  }

  private synchronized void mark() {
    begun = true;
    passedNanos = ticker.nanos();
  }
}
