package dev.roocode.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings as an editor sends them: nested objects, or names with dots. */
public final class JsonSettings {
  private JsonSettings() {}

  /** The values by dotted name; nulls are left out. */
  public static Map<String, Object> flat(JsonObject object) {
    Map<String, Object> values = new LinkedHashMap<>();
    put(values, "", object);
    return values;
  }

  private static void put(Map<String, Object> values, String prefix, JsonObject object) {
    object
        .entrySet()
        .forEach(entry -> {
          String name = prefix + entry.getKey();
          if (entry.getValue() instanceof JsonObject nested) {
            put(values, name + ".", nested);
          } else if (!entry.getValue().isJsonNull()) {
            values.put(name, value(entry.getValue()));
          }
        });
  }

  /** What no setting can be stays JSON, so that its reader can say so. */
  private static Object value(JsonElement element) {
    if (!(element instanceof JsonArray array)) {
      return element.getAsString();
    }
    return array.asList().stream().allMatch(JsonElement::isJsonPrimitive)
        ? List.copyOf(array.asList().stream().map(JsonElement::getAsString).toList())
        : array;
  }
}
