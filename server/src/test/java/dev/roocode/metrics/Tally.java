package dev.roocode.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is recorded, by the word of the metric. Thread-safe. */
public final class Tally implements Recorder {
  private final ConcurrentHashMap<String, AtomicLong> counts = new ConcurrentHashMap<>();

  private void count(String what, long amount) {
    counts.computeIfAbsent(what, key -> new AtomicLong()).addAndGet(amount);
  }

  @Override
  public void took(Metric timer, long nanos) {
    count(timer.word(), 1);
  }

  @Override
  public void outcomes(Metric share, long counted, long of) {
    count(share.word() + "+", counted);
    count(share.word() + "-", of - counted);
  }

  @Override
  public void add(Metric rate, long amount) {
    count(rate.word(), amount);
  }

  @Override
  public void done(Work work, boolean ok, long nanos, long amount) {
    count(work.word() + (ok ? "" : " failed"), 1);
  }

  public long of(String what) {
    return counts.getOrDefault(what, new AtomicLong()).get();
  }
}
