package dev.roocode.metrics;

import dev.roocode.base.Ticker;
import dev.roocode.metrics.Counts.Count;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is recorded, with Micrometer. Nothing is ever reset: who wants to know of a span of
 * time compares the counts at its ends. Thread-safe.
 */
public final class Meters implements Recorder {
  /** More pieces of work than these between two looks are counted, not told. */
  static final int DONE_MAX = 1_000;

  /** Longer than any process lives: the histograms only grow. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final Ticker ticker;
  private final SimpleMeterRegistry registry;
  private final Map<Metric, Timer> timers = new EnumMap<>(Metric.class);
  private final Map<Metric, Counter> events = new EnumMap<>(Metric.class);
  private final Map<Metric, Counter> counted = new EnumMap<>(Metric.class);
  private final Map<Metric, Gauge> gauges = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Done> done = new ConcurrentLinkedQueue<>();
  private final AtomicInteger doneSize = new AtomicInteger();

  /** A piece of work that has ended. */
  record Done(Instant time, Work work, boolean ok, long nanos, long amount) {}

  public Meters(Ticker ticker) {
    this.ticker = ticker;
    this.registry =
        new SimpleMeterRegistry(
            SimpleConfig.DEFAULT,
            new Clock() {
              @Override
              public long wallTime() {
                return ticker.now().toEpochMilli();
              }

              @Override
              public long monotonicTime() {
                return ticker.nanos();
              }
            });
    for (Metric metric : Metric.values()) {
      register(metric);
    }
  }

  private void register(Metric metric) {
    switch (metric.kind()) {
      case TIMER ->
          timers.put(
              metric,
              Timer.builder(metric.word())
                  .serviceLevelObjectives(Bounds.durations())
                  .distributionStatisticExpiry(NEVER)
                  .distributionStatisticBufferLength(1)
                  .register(registry));
      case SHARE -> {
        events.put(metric, Counter.builder(metric.word() + ".events").register(registry));
        counted.put(metric, Counter.builder(metric.word() + ".counted").register(registry));
      }
      case RATE -> events.put(metric, Counter.builder(metric.word()).register(registry));
      case GAUGE -> {} // when somebody knows its value
    }
  }

  /**
   * Names who knows the value of a gauge; the last one counts.
   *
   * @param value asked at each look; not a number where it is unknown
   */
  public void gauge(Metric metric, DoubleSupplier value) {
    Gauge former = gauges.remove(metric);
    if (former != null) {
      registry.remove(former);
    }
    gauges.put(
        metric,
        Gauge.builder(metric.word(), value::getAsDouble).strongReference(true).register(registry));
  }

  @Override
  public void took(Metric timer, long nanos) {
    of(timers, timer).record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void outcomes(Metric share, long hits, long of) {
    of(events, share).increment((double) of);
    of(counted, share).increment((double) hits);
  }

  @Override
  public void add(Metric rate, long amount) {
    of(events, rate).increment((double) amount);
  }

  @Override
  public void done(Work work, boolean ok, long nanos, long amount) {
    if (doneSize.incrementAndGet() <= DONE_MAX) {
      done.add(new Done(ticker.now(), work, ok, nanos, amount));
    }
  }

  private static <T> T of(Map<Metric, T> meters, Metric metric) {
    T meter = meters.get(metric);
    if (meter == null) {
      throw new IllegalArgumentException(metric.word() + " is a " + metric.kind());
    }
    return meter;
  }

  /** What has ended since the last call. */
  List<Done> takeDone() {
    List<Done> taken = new ArrayList<>();
    for (Done next = done.poll(); next != null; next = done.poll()) {
      taken.add(next);
    }
    doneSize.set(0);
    return taken;
  }

  Counts counts() {
    Map<Metric, Count> counts = new EnumMap<>(Metric.class);
    timers.forEach((metric, timer) -> {
      CountAtBucket[] buckets = timer.takeSnapshot().histogramCounts();
      long[] upTo = new long[buckets.length];
      for (int i = 0; i < buckets.length; i++) {
        upTo[i] = (long) buckets[i].count();
      }
      counts.put(metric, new Count(timer.count(), timer.totalTime(TimeUnit.NANOSECONDS), upTo));
    });
    events.forEach((metric, counter) -> {
      Counter those = counted.get(metric);
      counts.put(
          metric,
          new Count((long) counter.count(), those == null ? 0 : those.count(), new long[0]));
    });
    return new Counts(ticker.nanos(), counts);
  }

  /** The value of a gauge now; null where it is unknown. */
  @Nullable Double gauge(Metric metric) {
    Gauge gauge = gauges.get(metric);
    double value = gauge == null ? Double.NaN : gauge.value();
    return Double.isFinite(value) ? value : null;
  }
}
