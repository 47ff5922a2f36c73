package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.roocode.alert.Alert;
import dev.roocode.alert.AlertRule;
import dev.roocode.alert.Condition;
import dev.roocode.alert.Incident;
import dev.roocode.alert.Level;
import dev.roocode.alert.Severity;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.Point;
import dev.roocode.metrics.Reading;
import dev.roocode.protocol.MetricsMeasured;
import dev.roocode.protocol.MetricsMeasured.LogLine;
import dev.roocode.rpc.Throttle;
import dev.roocode.service.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who watches what is measured is told without asking, until it no longer watches. */
@Timeout(60)
class MetricsRequestsTest {
  private static final Instant TIME = Instant.parse("2026-11-24T11:47:32Z");
  private static final Reading SEARCH = new Reading(Metric.SEARCH_TIME, 212.7, 140.3, 431.2, 61);
  private static final Reading QUEUE = new Reading(Metric.QUEUE_LENGTH, null, null, null, 0);
  private static final Reading ERRORS = new Reading(Metric.ERROR_RATE, 5.0, null, null, 20);

  @TempDir Path folder;

  /** What waits for the five seconds to pass. */
  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

  private Peer peer;
  private FakeWorkspace workspace;

  @BeforeEach
  void start() throws IOException {
    peer =
        new Peer(
            (millis, task) -> {
              if (millis == MetricsRequests.TELL_MILLIS) {
                waiting.add(task);
              } else {
                Throttle.Timer.SYSTEM.after(millis, task);
              }
            },
            null);
    workspace = peer.start(folder);
    Condition condition = new Condition(Metric.SEARCH_TIME, Condition.Statistic.P95, true, 200);
    AlertRule rule =
        new AlertRule("search_time", condition, Duration.ofMinutes(1), Severity.WARNING, Level.P3);
    workspace.measured =
        new Measured(
            TIME,
            List.of(SEARCH, QUEUE, ERRORS),
            List.of(rule),
            List.of(new Alert(rule, TIME, 431.2)),
            List.of(new Incident("5f0c3a1e", "search_time", Level.P3, TIME, TIME)),
            List.of());
    workspace.hour =
        List.of(
            new Point(TIME.minusSeconds(120), List.of(SEARCH, QUEUE)),
            new Point(TIME.minusSeconds(60), List.of(SEARCH, QUEUE, ERRORS)));
  }

  @AfterEach
  void stop() throws IOException {
    peer.close();
  }

  private JsonObject watch(boolean on) throws IOException {
    return peer.result(peer.request("metrics/watch", "{\"on\":" + on + "}")).getAsJsonObject();
  }

  private static LogLine line(String text) {
    return new LogLine("2026-11-24T11:47:30Z", MetricsMeasured.Level.WARN, text);
  }

  private static List<String> log(JsonObject measured) {
    return measured.getAsJsonArray("log").asList().stream()
        .map(one -> one.getAsJsonObject().get("text").getAsString())
        .toList();
  }

  /** Five seconds later. */
  private JsonObject told() throws InterruptedException {
    Runnable next = waiting.poll(30, TimeUnit.SECONDS);
    assertTrue(next != null, "it is told again");
    next.run();
    return peer.told("metrics/measured").getAsJsonObject("params");
  }

  @Test
  void theLastHourComesFirst() throws IOException {
    peer.log.add(line("before"));
    JsonObject begun = watch(true);
    JsonArray series = begun.getAsJsonArray("series");
    assertEquals(2, series.size(), "without those that have nothing to tell");
    JsonObject search = series.get(0).getAsJsonObject();
    assertEquals("search_time", search.get("name").getAsString());
    assertEquals("ms", search.get("unit").getAsString());
    JsonObject point = search.getAsJsonArray("points").get(0).getAsJsonObject();
    assertEquals("2026-11-24T11:45:32Z", point.get("time").getAsString());
    assertEquals(431.2, point.get("p95").getAsDouble());
    JsonObject errors =
        series.get(1).getAsJsonObject().getAsJsonArray("points").get(0).getAsJsonObject();
    assertFalse(errors.get("judged").getAsBoolean(), "of twenty");
    JsonObject now = begun.getAsJsonObject("now");
    assertEquals(List.of("before"), log(now));
    JsonObject threshold = now.getAsJsonArray("thresholds").get(0).getAsJsonObject();
    assertEquals("p95", threshold.get("statistic").getAsString());
    assertEquals(200, threshold.get("value").getAsDouble());
    assertTrue(threshold.get("above").getAsBoolean());
    assertEquals(
        "5f0c3a1e",
        now.getAsJsonArray("alerts").get(0).getAsJsonObject().get("incident").getAsString());
    assertEquals(3, now.getAsJsonArray("metrics").size());
  }

  @Test
  void itIsToldUntilNobodyWatches() throws Exception {
    watch(true);
    peer.log.add(line("one"));
    assertEquals(List.of("one"), log(told()));
    peer.log.add(line("two"));
    JsonObject second = told();
    assertEquals(List.of("two"), log(second));
    assertEquals("2026-11-24T11:47:32Z", second.get("time").getAsString());
    JsonObject ended = watch(false);
    assertEquals(0, ended.getAsJsonArray("series").size());
    assertFalse(ended.has("now"));
    waiting.take().run();
    assertTrue(waiting.isEmpty(), "nothing is planned any more");
  }

  @Test
  void whoBeginsAnewIsToldOnce() throws Exception {
    watch(true);
    Runnable former = waiting.take();
    watch(false);
    watch(true);
    former.run();
    assertEquals(1, waiting.size(), "the former watch is over");
    told();
    assertEquals(1, waiting.size());
  }

  @Test
  void whereNothingIsMeasuredTheLogIsToldAllTheSame() throws Exception {
    workspace.measured = null;
    peer.log.add(line("something"));
    JsonObject now = watch(true).getAsJsonObject("now");
    JsonObject problem = now.getAsJsonArray("problems").get(0).getAsJsonObject();
    assertTrue(problem.get("message").getAsString().contains("metrics.enabled"));
    assertEquals(List.of("something"), log(now));
    peer.log.add(line("more"));
    assertEquals(List.of("more"), log(told()));
  }

  @Test
  void itGoesOnInAWorkspaceThatWasOpenedAnew() throws Exception {
    watch(true);
    peer.notify(
        "workspace/didChangeConfiguration", "{\"settings\":{\"roocode\":{\"profile\":\"small\"}}}");
    peer.until(() -> peer.workspaces.size() == 2);
    peer.workspace().measured = workspace.measured;
    peer.log.add(line("anew"));
    assertEquals(List.of("anew"), log(told()));
  }
}
