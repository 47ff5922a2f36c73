package dev.roocode.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lines of a metrics log, and the schema that each must fit: nothing else may be in one. */
public final class LogLines {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Pattern INCIDENT = Pattern.compile("[0-9a-f]{8}");

  /** The type of each member of each kind beside time and kind; with ? where it may be absent. */
  private static final Map<String, String> SCHEMA =
      Map.of(
          "metric",
          "name:word unit:unit value:number? p50:number? p95:number? count:number? judged:flag?",
          "index",
          "ok:flag tookMillis:number chunks:number",
          "backup",
          "ok:flag tookMillis:number bytes:number",
          "restore",
          "ok:flag tookMillis:number files:number",
          "alert",
          "rule:word state:opened|closed severity:warning|urgent|critical metric:word unit:unit"
              + " value:number? threshold:number since:time",
          "incident",
          "id:incident rule:word level:P1|P2|P3|P4 state:opened|updated|escalated|resolved opened:time"
              + " value:number?",
          "session",
          "seconds:number requests:number failed:number");

  private LogLines() {}

  /** All lines of all files, oldest file last. */
  public static List<JsonObject> of(Path logs) throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    if (!Files.exists(logs)) {
      return lines;
    }
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().startsWith(MetricsLog.FILE)) {
          for (String line : Files.readAllLines(file)) {
            lines.add(JsonParser.parseString(line).getAsJsonObject());
          }
        }
      }
    }
    return lines;
  }

  public static void assertValid(JsonObject line) {
    String said = line.toString();
    assertTrue(line.has("time") && line.has("kind"), said);
    isOf("time", line.get("time"), said);
    String schema = Objects.requireNonNull(SCHEMA.get(line.get("kind").getAsString()), said);
    Map<String, String> members = new HashMap<>();
    for (String member : List.of(schema.split(" ", -1))) {
      String[] parts = member.split(":", 2);
      boolean optional = parts[1].endsWith("?");
      members.put(parts[0], optional ? parts[1].substring(0, parts[1].length() - 1) : parts[1]);
      assertTrue(optional || line.has(parts[0]), parts[0] + " is missing in " + said);
    }
    for (Map.Entry<String, JsonElement> member : line.entrySet()) {
      if (!Set.of("time", "kind").contains(member.getKey())) {
        String type = members.get(member.getKey());
        assertTrue(type != null, member.getKey() + " is unknown in " + said);
        isOf(String.valueOf(type), member.getValue(), said);
      }
    }
    if (line.get("kind").getAsString().equals("metric")) {
      Metric metric = Metric.of(line.get("name").getAsString()).orElseThrow();
      assertEquals(metric.unit().word(), line.get("unit").getAsString());
    }
  }

  private static void isOf(String type, JsonElement value, String line) {
    JsonPrimitive said = value.getAsJsonPrimitive();
    boolean fits =
        switch (type) {
          case "number" -> said.isNumber() && Double.isFinite(said.getAsDouble());
          case "flag" -> said.isBoolean();
          case "time" -> !Instant.parse(said.getAsString()).isBefore(Instant.EPOCH);
          case "word" -> said.isString() && WORD.matcher(said.getAsString()).matches();
          case "incident" -> said.isString() && INCIDENT.matcher(said.getAsString()).matches();
          case "unit" ->
              Stream.of(Metric.Unit.values()).anyMatch(u -> u.word().equals(said.getAsString()));
          default -> List.of(type.split("\\|", -1)).contains(said.getAsString());
        };
    assertTrue(fits, value + " is no " + type + " in " + line);
    assertFalse(said.isString() && said.getAsString().contains("/") && !type.equals("unit"), line);
  }
}
