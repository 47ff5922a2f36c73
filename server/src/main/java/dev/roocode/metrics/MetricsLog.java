package dev.roocode.metrics;

import com.google.gson.JsonObject;
import dev.roocode.base.RotatedFile;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is measured to {@code logs/metrics.jsonl}: one JSON object a line with {@code time},
 * {@code kind} and numbers. Where it cannot be written the server goes on, and {@link #trouble}
 * says so. Used by one thread.
 */
public final class MetricsLog {
  public static final String FILE = "metrics.jsonl";

  /** All files together stay below 10 MB: about two days at one line a minute and metric. */
  static final long FILE_BYTES = 2 << 20;

  static final int FILES = 5;

  private final RotatedFile file;
  private final Meters meters;
  private final History history;
  private final Ticker ticker;
  private long minute;
  private volatile @Nullable Fault trouble;

  public MetricsLog(Path folder, Meters meters, History history, Ticker ticker) {
    this.file = file(folder);
    this.meters = meters;
    this.history = history;
    this.ticker = ticker;
  }

  private static RotatedFile file(Path folder) {
    return new RotatedFile(folder.resolve(FILE), FILE_BYTES, FILES);
  }

  /**
   * Writes that a session has ended in order, however short it was. Needs no meters.
   *
   * @param seconds that it lasted
   * @param counted requests, and those of them that failed
   * @throws IOException where it cannot be written
   */
  public static void session(Path folder, Ticker ticker, long seconds, LateRecorder counted)
      throws IOException {
    JsonObject line = new JsonObject();
    line.addProperty("time", ticker.now().toString());
    line.addProperty("kind", "session");
    line.addProperty("seconds", seconds);
    line.addProperty("requests", counted.requests());
    line.addProperty("failed", counted.failed());
    file(folder).append(line + "\n");
  }

  /** Writes what is due; to be called once a minute. */
  public void minute() {
    minute++;
    StringBuilder lines = new StringBuilder();
    meters.takeDone().forEach(done -> lines.append(line(done)));
    String time = ticker.now().toString();
    for (Metric metric : Metric.values()) {
      if (minute % metric.intervalMinutes() == 0) {
        lines.append(line(time, history.last(metric, metric.intervalMinutes())));
      }
    }
    append(lines.toString());
  }

  /** Writes what has ended since; at the end. */
  public void end() {
    StringBuilder lines = new StringBuilder();
    meters.takeDone().forEach(done -> lines.append(line(done)));
    if (!lines.isEmpty()) {
      append(lines.toString());
    }
  }

  /**
   * Writes a line of another kind, such as {@code alert}.
   *
   * @param members words and numbers that come from rules, never from the workspace
   */
  public void write(String kind, JsonObject members) {
    JsonObject line = new JsonObject();
    line.addProperty("time", ticker.now().toString());
    line.addProperty("kind", kind);
    members.entrySet().forEach(member -> line.add(member.getKey(), member.getValue()));
    append(line + "\n");
  }

  private static String line(Meters.Done done) {
    JsonObject line = new JsonObject();
    line.addProperty("time", done.time().toString());
    line.addProperty("kind", done.work().word());
    line.addProperty("ok", done.ok());
    line.addProperty("tookMillis", done.nanos() / 1_000_000);
    line.addProperty(done.work().amount(), done.amount());
    return line + "\n";
  }

  private static String line(String time, Reading reading) {
    JsonObject line = new JsonObject();
    line.addProperty("time", time);
    line.addProperty("kind", "metric");
    line.addProperty("name", reading.metric().word());
    line.addProperty("unit", reading.metric().unit().word());
    add(line, "value", reading.value());
    add(line, "p50", reading.p50());
    add(line, "p95", reading.p95());
    if (reading.metric().kind() != Metric.Kind.GAUGE) {
      line.addProperty("count", reading.count());
    }
    if (reading.metric().kind() == Metric.Kind.SHARE) {
      line.addProperty("judged", reading.isJudged());
    }
    return line + "\n";
  }

  private static void add(JsonObject line, String name, @Nullable Double value) {
    if (value != null) {
      line.addProperty(name, rounded(value));
    }
  }

  /** Three digits behind the point, and none where there are none. */
  private static Number rounded(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? (Number) (long) value
        : (Number) Double.valueOf(String.format(Locale.ROOT, "%.3f", value));
  }

  private void append(String lines) {
    try {
      file.append(lines);
      trouble = null;
    } catch (IOException e) { // told by whoever asks how the workspace stands
      trouble =
          new Fault.Unavailable(
                  file.file().toString(),
                  "cannot be written; what is measured is not kept",
                  "mend its permissions or free some space; nothing else is affected")
              .causedBy(e);
    }
  }

  /** Why lines are lost; empty again once they are not. */
  public Optional<Fault> trouble() {
    return Optional.ofNullable(trouble);
  }
}
