package dev.roocode.http;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.function.Function;

/**
 * Reads the JSON of servers strictly (RFC 8259), but for half characters in texts: a stream may
 * bring the other half later.
 */
public final class StrictJson {
  private static final TypeAdapter<JsonElement> ELEMENTS = new Gson().getAdapter(JsonElement.class);

  private StrictJson() {}

  /**
   * What {@code reading} makes of an object.
   *
   * @throws JsonParseException for anything but one object of the members that {@code reading} asks
   *     for
   */
  public static <T> T read(String json, Function<JsonObject, T> reading) {
    JsonReader reader = new JsonReader(new StringReader(json));
    reader.setStrictness(Strictness.LEGACY_STRICT); // STRICT refuses half characters
    try {
      JsonObject object = ELEMENTS.read(reader).getAsJsonObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("more than one value");
      }
      return reading.apply(object);
    } catch (IOException e) {
      throw new JsonParseException("no JSON", e);
    } catch (IllegalStateException
        | NumberFormatException
        | ClassCastException
        | NullPointerException
        | UnsupportedOperationException e) { // members of another kind than they should be
      throw new JsonParseException("not the shape that was agreed", e);
    }
  }
}
