package dev.roocode.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.roocode.index.ManualTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {
  @TempDir Path folder;
  private final ManualTicker ticker = new ManualTicker();
  private final Meters meters = new Meters(ticker);
  private final History history = new History(meters, ticker);

  private MetricsLog log(Path where) {
    return new MetricsLog(where, meters, history, ticker);
  }

  private void minute(MetricsLog log) {
    ticker.advance(Duration.ofMinutes(1));
    log.minute();
    history.minute();
  }

  @Test
  void eachMetricHasItsIntervalAndItsShape() throws IOException {
    MetricsLog log = log(folder);
    meters.took(Metric.SEARCH_TIME, 12_345_678);
    meters.outcomes(Metric.ERROR_RATE, 1, 60);
    meters.done(Work.BACKUP, true, 5_000_000, 1_234);
    meters.done(Work.INDEX, false, 7_000_000, 0);
    for (int i = 0; i < 10; i++) {
      minute(log);
    }
    List<JsonObject> lines = LogLines.of(folder);
    lines.forEach(LogLines::assertValid);
    for (Metric metric : Metric.values()) {
      long count =
          lines.stream()
              .filter(l -> l.has("name") && l.get("name").getAsString().equals(metric.word()))
              .count();
      assertEquals(10 / metric.intervalMinutes(), count, metric.word());
    }
    JsonObject search =
        lines.stream()
            .filter(l -> l.has("name") && l.get("name").getAsString().equals("search_time"))
            .findFirst()
            .orElseThrow();
    assertEquals(12.346, search.get("value").getAsDouble());
    assertEquals(1, search.get("count").getAsLong());
    JsonObject errors =
        lines.stream()
            .filter(l -> l.has("judged") && l.get("count").getAsLong() == 60)
            .findFirst()
            .orElseThrow();
    assertTrue(errors.get("judged").getAsBoolean());
    assertEquals(2, lines.stream().filter(l -> l.has("ok")).count());
    assertEquals(1_234, lines.getFirst().get("bytes").getAsLong());
  }

  @Test
  void aDayOfMinutesRotatesAndStaysWithinItsBound() throws IOException {
    MetricsLog log = log(folder);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 24 * 60; i++) {
      for (int j = 0; j < 20; j++) {
        meters.took(Metric.SEARCH_TIME, random.nextLong(1_000_000, 2_000_000_000));
        meters.outcome(Metric.RESULT_CACHE_HIT_RATE, random.nextBoolean());
      }
      meters.done(Work.INDEX, true, 1_000_000, 10);
      minute(log);
    }
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        long size = Files.size(file);
        assertTrue(size <= MetricsLog.FILE_BYTES, file + " " + size);
        bytes += size;
      }
    }
    assertTrue(Files.exists(folder.resolve("metrics.jsonl.1")), "rotated");
    assertTrue(bytes <= MetricsLog.FILE_BYTES * MetricsLog.FILES);
    List<JsonObject> lines = LogLines.of(folder);
    lines.forEach(LogLines::assertValid);
    long index = lines.stream().filter(l -> l.get("kind").getAsString().equals("index")).count();
    assertEquals(24 * 60, index, "a whole day is there");
  }

  @Test
  void theLastHourCanBeReadAgain() throws IOException {
    MetricsLog log = log(folder);
    for (int i = 0; i < 90; i++) {
      meters.took(Metric.SEARCH_TIME, (i + 1) * 1_000_000L);
      meters.outcomes(Metric.ERROR_RATE, 1, 10);
      meters.done(Work.INDEX, true, 1, 1);
      minute(log);
    }
    Files.writeString(
        folder.resolve(MetricsLog.FILE),
        "{\"time\":\"2026\nnonsense\n{\"kind\":\"metric\"}\n[]\n",
        StandardOpenOption.APPEND);
    Instant now = ticker.now();
    List<Point> hour =
        LoggedPoints.read(
            folder, now.minus(Duration.ofMinutes(59)), now.plus(Duration.ofSeconds(1)));
    assertEquals(60, hour.size());
    assertEquals(now, hour.getLast().time());
    for (int i = 0; i < 60; i++) {
      List<Reading> readings = hour.get(i).readings();
      Reading search = only(readings, Metric.SEARCH_TIME).getFirst();
      assertEquals(
          new Reading(Metric.SEARCH_TIME, i + 31.0, search.p50(), search.p95(), 1), search);
      assertTrue(search.p95() != null);
    }
    long shares =
        hour.stream().filter(p -> !only(p.readings(), Metric.ERROR_RATE).isEmpty()).count();
    assertEquals(12, shares, "every five minutes");
    assertEquals(59, LoggedPoints.read(folder, Instant.EPOCH, now).stream().skip(30).count());
    assertEquals(List.of(), LoggedPoints.read(folder.resolve("nowhere"), Instant.EPOCH, now));
  }

  private static List<Reading> only(List<Reading> readings, Metric metric) {
    return readings.stream().filter(reading -> reading.metric() == metric).toList();
  }

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    Path logs = folder.resolve("new/logs");
    minute(log(logs));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(logs.resolve("metrics.jsonl"))));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(logs)));
  }

  @Test
  void anUnwritableFolderIsToldAndPasses() throws IOException {
    Path taken = folder.resolve("logs");
    Files.writeString(taken, "a file where the folder should be");
    MetricsLog log = log(taken);
    minute(log);
    assertTrue(log.trouble().orElseThrow().line().contains("metrics.jsonl"));
    Files.delete(taken);
    minute(log);
    assertTrue(log.trouble().isEmpty());
    assertTrue(Files.exists(taken.resolve("metrics.jsonl")));
  }

  @Test
  void aFloodOfWorkIsBounded() throws IOException {
    MetricsLog log = log(folder);
    for (int i = 0; i < 10 * Meters.DONE_MAX; i++) {
      meters.done(Work.INDEX, true, 1, 1);
    }
    log.end();
    assertEquals(Meters.DONE_MAX, LogLines.of(folder).size());
  }
}
