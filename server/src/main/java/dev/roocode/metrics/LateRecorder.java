package dev.roocode.metrics;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what happens until there are meters to count it: loading them costs 0.4 s of a cold start,
 * which nobody shall wait for. Thread-safe.
 */
public final class LateRecorder implements Recorder {
  /** More than these, and they are not waited for any longer. */
  static final int WAITING_MAX = 10_000;

  private final ConcurrentLinkedQueue<Consumer<Recorder>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final Runnable full;
  private final LongAdder requests = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile @Nullable Recorder target;

  /**
   * @param full is run when too much waits; it has to call {@link #handOver} before it returns
   */
  public LateRecorder(Runnable full) {
    this.full = full;
  }

  /** Counts what has waited; from now on everything goes there. */
  public void handOver(Recorder meters) {
    target = meters;
    drain(meters);
  }

  private void drain(Recorder meters) {
    for (Consumer<Recorder> next = waiting.poll(); next != null; next = waiting.poll()) {
      next.accept(meters);
    }
  }

  private void record(Consumer<Recorder> event) {
    Recorder meters = target;
    if (meters != null) {
      event.accept(meters);
      return;
    }
    waiting.add(event);
    if (size.incrementAndGet() == WAITING_MAX) {
      full.run();
    }
    meters = target;
    if (meters != null) { // handed over meanwhile
      drain(meters);
    }
  }

  @Override
  public void took(Metric timer, long nanos) {
    record(meters -> meters.took(timer, nanos));
  }

  /** Requests so far, with or without meters. */
  public long requests() {
    return requests.sum();
  }

  /** Those of them that failed. */
  public long failed() {
    return failed.sum();
  }

  @Override
  public void outcomes(Metric share, long counted, long of) {
    if (share == Metric.ERROR_RATE) {
      requests.add(of);
      failed.add(counted);
    }
    record(meters -> meters.outcomes(share, counted, of));
  }

  @Override
  public void add(Metric rate, long amount) {
    record(meters -> meters.add(rate, amount));
  }

  @Override
  public void done(Work work, boolean ok, long nanos, long amount) {
    record(meters -> meters.done(work, ok, nanos, amount));
  }
}
