package dev.roocode.rpc;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.roocode.domain.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.CancelParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/** Makes a message of a frame's body, strictly. Thread-safe. */
final class Incoming {
  private static final String CANCEL = "$/cancelRequest";

  private final Router router;
  private final Gson gson;

  Incoming(Router router, Gson gson) {
    this.router = router;
    this.gson = gson;
  }

  /** A body that is no message; the sender has to be told why. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable JsonElement id;
    private final transient ResponseError error;

    Refused(@Nullable JsonElement id, ResponseError error) {
      super(error.getMessage());
      this.id = id;
      this.error = error;
    }

    ResponseMessage answer() {
      ResponseMessage answer = new ResponseMessage();
      answer.setRawId(rawId(id));
      answer.setError(error);
      return answer;
    }
  }

  /** Null for a notification that nobody here listens to. */
  @Nullable Message read(byte[] body) throws Refused {
    Envelope envelope = Envelope.scan(body);
    if (envelope.depth() > Limits.JSON_DEPTH || envelope.values() > Limits.JSON_VALUES) {
      String message =
          "A message nests at most %d levels and holds at most %d values."
              .formatted(Limits.JSON_DEPTH, Limits.JSON_VALUES);
      throw refused(envelope.id(), ResponseErrorCode.InvalidRequest, message);
    }
    if (!(parse(body, envelope) instanceof JsonObject message)) {
      throw refused(null, ResponseErrorCode.InvalidRequest, "A message is a JSON object.");
    }
    JsonElement id = id(message);
    if (!new JsonPrimitive("2.0").equals(message.get("jsonrpc"))) {
      throw refused(id, ResponseErrorCode.InvalidRequest, "The member jsonrpc must be \"2.0\".");
    }
    if (!message.has("method") && (message.has("result") || message.has("error"))) {
      return response(id, message);
    }
    if (!(message.get("method") instanceof JsonPrimitive method) || !method.isString()) {
      throw refused(id, ResponseErrorCode.InvalidRequest, "The member method must be a text.");
    }
    JsonElement params = message.get("params");
    return message.has("id")
        ? request(id, method.getAsString(), params)
        : notification(method.getAsString(), params);
  }

  /** The answer to a frame whose body was skipped. */
  static ResponseMessage tooLarge(Framer.Frame.Oversize frame) {
    String message =
        "A message has at most %d bytes; this one has %d."
            .formatted(Limits.FRAME_BODY_BYTES, frame.length());
    JsonElement id = Envelope.scan(frame.prefix()).id();
    return refused(id, ResponseErrorCode.InvalidRequest, message).answer();
  }

  private static JsonElement parse(byte[] body, Envelope envelope) throws Refused {
    var decoder = StandardCharsets.UTF_8.newDecoder(); // reports what is malformed
    try (JsonReader reader =
        new JsonReader(new InputStreamReader(new ByteArrayInputStream(body), decoder))) {
      reader.setStrictness(Strictness.STRICT);
      JsonToken first = reader.peek(); // fails for nothing, which the parser takes for null
      JsonElement parsed = JsonParser.parseReader(reader);
      if (first == JsonToken.END_DOCUMENT || reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("more than one value");
      }
      return parsed;
    } catch (IOException | JsonParseException e) {
      throw refused(
          envelope.id(), ResponseErrorCode.ParseError, "The message is no JSON in UTF-8.");
    }
  }

  private static @Nullable JsonElement id(JsonObject message) throws Refused {
    JsonElement id = message.get("id");
    if (!message.has("id")) {
      return null;
    }
    if (id instanceof JsonPrimitive primitive && !primitive.isBoolean()) {
      return id;
    }
    if (id.isJsonNull() && !message.has("method")) {
      return null; // the answer to something we sent that could not be read
    }
    throw refused(
        null, ResponseErrorCode.InvalidRequest, "The member id must be a number or a text.");
  }

  private Message request(@Nullable JsonElement id, String method, @Nullable JsonElement params)
      throws Refused {
    RequestMessage request = new RequestMessage();
    request.setRawId(rawId(id));
    request.setMethod(method);
    Throwable failure =
        Guard.failure(() -> request.setParams(params(router.requestParams(method), params)));
    if (failure instanceof ResponseErrorException refusal) {
      throw new Refused(id, refusal.getResponseError());
    }
    if (failure != null) {
      throw refused(id, ResponseErrorCode.InvalidParams, method + ": " + problem(failure));
    }
    return request;
  }

  private @Nullable Message notification(String method, @Nullable JsonElement params) {
    Class<?> type = method.equals(CANCEL) ? CancelParams.class : router.notificationParams(method);
    if (type == null) {
      return null;
    }
    NotificationMessage notification = new NotificationMessage();
    notification.setMethod(method);
    Throwable failure = Guard.failure(() -> notification.setParams(params(type, params)));
    if (failure != null) {
      router.dropped(method, problem(failure));
      return null;
    }
    return notification;
  }

  private Object params(Class<?> type, @Nullable JsonElement params) {
    if (type == Router.Nothing.class) {
      return new Router.Nothing();
    }
    JsonElement given = params == null || params.isJsonNull() ? new JsonObject() : params;
    if (!given.isJsonObject()) {
      throw new Malformed("must be an object");
    }
    return gson.fromJson(given, type);
  }

  private static Message response(@Nullable JsonElement id, JsonObject message) throws Refused {
    ResponseMessage response = new ResponseMessage();
    response.setRawId(rawId(id));
    if (message.get("error") instanceof JsonObject error) {
      response.setError(error(error));
    } else {
      response.setResult(message.get("result"));
    }
    return response;
  }

  private static ResponseError error(JsonObject error) {
    int code =
        error.get("code") instanceof JsonPrimitive number && number.isNumber()
            ? (int) number.getAsDouble()
            : ResponseErrorCode.RequestFailed.getValue();
    String text =
        error.get("message") instanceof JsonPrimitive said ? said.getAsString() : "no message";
    return new ResponseError(code, text, error.get("data"));
  }

  /** What may be told of a parameter that does not fit: ours says it, Gson's is for programmers. */
  private static String problem(Throwable failure) {
    if (failure instanceof Error error) {
      throw error; // no fault of the parameters
    }
    return failure instanceof Malformed malformed && malformed.getMessage() != null
        ? malformed.getMessage()
        : "a member of the parameters has the wrong type";
  }

  private static Refused refused(@Nullable JsonElement id, ResponseErrorCode code, String message) {
    return new Refused(id, Errors.error(code, message));
  }

  static @Nullable Either<String, Number> rawId(@Nullable JsonElement id) {
    if (!(id instanceof JsonPrimitive primitive)) {
      return null;
    }
    return primitive.isString()
        ? Either.forLeft(primitive.getAsString())
        : Either.forRight(primitive.getAsNumber());
  }
}
