package dev.roocode.alert;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.roocode.base.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The incidents that are open, so that they outlive the process. What cannot be read is no
 * incident: an alert that still holds opens another one.
 */
final class IncidentFile {
  private static final int FORMAT = 1;
  private static final int BYTES_MAX = 1 << 20;

  private final Path file;

  IncidentFile(Path file) {
    this.file = file;
  }

  List<Incident> read() {
    try {
      if (!Files.exists(file) || Files.size(file) > BYTES_MAX) {
        return List.of();
      }
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      if (json.get("format").getAsInt() != FORMAT) {
        return List.of();
      }
      List<Incident> open = new ArrayList<>();
      json.getAsJsonArray("open").forEach(one -> open.add(incident(one)));
      return open;
    } catch (IOException
        | JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException
        | NullPointerException
        | DateTimeException e) {
      return List.of();
    }
  }

  private static Incident incident(JsonElement element) {
    JsonObject json = element.getAsJsonObject();
    return new Incident(
        json.get("id").getAsString(),
        json.get("rule").getAsString(),
        Level.valueOf(json.get("level").getAsString()),
        Instant.parse(json.get("opened").getAsString()),
        Instant.parse(json.get("raised").getAsString()));
  }

  /**
   * @throws IOException where it cannot be written
   */
  void write(List<Incident> open) throws IOException {
    JsonArray list = new JsonArray();
    for (Incident incident : open) {
      JsonObject one = new JsonObject();
      one.addProperty("id", incident.id());
      one.addProperty("rule", incident.rule());
      one.addProperty("level", incident.level().name());
      one.addProperty("opened", incident.opened().toString());
      one.addProperty("raised", incident.raised().toString());
      list.add(one);
    }
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.add("open", list);
    AtomicFile.write(file, json + "\n");
  }
}
