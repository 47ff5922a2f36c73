package dev.roocode.mcp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.roocode.domain.Limits;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** A message of an agent, as JSON-RPC 2.0 and the protocol have it. */
sealed interface Message {
  /** To be answered with its id. */
  record Request(JsonPrimitive id, String method, JsonObject params) implements Message {}

  /** Not to be answered. */
  record Notification(String method, JsonObject params) implements Message {}

  /** An answer to a question that we never ask. */
  record Answer() implements Message {}

  /** What it is not; to be answered with this error. */
  record Broken(@Nullable JsonPrimitive id, ResponseErrorCode code, String problem)
      implements Message {}

  /**
   * Reads JSON strictly.
   *
   * @return what stands there; null where it is no JSON, which is not told more closely
   */
  static @Nullable JsonElement parse(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      reader.setNestingLimit(Limits.JSON_DEPTH);
      JsonElement value = Frames.JSON.read(reader);
      return reader.peek() == JsonToken.END_DOCUMENT ? value : null;
    } catch (CharacterCodingException | JsonParseException e) {
      return null;
    } catch (IOException e) { // malformed; the text itself is in memory
      return null;
    }
  }

  /** What the JSON means. */
  static Message of(JsonElement value) {
    if (!(value instanceof JsonObject message)) {
      return new Broken(null, ResponseErrorCode.InvalidRequest, "A message is an object.");
    }
    JsonElement id = message.get("id");
    JsonPrimitive known = id(id);
    if (!(message.get("jsonrpc") instanceof JsonPrimitive version
        && version.isString()
        && version.getAsString().equals("2.0"))) {
      return new Broken(known, ResponseErrorCode.InvalidRequest, "jsonrpc must be \"2.0\".");
    }
    if (!message.has("method") && (message.has("result") || message.has("error"))) {
      return new Answer();
    }
    if (!(message.get("method") instanceof JsonPrimitive method && method.isString())) {
      return new Broken(known, ResponseErrorCode.InvalidRequest, "method must be a text.");
    }
    if (id != null && known == null) {
      return new Broken(
          null, ResponseErrorCode.InvalidRequest, "id must be a text or a whole number.");
    }
    JsonElement params = message.get("params");
    if (params != null && !(params instanceof JsonObject)) {
      return new Broken(known, ResponseErrorCode.InvalidParams, "params must be an object.");
    }
    JsonObject given = params == null ? new JsonObject() : params.getAsJsonObject();
    return known == null
        ? new Notification(method.getAsString(), given)
        : new Request(known, method.getAsString(), given);
  }

  /** A text or a whole number, short; null for anything else. */
  static @Nullable JsonPrimitive id(@Nullable JsonElement value) {
    if (!(value instanceof JsonPrimitive id) || id.isBoolean()) {
      return null;
    }
    String text = id.getAsString();
    if (text.length() > Frames.ID_CHARS) {
      return null;
    }
    return id.isString() || isWhole(text) ? id : null;
  }

  private static boolean isWhole(String number) {
    BigDecimal value = new BigDecimal(number);
    return value.precision() - value.scale() <= Frames.ID_CHARS
        && value.stripTrailingZeros().scale() <= 0;
  }
}
