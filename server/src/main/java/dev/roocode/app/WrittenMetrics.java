package dev.roocode.app;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.roocode.protocol.MetricsSnapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest reading of each metric in a metrics log.
 *
 * @param time of the newest line; empty without one
 */
record WrittenMetrics(String time, MetricsSnapshot.Result result) {
  private static final long TAIL_BYTES = 64 << 10;

  /** The last lines of a log; nothing where there is none. */
  static InputStream tail(Path log) throws IOException {
    if (!Files.exists(log)) {
      return InputStream.nullInputStream();
    }
    InputStream in = Files.newInputStream(log);
    in.skipNBytes(Math.max(0, Files.size(log) - TAIL_BYTES));
    return in;
  }

  static WrittenMetrics read(InputStream lines) throws IOException {
    Map<String, MetricsSnapshot.Reading> readings = new LinkedHashMap<>();
    String newest = "";
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      Optional<JsonObject> metric = metric(line);
      if (metric.isPresent()) {
        JsonObject json = metric.get();
        readings.put(json.get("name").getAsString(), reading(json));
        newest = json.get("time").getAsString();
      }
    }
    return new WrittenMetrics(
        newest,
        new MetricsSnapshot.Result(
            List.copyOf(readings.values()), List.of(), List.of(), List.of()));
  }

  /** The first line of a tail may be half a one. */
  private static Optional<JsonObject> metric(String line) {
    try {
      JsonObject json = JsonParser.parseString(line).getAsJsonObject();
      boolean whole = json.has("name") && json.has("unit") && json.has("time");
      return whole ? Optional.of(json) : Optional.empty();
    } catch (JsonParseException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static MetricsSnapshot.Reading reading(JsonObject json) {
    JsonElement count = json.get("count");
    JsonElement judged = json.get("judged");
    return new MetricsSnapshot.Reading(
        json.get("name").getAsString(),
        json.get("unit").getAsString(),
        number(json, "value"),
        number(json, "p50"),
        number(json, "p95"),
        count == null ? 0 : count.getAsLong(),
        judged == null || judged.getAsBoolean());
  }

  private static @Nullable Double number(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value == null ? null : (Double) value.getAsDouble();
  }
}
