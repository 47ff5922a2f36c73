package dev.roocode.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The editor's settings page comes from the records; {@code -Dupdate} rewrites it. It is the second
 * section of {@code contributes.configuration}; the English descriptions stand in {@code
 * package.nls.json} (a test of the extension asks for the Japanese ones).
 */
class EditorSettingsGeneratedTest {
  private static final Path EXTENSION = Path.of("../extension").toAbsolutePath().normalize();
  private static final String EDITOR = "roocode.";
  private static final String WORDS = "setting.server.";
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  @Test
  void theSettingsPageIsFresh() throws IOException {
    JsonObject manifest = read("package.json");
    JsonObject contributes = manifest.getAsJsonObject("contributes");
    JsonArray sections = contributes.getAsJsonArray("configuration");
    sections.get(1).getAsJsonObject().add("properties", properties());
    manifest
        .getAsJsonObject("capabilities")
        .getAsJsonObject("untrustedWorkspaces")
        .add("restrictedConfigurations", machineSettings(sections));
    fresh("package.json", manifest);
  }

  @Test
  void theDescriptionsAreFresh() throws IOException {
    JsonObject words = read("package.nls.json");
    List.copyOf(words.keySet()).stream()
        .filter(name -> name.startsWith(WORDS))
        .forEach(words::remove);
    for (Key key : SettingsReader.keys()) {
      words.addProperty(WORDS + key.name(), key.setting().value());
    }
    fresh("package.nls.json", words);
  }

  private static JsonObject properties() {
    JsonObject properties = new JsonObject();
    SettingsReader.keys().forEach(key -> properties.add(EDITOR + key.name(), property(key)));
    return properties;
  }

  private static JsonObject property(Key key) {
    JsonObject property = new JsonObject();
    type(key, property);
    if (key.setting().machine()) {
      property.addProperty("scope", "machine");
    }
    property.addProperty("description", "%" + WORDS + key.name() + "%");
    return property;
  }

  private static void type(Key key, JsonObject property) {
    Class<?> type = key.type();
    if (type == boolean.class) {
      property.addProperty("type", "boolean");
    } else if (type == List.class) {
      property.addProperty("type", "array");
      property.add("items", GSON.toJsonTree(java.util.Map.of("type", "string")));
    } else if (type.isEnum() || type == String.class) {
      property.addProperty("type", "string");
    } else {
      number(key, property);
      return;
    }
    if (type.isEnum()) {
      property.add(
          "enum", GSON.toJsonTree(Arrays.stream(type.getEnumConstants()).map(Key::word).toList()));
    }
    property.add("default", defaultValue(key));
  }

  /** Where the machine decides, there is no default that a page could show. */
  private static void number(Key key, JsonObject property) {
    String type = key.type() == double.class ? "number" : "integer";
    boolean byMachine = key.name().endsWith("orkers");
    property.add(
        "type", byMachine ? GSON.toJsonTree(List.of(type, "null")) : new JsonPrimitive(type));
    if (key.setting().min() != Long.MIN_VALUE) {
      property.addProperty("minimum", key.setting().min());
    }
    if (key.setting().max() != Long.MAX_VALUE) {
      property.addProperty("maximum", key.setting().max());
    }
    property.add("default", byMachine ? JsonNull.INSTANCE : defaultValue(key));
  }

  private static JsonElement defaultValue(Key key) {
    Object value = key.defaultValue();
    return GSON.toJsonTree(value instanceof Enum<?> ? Key.word(value) : value);
  }

  /** What a workspace that is not trusted may not decide, among all settings. */
  private static JsonArray machineSettings(JsonArray sections) {
    JsonArray names = new JsonArray();
    for (JsonElement section : sections) {
      section
          .getAsJsonObject()
          .getAsJsonObject("properties")
          .asMap()
          .forEach((name, property) -> {
            JsonElement scope = property.getAsJsonObject().get("scope");
            if (scope != null && scope.getAsString().equals("machine")) {
              names.add(name);
            }
          });
    }
    return names;
  }

  private static JsonObject read(String file) throws IOException {
    return GSON.fromJson(Files.readString(EXTENSION.resolve(file)), JsonObject.class);
  }

  private static void fresh(String file, JsonObject expected) throws IOException {
    String text = GSON.toJson(expected) + "\n";
    if (System.getProperty("update") != null) {
      Files.writeString(EXTENSION.resolve(file), text);
    }
    assertEquals(
        text, Files.readString(EXTENSION.resolve(file)), file + " is stale: run with -Dupdate");
  }
}
