package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Ticker;
import dev.roocode.metrics.History;
import dev.roocode.metrics.Machine;
import dev.roocode.metrics.Meters;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.MetricsLog;
import dev.roocode.protocol.FileProblem;
import dev.roocode.protocol.MetricsAlert;
import dev.roocode.protocol.MetricsSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured, at a terminal. */
class DashboardTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8),
          new ByteArrayInputStream(new byte[0]));

  @Test
  void readingsAlertsAndProblemsAreShown() {
    MetricsSnapshot.Result measured =
        new MetricsSnapshot.Result(
            List.of(
                new MetricsSnapshot.Reading("cpu_usage", "%", 50.0, null, null, 0, true),
                new MetricsSnapshot.Reading("search_time", "ms", 12.34, 10.0, 40.26, 61, true),
                new MetricsSnapshot.Reading("error_rate", "%", 2.0, null, null, 7, false),
                new MetricsSnapshot.Reading("index_size", "bytes", 2.5e6, null, null, 0, true),
                new MetricsSnapshot.Reading("backup_age", "h", null, null, null, 0, false)),
            List.of(
                new MetricsAlert(
                    "degraded",
                    MetricsAlert.State.OPENED,
                    MetricsAlert.Severity.CRITICAL,
                    MetricsSnapshot.Level.P2,
                    "degraded",
                    "",
                    1.0,
                    0,
                    "2026-11-24T11:46:27Z",
                    "5f0c3a1e")),
            List.of(
                new MetricsSnapshot.Incident(
                    "5f0c3a1e",
                    "degraded",
                    MetricsSnapshot.Level.P1,
                    "2026-11-24T11:47:27Z",
                    "2026-11-24T13:47:27Z")),
            List.of(new FileProblem("alerts.yaml:3:1", "badAlert", "is\u0007 wrong")));
    String text = new Dashboard(terminal, 5).text(measured);
    assertEquals(
        """
        The last 5 minutes
          cpu_usage                       50 %  ##########..........
          search_time                  12.3 ms  median 10 ms, 95 % 40.3 ms  of 61
          error_rate                       2 %  ....................  of 7, too few to judge
          index_size                    2.5 MB
          backup_age                         -
        Open alerts and incidents
          P1 critical degraded           degraded is 1, the threshold 0; since 2026-11-24T11:46:27Z (incident 5f0c3a1e)
        note: alerts.yaml:3:1: is\uFFFD wrong
        """,
        text);
  }

  @Test
  void withoutAServerTheLogIsRead() throws IOException {
    Path data = folder.resolve("data");
    Path workspace = Files.createDirectories(folder.resolve("workspace"));
    String[] words = {
      "metrics", "--data", data.toString(), "--workspace", workspace.toString(), "--window", "1"
    };
    assertEquals(1, Main.run(words, terminal), "nothing was measured");
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("open the editor"));
    Meters meters = new Meters(Ticker.SYSTEM);
    new Machine(folder).register(meters);
    meters.took(Metric.SEARCH_TIME, 12_000_000);
    History history = new History(meters, Ticker.SYSTEM);
    MetricsLog log = new MetricsLog(data.resolve("logs"), meters, history, Ticker.SYSTEM);
    log.minute();
    Files.writeString(
        data.resolve("logs/metrics.jsonl"), "{half a line", StandardOpenOption.APPEND);
    assertEquals(0, Main.run(words, terminal), err.toString(StandardCharsets.UTF_8));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("memory_usage"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("No server runs here"));
    try (InputStream in = WrittenMetrics.tail(data.resolve("logs/metrics.jsonl"))) {
      assertTrue(WrittenMetrics.read(in).result().metrics().size() > 10);
    }
  }
}
