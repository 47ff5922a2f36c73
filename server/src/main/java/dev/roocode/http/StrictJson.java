package dev.roocode.http;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.util.function.Function;

/** Reads the JSON of servers strictly (RFC 8259). */
public final class StrictJson {
  private StrictJson() {}

  /**
   * What {@code reading} makes of an object.
   *
   * @throws JsonParseException for anything but one object of the members that {@code reading} asks
   *     for
   */
  public static <T> T read(String json, Function<JsonObject, T> reading) {
    JsonReader reader = new JsonReader(new StringReader(json));
    reader.setStrictness(Strictness.STRICT);
    try {
      return reading.apply(JsonParser.parseReader(reader).getAsJsonObject());
    } catch (IllegalStateException
        | NumberFormatException
        | ClassCastException
        | NullPointerException
        | UnsupportedOperationException e) { // members of another kind than they should be
      throw new JsonParseException("not the shape that was agreed", e);
    }
  }
}
