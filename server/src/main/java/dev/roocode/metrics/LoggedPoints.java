package dev.roocode.metrics;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the metrics log says of a span of time: the past that a process has not seen itself. */
public final class LoggedPoints {
  /** An hour takes about 170 kB. */
  private static final int TAIL_BYTES = 512 << 10;

  private LoggedPoints() {}

  /**
   * Oldest first; what cannot be read is left out.
   *
   * @param logs the folder of the log
   * @param from inclusive
   * @param until exclusive
   */
  public static List<Point> read(Path logs, Instant from, Instant until) {
    Map<Instant, List<Reading>> points = new TreeMap<>();
    Path file = logs.resolve(MetricsLog.FILE);
    for (Path part : List.of(file.resolveSibling(MetricsLog.FILE + ".1"), file)) {
      tail(part).lines().forEach(line -> add(line, from, until, points));
    }
    return points.entrySet().stream()
        .map(point -> new Point(point.getKey(), point.getValue()))
        .toList();
  }

  private static String tail(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, Files.size(file) - TAIL_BYTES));
      return new String(in.readNBytes(TAIL_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) { // there is none, or it was rotated meanwhile
      return "";
    }
  }

  private static void add(
      String line, Instant from, Instant until, Map<Instant, List<Reading>> points) {
    try {
      JsonObject json = JsonParser.parseString(line).getAsJsonObject();
      Instant time = Instant.parse(json.get("time").getAsString());
      if (!time.isBefore(from) && time.isBefore(until)) {
        reading(json)
            .ifPresent(
                reading -> points.computeIfAbsent(time, at -> new ArrayList<>()).add(reading));
      }
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | NumberFormatException
        | NullPointerException
        | DateTimeException e) {
      // half a line at the beginning of a tail, or one that somebody else wrote
    }
  }

  private static Optional<Reading> reading(JsonObject json) {
    if (!json.get("kind").getAsString().equals("metric")) {
      return Optional.empty();
    }
    JsonElement count = json.get("count");
    return Metric.of(json.get("name").getAsString())
        .map(metric ->
            new Reading(
                metric,
                number(json, "value"),
                number(json, "p50"),
                number(json, "p95"),
                count == null ? 0 : count.getAsLong()));
  }

  private static @Nullable Double number(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value == null ? null : (Double) value.getAsDouble();
  }
}
