package dev.roocode.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.index.ManualTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private final ManualTicker ticker = new ManualTicker();
  private final Meters meters = new Meters(ticker);
  private final History history = new History(meters, ticker);

  private void minute() {
    ticker.advance(Duration.ofMinutes(1));
    history.minute();
  }

  private static double told(@Nullable Double value) {
    assertNotNull(value);
    return value;
  }

  @Test
  void percentilesAreWithinATenthOfTheTruth() {
    long seed = Long.getLong("seed", 42);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      int count = 1 + random.nextInt(2_000);
      double[] millis = new double[count];
      double middle = Math.pow(10, random.nextDouble(-0.5, 4));
      for (int i = 0; i < count; i++) {
        millis[i] = middle * Math.exp(random.nextGaussian() * 0.8);
        meters.took(Metric.SEARCH_TIME, (long) (millis[i] * 1e6));
      }
      Reading reading = history.last(Metric.SEARCH_TIME, 1);
      Arrays.sort(millis);
      String what = "seed " + seed + " round " + round + " of " + count;
      assertEquals(count, reading.count(), what);
      assertNear(millis, 0.5, told(reading.p50()), what);
      assertNear(millis, 0.95, told(reading.p95()), what);
      double mean = Arrays.stream(millis).average().orElseThrow();
      assertEquals(mean, told(reading.value()), mean * 0.001, what);
      minute();
      minute();
    }
  }

  /** Between the neighbours of the rank, a bucket's width either way. */
  private static void assertNear(double[] sorted, double share, double told, String what) {
    int rank = (int) Math.ceil(share * sorted.length) - 1;
    double low = sorted[Math.max(0, rank - 1)] / 1.21;
    double high = sorted[Math.min(sorted.length - 1, rank + 1)] * 1.21;
    assertTrue(told >= low && told <= high, what + ": " + told + " of " + sorted[rank]);
  }

  @Test
  void onlyTheSpanAskedForCounts() {
    meters.took(Metric.SEARCH_TIME, 10_000_000);
    minute();
    meters.took(Metric.SEARCH_TIME, 500_000_000);
    meters.took(Metric.SEARCH_TIME, 500_000_000);
    assertEquals(3, history.last(Metric.SEARCH_TIME, 1).count(), "of the minute before, too");
    minute();
    assertEquals(2, history.last(Metric.SEARCH_TIME, 1).count());
    assertEquals(500, told(history.last(Metric.SEARCH_TIME, 1).value()), 1e-6);
    assertEquals(3, history.last(Metric.SEARCH_TIME, 2).count());
    minute();
    assertEquals(0, history.last(Metric.SEARCH_TIME, 1).count());
    assertNull(history.last(Metric.SEARCH_TIME, 1).p95());
    for (int i = 0; i < 2 * History.MINUTES_MAX; i++) {
      minute();
    }
    assertEquals(0, history.last(Metric.SEARCH_TIME, History.MINUTES_MAX).count(), "forgotten");
  }

  @Test
  void aShareOfFewEventsIsNotJudged() {
    meters.outcomes(Metric.ERROR_RATE, 49, 49);
    Reading few = history.last(Metric.ERROR_RATE, 5);
    assertEquals(100, told(few.value()));
    assertFalse(few.isJudged());
    meters.outcome(Metric.ERROR_RATE, false);
    Reading enough = history.last(Metric.ERROR_RATE, 5);
    assertTrue(enough.isJudged());
    assertEquals(98, told(enough.value()), 1e-9);
    assertFalse(history.last(Metric.CACHE_HIT_RATE, 5).isJudged());
    assertNull(history.last(Metric.CACHE_HIT_RATE, 5).value());
  }

  @Test
  void ratesAreBySecond() {
    ticker.advance(Duration.ofSeconds(30));
    meters.add(Metric.CHUNK_RATE, 600);
    assertEquals(20, told(history.last(Metric.CHUNK_RATE, 1).value()), 1e-9);
  }

  @Test
  void eachMinuteLeavesAPoint() {
    meters.took(Metric.SEARCH_TIME, 10_000_000);
    meters.outcomes(Metric.ERROR_RATE, 1, 10);
    minute();
    minute();
    List<Point> points = history.points();
    assertEquals(2, points.size());
    assertEquals(ticker.now(), points.getLast().time());
    assertEquals(10, told(reading(points.getFirst(), Metric.SEARCH_TIME).value()), 1e-6);
    assertNull(reading(points.getLast(), Metric.SEARCH_TIME).value(), "of its own minute");
    assertEquals(10, told(reading(points.getLast(), Metric.ERROR_RATE).value()), "of five");
    meters.took(Metric.SEARCH_TIME, 20_000_000);
    assertEquals(20, told(reading(history.now(), Metric.SEARCH_TIME).value()), 1e-6);
    assertEquals(2, history.points().size(), "looking leaves none");
    for (int i = 0; i < 2 * History.MINUTES_MAX; i++) {
      minute();
    }
    assertEquals(History.MINUTES_MAX, history.points().size());
  }

  private static Reading reading(Point point, Metric metric) {
    return point.readings().stream()
        .filter(reading -> reading.metric() == metric)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aGaugeIsAskedWhenItIsTold() {
    assertNull(history.last(Metric.QUEUE_LENGTH, 1).value());
    double[] queue = {3};
    meters.gauge(Metric.QUEUE_LENGTH, () -> queue[0]);
    assertEquals(3, told(history.last(Metric.QUEUE_LENGTH, 1).value()));
    queue[0] = 4;
    assertEquals(4, told(history.last(Metric.QUEUE_LENGTH, 1).value()));
    meters.gauge(Metric.QUEUE_LENGTH, () -> 9);
    assertEquals(9, told(history.last(Metric.QUEUE_LENGTH, 1).value()), "the last one counts");
    meters.gauge(Metric.QUEUE_LENGTH, () -> Double.NaN);
    assertNull(history.last(Metric.QUEUE_LENGTH, 1).value());
  }

  @Test
  void whatHappensBeforeThereAreMetersIsCounted() {
    LateRecorder late = new LateRecorder(() -> {});
    late.add(Metric.CHUNK_RATE, 600);
    late.outcome(Metric.ERROR_RATE, true);
    ticker.advance(Duration.ofSeconds(30));
    late.handOver(meters);
    late.took(Metric.SEARCH_TIME, 1_000_000);
    History since = History.since(0, meters, ticker);
    assertEquals(20, told(since.last(Metric.CHUNK_RATE, 1).value()), 1e-9);
    assertEquals(1, since.last(Metric.ERROR_RATE, 5).count());
    assertEquals(1, since.last(Metric.SEARCH_TIME, 1).count());
    boolean[] full = {false};
    LateRecorder flooded = new LateRecorder(() -> full[0] = true);
    for (int i = 0; i < LateRecorder.WAITING_MAX; i++) {
      assertFalse(full[0]);
      flooded.add(Metric.CHUNK_RATE, 1);
    }
    assertTrue(full[0], "then they are not waited for");
  }

  @Test
  void aMetricOfAnotherKindIsAMistake() {
    assertThrows(IllegalArgumentException.class, () -> meters.took(Metric.ERROR_RATE, 1));
    assertThrows(IllegalArgumentException.class, () -> meters.add(Metric.CPU_USAGE, 1));
  }

  @Test
  void theMachineTellsOfItself() {
    new Machine(Path.of(System.getProperty("java.io.tmpdir"))).register(meters);
    for (Metric metric :
        List.of(
            Metric.MEMORY_USAGE, Metric.HEAP_USAGE, Metric.DISK_USAGE, Metric.PROCESS_CPU_USAGE)) {
      double value = told(history.last(metric, 1).value());
      assertTrue(value >= 0 && value <= 100, metric + " " + value);
    }
    assertTrue(told(history.last(Metric.HEAP_USED, 1).value()) > 1e6);
    assertEquals(
        75, Machine.memory("MemTotal: 1000 kB\nMemFree: 10 kB\nMemAvailable:  250 kB\n"), 1e-9);
    assertTrue(Double.isNaN(Machine.memory("nothing")));
  }
}
