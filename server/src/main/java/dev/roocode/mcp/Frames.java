package dev.roocode.mcp;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** What is sent to agents. */
final class Frames {
  /** A longer id is not taken. */
  static final int ID_CHARS = 256;

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  static final TypeAdapter<JsonElement> JSON = GSON.getAdapter(JsonElement.class);

  private Frames() {}

  static JsonObject result(JsonPrimitive id, JsonObject result) {
    JsonObject message = head();
    message.add("id", id);
    message.add("result", result);
    return message;
  }

  /**
   * @param id null where none is known
   */
  static JsonObject error(@Nullable JsonPrimitive id, int code, String problem) {
    JsonObject error = new JsonObject();
    error.addProperty("code", code);
    error.addProperty("message", problem);
    JsonObject message = head();
    message.add("id", id == null ? JsonNull.INSTANCE : id);
    message.add("error", error);
    return message;
  }

  static JsonObject error(@Nullable JsonPrimitive id, ResponseErrorCode code, String problem) {
    return error(id, code.getValue(), problem);
  }

  static JsonObject error(JsonPrimitive id, ResponseError error) {
    return error(id, error.getCode(), error.getMessage());
  }

  static JsonObject notification(String method, JsonObject params) {
    JsonObject message = head();
    message.addProperty("method", method);
    message.add("params", params);
    return message;
  }

  private static JsonObject head() {
    JsonObject message = new JsonObject();
    message.addProperty("jsonrpc", "2.0");
    return message;
  }

  /** As one line: a line feed inside of a text is escaped. */
  static String text(JsonElement message) {
    return GSON.toJson(message);
  }
}
