package dev.roocode.app.bench;

import dev.roocode.base.Ticker;
import dev.roocode.metrics.History;
import dev.roocode.metrics.Machine;
import dev.roocode.metrics.Meters;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.MetricsLog;
import dev.roocode.metrics.Recorder;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What measuring costs: of each search, and once a minute. */
public final class MetricsBench {
  private static final int SEARCHES = 1_000_000;
  private static final int MINUTES = 200;

  private MetricsBench() {}

  /** No arguments. */
  public static void run(List<String> arguments, PrintStream out) throws Exception {
    Meters meters = new Meters(Ticker.SYSTEM);
    for (int round = 0; round < 3; round++) { // the first warms up
      Timings all = Timings.of(() -> searches(meters));
      out.printf(
          Locale.ROOT,
          "round %d: %.2f µs of thread time for all that is recorded of a search%n",
          round,
          all.cpu(0.5) * 1_000 / SEARCHES);
    }
    Path folder = Files.createTempDirectory("roocode-metrics");
    try {
      new Machine(folder).register(meters);
      History history = new History(meters, Ticker.SYSTEM);
      MetricsLog log = new MetricsLog(folder, meters, history, Ticker.SYSTEM);
      Timings.Step[] minutes = new Timings.Step[MINUTES];
      for (int i = 0; i < MINUTES; i++) {
        minutes[i] =
            () -> {
              log.minute();
              history.minute();
            };
      }
      Timings each = Timings.of(minutes);
      out.printf(Locale.ROOT, "a minute's look and lines: median %.2f ms%n", each.cpu(0.5));
    } finally {
      Folders.delete(folder);
    }
  }

  private static void searches(Recorder recorder) {
    for (int i = 0; i < SEARCHES; i++) {
      recorder.took(Metric.RESPONSE_TIME, 1_000_000 + i);
      recorder.took(Metric.SEARCH_TIME, 1_000_000 + i);
      recorder.took(Metric.QUERY_EMBEDDING_TIME, 900_000 + i);
      recorder.outcome(Metric.ERROR_RATE, false);
      recorder.outcome(Metric.RESULT_CACHE_HIT_RATE, (i & 1) == 0);
      recorder.outcome(Metric.VECTOR_CACHE_HIT_RATE, (i & 1) == 0);
    }
  }
}
