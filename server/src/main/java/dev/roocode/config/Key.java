package dev.roocode.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.roocode.base.Setting;
import dev.roocode.domain.Fault;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One setting as users name it.
 *
 * @param name room and component: {@code embedding.batchSize}
 * @param type of the value: int, long, double, boolean, String, List of String, or an enum, whose
 *     constants are written in small letters
 * @param defaultValue in force when no source names it
 * @param setting its description and bounds
 */
record Key(String name, Class<?> type, Object defaultValue, Setting setting) {
  static Key of(String prefix, RecordComponent component, Object defaultValue) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(component + " has no @Setting");
    }
    return new Key(prefixed(prefix, component), component.getType(), defaultValue, setting);
  }

  static String prefixed(String prefix, RecordComponent component) {
    return prefix.isEmpty() ? component.getName() : prefix + "." + component.getName();
  }

  /** The name in a {@code .env} file: {@code EMBEDDING_BATCH_SIZE}. */
  String environmentName() {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * Checks and converts a value from a source.
   *
   * @param raw a text, number, boolean or list, as the source has it
   */
  Object value(Object raw) {
    if (raw instanceof JsonElement) {
      throw new Fault.Invalid(
          "setting " + name,
          "is a list of something else than texts",
          "write texts, numbers, true or false in it");
    }
    if (type == boolean.class) {
      return flag(raw);
    }
    if (type == List.class) {
      return raw instanceof List<?> list ? list.stream().map(String::valueOf).toList() : split(raw);
    }
    if (type.isEnum()) {
      return constant(String.valueOf(raw).strip());
    }
    return type == String.class ? String.valueOf(raw) : number(raw);
  }

  private Object constant(String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(word))
        .findFirst()
        .orElseThrow(() -> invalid(word, bounds()));
  }

  /** A value as it is written in settings. */
  static String word(Object value) {
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : String.valueOf(value);
  }

  /** A value as one line: a word, a number, or the parts of a list as JSON. */
  static String text(Object value) {
    if (value instanceof List<?> list) {
      JsonArray parts = new JsonArray();
      list.forEach(part -> parts.add(String.valueOf(part)));
      return parts.toString();
    }
    return word(value);
  }

  /** What {@link #text} made a line of, as a source would have it. */
  Object raw(String text) {
    if (type != List.class) {
      return text;
    }
    try {
      return JsonParser.parseString(text).getAsJsonArray().asList().stream()
          .map(JsonElement::getAsString)
          .toList();
    } catch (JsonParseException | IllegalStateException e) {
      throw invalid(text, "a list").causedBy(e);
    }
  }

  private Object flag(Object raw) {
    return switch (String.valueOf(raw).strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw invalid(raw, "true or false");
    };
  }

  private static List<String> split(Object raw) {
    return Arrays.stream(String.valueOf(raw).split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private Object number(Object raw) {
    double number;
    try {
      number = Double.parseDouble(String.valueOf(raw).strip());
    } catch (NumberFormatException e) {
      throw invalid(raw, bounds()).causedBy(e);
    }
    boolean whole = number == Math.rint(number);
    boolean inside = number >= setting.min() && number <= setting.max();
    if (!inside || (type != double.class && !whole)) {
      throw invalid(raw, bounds());
    }
    if (type == int.class) {
      return Math.toIntExact((long) number);
    }
    return type == long.class ? (Object) (long) number : (Object) number;
  }

  /** The allowed values in words. */
  String bounds() {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Key::word)
          .collect(Collectors.joining(", "));
    }
    boolean low = setting.min() != Long.MIN_VALUE;
    boolean high = setting.max() != Long.MAX_VALUE;
    if (low && high) {
      return setting.min() + " to " + setting.max();
    }
    return low ? "at least " + setting.min() : high ? "at most " + setting.max() : "";
  }

  private Fault invalid(Object raw, String allowed) {
    return new Fault.Invalid("setting " + name, "cannot be \"" + raw + "\"", "allowed: " + allowed);
  }
}
