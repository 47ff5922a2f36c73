package dev.roocode.service;

import dev.roocode.base.Ticker;
import dev.roocode.domain.Status;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners how the workspace stands: at once after a quiet time, else at most once in an
 * interval, and only what differs from the last time. Thread-safe.
 */
final class StatusBoard {
  private final Supplier<Status> source;
  private final Schedule schedule;
  private final Ticker ticker;
  private final long intervalMillis;
  private final List<Consumer<Status>> listeners = new CopyOnWriteArrayList<>();
  private boolean planned;
  private boolean closed;
  private long publishedNanos;
  private @Nullable Status last;

  StatusBoard(Supplier<Status> source, Schedule schedule, Ticker ticker, long intervalMillis) {
    this.source = source;
    this.schedule = schedule;
    this.ticker = ticker;
    this.intervalMillis = intervalMillis;
  }

  void add(Consumer<Status> listener) {
    listeners.add(listener);
    changed();
  }

  /** The status may differ now. Quick; may be called from anywhere. */
  synchronized void changed() {
    if (planned || closed || listeners.isEmpty()) {
      return;
    }
    planned = true;
    long quiet = last == null ? intervalMillis : ticker.millisSince(publishedNanos);
    schedule.after(Math.max(0, intervalMillis - quiet), this::publish);
  }

  private void publish() {
    synchronized (this) {
      planned = false;
      if (closed) {
        return;
      }
      publishedNanos = ticker.nanos();
    }
    Status now = source.get();
    synchronized (this) {
      if (closed || now.equals(last)) {
        return;
      }
      last = now;
    }
    listeners.forEach(listener -> listener.accept(now));
  }

  synchronized void close() {
    closed = true;
  }
}
