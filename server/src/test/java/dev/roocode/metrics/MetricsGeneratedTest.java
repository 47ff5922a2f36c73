package dev.roocode.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code docs/ops/metrics.md} says what the enum says; {@code -Dupdate} rewrites it. */
class MetricsGeneratedTest {
  private static final Path FILE = Path.of("../docs/ops/metrics.md");

  private static String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # Metrics

            Generated from `dev.roocode.metrics.Metric`.

            Lines of `<data>/logs/metrics.jsonl` and answers of `metrics/snapshot`. A *timer* tells mean, median, 95th percentile and number; a *share*
            of fewer than %d events is not judged; a *rate* is per second. Alerts: [maintenance](maintenance.md#alerts).

            | metric | kind | unit | written every | what it is |
            |---|---|---|---|---|
            """
                .formatted(Metric.JUDGED_FROM));
    for (Metric metric : Metric.values()) {
      text.append(
          "| `%s` | %s | %s | %d min | %s |\n"
              .formatted(
                  metric.word(),
                  metric.kind().name().toLowerCase(Locale.ROOT),
                  metric.unit().word(),
                  metric.intervalMinutes(),
                  metric.meaning()));
    }
    return text.toString();
  }

  @Test
  void theTableIsFresh() throws IOException {
    if (System.getProperty("update") != null) {
      Files.writeString(FILE, text());
    }
    assertEquals(text(), Files.readString(FILE), "run the tests with -Dupdate");
  }
}
