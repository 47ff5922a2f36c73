package dev.roocode.rpc;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.roocode.domain.Fault;
import dev.roocode.protocol.ErrorData;
import java.lang.reflect.InvocationTargetException;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure looks like on the wire. Traces and causes go to the log alone. */
public final class Errors {
  /** When a client may try again after {@code busy} or {@code notReady}. */
  static final long RETRY_MILLIS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  private Errors() {}

  /** The answer to a request that failed so. */
  public static ResponseError of(Throwable failure) {
    Throwable cause = unwrap(failure);
    return switch (cause) {
      case ResponseErrorException known -> known.getResponseError();
      case Fault fault -> of(fault);
      case Malformed malformed -> error(ResponseErrorCode.InvalidParams, message(malformed));
      case CancellationException cancelled ->
          error(ResponseErrorCode.RequestCancelled, "The request was cancelled.");
      default -> incident(cause);
    };
  }

  static ResponseError error(ResponseErrorCode code, String message) {
    return new ResponseError(code, message, null);
  }

  /** To be thrown where a request must not go on. */
  public static ResponseErrorException refusal(ResponseErrorCode code, String message) {
    return new ResponseErrorException(error(code, message));
  }

  /**
   * What the other side means by this error.
   *
   * @return a fault, or a {@code CancellationException}
   */
  static RuntimeException meaning(ResponseError error) {
    if (error.getCode() == ResponseErrorCode.RequestCancelled.getValue()) {
      return new CancellationException(error.getMessage());
    }
    JsonObject data = error.getData() instanceof JsonObject given ? given : new JsonObject();
    String resource = member(data, "resource", "server");
    String hint = member(data, "hint", "");
    Fault fault = Fault.of(error.getCode(), resource, bare(error, resource, hint), hint);
    return data.get("retryAfterMillis") instanceof JsonPrimitive millis && millis.isNumber()
        ? fault.retryAfter((long) millis.getAsDouble())
        : fault;
  }

  private static String member(JsonObject data, String name, String otherwise) {
    return data.get(name) instanceof JsonPrimitive text ? text.getAsString() : otherwise;
  }

  /** The message of a fault without what its line puts around it. */
  private static String bare(ResponseError error, String resource, String hint) {
    String line = error.getMessage();
    String before = resource + ": ";
    String after = hint.isEmpty() ? "" : " (" + hint + ")";
    boolean framed =
        line.length() >= before.length() + after.length()
            && line.startsWith(before)
            && line.endsWith(after);
    return framed ? line.substring(before.length(), line.length() - after.length()) : line;
  }

  private static ResponseError of(Fault fault) {
    @Nullable String incident = isExpected(fault) ? null : newIncident();
    if (incident != null) {
      LOG.warn("incident {} {}: {}", incident, fault.kind(), fault.line());
      LOG.debug("incident {}", incident, fault);
    }
    boolean passing = fault instanceof Fault.Busy || fault instanceof Fault.NotReady;
    OptionalLong retry =
        fault.retryAfterMillis().isEmpty() && passing
            ? OptionalLong.of(RETRY_MILLIS)
            : fault.retryAfterMillis();
    ErrorData data =
        new ErrorData(
            fault.kind(),
            fault.resource(),
            fault.hint(),
            retry.isPresent() ? (Long) retry.getAsLong() : null,
            incident);
    return new ResponseError(fault.code(), fault.line(), data);
  }

  /** What the asker can mend alone, and what passes, is no incident. */
  private static boolean isExpected(Fault fault) {
    return fault instanceof Fault.Invalid
        || fault instanceof Fault.NotFound
        || fault instanceof Fault.Busy
        || fault instanceof Fault.NotReady;
  }

  private static String newIncident() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  private static ResponseError incident(Throwable cause) {
    String incident = newIncident();
    LOG.error("incident {}", incident, cause);
    String message = "The server has failed in this request (incident " + incident + ").";
    String hint = "look for the incident in the server's log and report it";
    return new ResponseError(
        ResponseErrorCode.InternalError,
        message,
        new ErrorData("internal", "server", hint, null, incident));
  }

  private static String message(Throwable cause) {
    @Nullable String message = cause.getMessage();
    return message == null ? "params are not as they should be" : message;
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof InvocationTargetException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
