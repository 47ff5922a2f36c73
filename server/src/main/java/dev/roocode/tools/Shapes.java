package dev.roocode.tools;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import dev.roocode.protocol.Doc;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema 2020-12 of records, by reflection: required is what is not {@code @Nullable}, nothing
 * else is allowed, descriptions are the {@code @Doc} texts, bounds those of {@link Within}. Nested
 * records stand in place, so that no reader has to follow references; they must not nest
 * themselves.
 */
final class Shapes {
  private Shapes() {}

  static JsonObject of(Class<?> record) {
    JsonObject schema = new JsonObject();
    schema.addProperty("type", "object");
    JsonObject properties = new JsonObject();
    JsonArray required = new JsonArray();
    for (RecordComponent component : record.getRecordComponents()) {
      JsonObject property = of(component.getGenericType(), bounds(component));
      property.addProperty("description", meaning(component));
      properties.add(component.getName(), property);
      if (isRequired(component)) {
        required.add(component.getName());
      }
    }
    schema.add("properties", properties);
    if (!required.isEmpty()) {
      schema.add("required", required);
    }
    schema.addProperty("additionalProperties", false);
    return schema;
  }

  static boolean isRequired(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  static @Nullable Within bounds(RecordComponent component) {
    return component.getAnnotation(Within.class);
  }

  static String meaning(AnnotatedElement element) {
    Doc doc = element.getAnnotation(Doc.class);
    if (doc == null) {
      throw new IllegalStateException(element + " has no @Doc");
    }
    return doc.value();
  }

  /** The words of an enum, in order. */
  static List<String> words(Class<?> type) {
    List<String> words = new ArrayList<>();
    for (var field : type.getFields()) {
      SerializedName word = field.getAnnotation(SerializedName.class);
      if (word != null) {
        words.add(word.value());
      }
    }
    return words;
  }

  private static JsonObject of(Type type, @Nullable Within bounds) {
    JsonObject schema = new JsonObject();
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      schema.addProperty("type", "array");
      schema.add("items", of(list.getActualTypeArguments()[0], bounds));
      if (bounds != null) {
        most(schema, "maxItems", bounds.items());
      }
    } else if (type == String.class) {
      schema.addProperty("type", "string");
      if (bounds != null) {
        most(schema, "maxLength", bounds.chars());
      }
    } else if (type == boolean.class || type == Boolean.class) {
      schema.addProperty("type", "boolean");
    } else if (type == double.class) {
      schema.addProperty("type", "number");
    } else if (type == int.class || type == Integer.class || type == long.class) {
      schema.addProperty("type", "integer");
      if (bounds != null) {
        schema.addProperty("minimum", bounds.min());
        most(schema, "maximum", bounds.max());
      }
    } else {
      return named((Class<?>) type);
    }
    return schema;
  }

  private static JsonObject named(Class<?> type) {
    if (type.isRecord()) {
      return of(type);
    }
    if (!type.isEnum()) {
      throw new IllegalStateException(type + " has no schema");
    }
    JsonObject schema = new JsonObject();
    schema.addProperty("type", "string");
    JsonArray words = new JsonArray();
    words(type).forEach(words::add);
    schema.add("enum", words);
    return schema;
  }

  private static void most(JsonObject schema, String name, int bound) {
    if (bound != Integer.MAX_VALUE) {
      schema.addProperty(name, bound);
    }
  }
}
