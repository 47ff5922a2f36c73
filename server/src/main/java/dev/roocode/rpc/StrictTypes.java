package dev.roocode.rpc;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.annotations.SerializedName;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * Adapters for the types that members of wire records have. Nothing is converted: "5" is no number
 * and 5 is no text.
 */
final class StrictTypes {
  /** Larger whole numbers lose digits in a client that counts in doubles. */
  private static final double WHOLE = 1L << 53;

  private static final TypeAdapter<JsonElement> JSON = new Gson().getAdapter(JsonElement.class);

  private StrictTypes() {}

  // The adapter reads and writes values of this type only, as its caller does.
  @SuppressWarnings("unchecked")
  static TypeAdapter<Object> of(Gson gson, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Either.class) {
        return TOKEN;
      }
      return generic.getRawType() == List.class
          ? list(of(gson, arguments[0]))
          : map(of(gson, arguments[1]));
    }
    if (type == String.class) {
      return checked(JsonToken.STRING, "a text", JsonReader::nextString);
    }
    if (type == boolean.class || type == Boolean.class) {
      return checked(JsonToken.BOOLEAN, "true or false", JsonReader::nextBoolean);
    }
    if (type == double.class || type == Double.class) {
      return checked(JsonToken.NUMBER, "a number", JsonReader::nextDouble);
    }
    if (type == int.class || type == Integer.class) {
      return checked(JsonToken.NUMBER, "a whole number", in -> (int) whole(in, Integer.MAX_VALUE));
    }
    if (type == long.class || type == Long.class) {
      return checked(JsonToken.NUMBER, "a whole number", in -> whole(in, WHOLE));
    }
    if (type == JsonObject.class) {
      return OBJECT;
    }
    return (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(type));
  }

  /** The words of an enum, as its constants' {@code @SerializedName} gives them. */
  static TypeAdapter<Object> words(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    Map<Object, String> words = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      String word = word(type, ((Enum<?>) constant).name());
      constants.put(word, constant);
      words.put(constant, word);
    }
    String allowed = "must be one of " + String.join(", ", constants.keySet());
    return new TypeAdapter<>() {
      @Override
      public Object read(JsonReader in) throws IOException {
        Object found = in.peek() == JsonToken.STRING ? constants.get(in.nextString()) : null;
        if (found == null) {
          throw new Malformed(allowed);
        }
        return found;
      }

      @Override
      public void write(JsonWriter out, Object value) throws IOException {
        out.value(words.get(value));
      }
    };
  }

  static void expect(JsonReader in, JsonToken token, String name) throws IOException {
    if (in.peek() != token) {
      throw new Malformed("must be " + name);
    }
  }

  private static String word(Class<?> type, String constant) {
    try {
      Field field = type.getField(constant);
      return field.getAnnotation(SerializedName.class).value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("every constant is a field", e);
    }
  }

  private static long whole(JsonReader in, double most) throws IOException {
    double value = Double.parseDouble(in.nextString());
    if (value != Math.rint(value) || Math.abs(value) > most) {
      throw new Malformed("must be a whole number");
    }
    return (long) value;
  }

  /** Reads a value whose token has been checked. */
  private interface Reading {
    Object read(JsonReader in) throws IOException;
  }

  private static TypeAdapter<Object> checked(JsonToken token, String name, Reading reading) {
    return new TypeAdapter<>() {
      @Override
      public Object read(JsonReader in) throws IOException {
        expect(in, token, name);
        return reading.read(in);
      }

      @Override
      public void write(JsonWriter out, Object value) throws IOException {
        switch (value) {
          case String text -> out.value(text);
          case Boolean flag -> out.value(flag);
          default -> out.value((Number) value);
        }
      }
    };
  }

  /** A progress token: a text or a whole number. */
  private static final TypeAdapter<Object> TOKEN =
      new TypeAdapter<>() {
        @Override
        public Object read(JsonReader in) throws IOException {
          if (in.peek() == JsonToken.STRING) {
            return Either.forLeft(in.nextString());
          }
          expect(in, JsonToken.NUMBER, "a text or a whole number");
          return Either.forRight((int) whole(in, Integer.MAX_VALUE));
        }

        @Override
        public void write(JsonWriter out, Object value) throws IOException {
          Either<?, ?> token = (Either<?, ?>) value;
          if (token.isLeft()) {
            out.value((String) token.getLeft());
          } else {
            out.value((Number) token.getRight());
          }
        }
      };

  /** An object of any shape; what it holds is for its reader to judge. */
  private static final TypeAdapter<Object> OBJECT =
      new TypeAdapter<>() {
        @Override
        public Object read(JsonReader in) throws IOException {
          expect(in, JsonToken.BEGIN_OBJECT, "an object");
          return JSON.read(in);
        }

        @Override
        public void write(JsonWriter out, Object value) throws IOException {
          JSON.write(out, (JsonObject) value);
        }
      };

  private static TypeAdapter<Object> list(TypeAdapter<Object> element) {
    return new TypeAdapter<>() {
      @Override
      public Object read(JsonReader in) throws IOException {
        expect(in, JsonToken.BEGIN_ARRAY, "a list");
        List<Object> values = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
          try {
            values.add(element.read(in));
          } catch (Malformed e) {
            throw e.in("[" + values.size() + "]");
          }
        }
        in.endArray();
        return values;
      }

      @Override
      public void write(JsonWriter out, Object value) throws IOException {
        out.beginArray();
        for (Object entry : (List<?>) value) {
          element.write(out, entry);
        }
        out.endArray();
      }
    };
  }

  private static TypeAdapter<Object> map(TypeAdapter<Object> element) {
    return new TypeAdapter<>() {
      @Override
      public Object read(JsonReader in) throws IOException {
        expect(in, JsonToken.BEGIN_OBJECT, "an object");
        Map<String, Object> values = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) {
          values.put(in.nextName(), element.read(in));
        }
        in.endObject();
        return values;
      }

      @Override
      public void write(JsonWriter out, Object value) throws IOException {
        out.beginObject();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          out.name((String) entry.getKey());
          element.write(out, entry.getValue());
        }
        out.endObject();
      }
    };
  }
}
