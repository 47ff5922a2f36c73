package dev.roocode.endpoint;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.roocode.rpc.Router;
import dev.roocode.service.Progress;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server tells while it works, handed to the call that it belongs to. Thread-safe. */
public final class Telling {
  private static final String METHOD = "$/progress";
  private static final Pattern COUNTS = Pattern.compile("([a-z]{1,20})(?: (\\d{1,9})/(\\d{1,9}))?");

  private final Map<String, Consumer<JsonObject>> listeners = new ConcurrentHashMap<>();
  private final AtomicInteger tokens = new AtomicInteger();

  void register(Router router) {
    router.onNotification(METHOD, JsonObject.class, this::told);
  }

  private void told(JsonObject params) {
    if (params.get("token") instanceof JsonPrimitive token
        && params.get("value") instanceof JsonObject value) {
      Consumer<JsonObject> listener = listeners.get(token.getAsString());
      if (listener != null) {
        listener.accept(value);
      }
    }
  }

  /** One listener, until it is closed. */
  final class Ear implements AutoCloseable {
    private final String token = "call-" + tokens.incrementAndGet();

    private Ear(Consumer<JsonObject> listener) {
      listeners.put(token, listener);
    }

    String token() {
      return token;
    }

    @Override
    public void close() {
      listeners.remove(token);
    }
  }

  /** Hears pieces of a text. */
  Ear pieces(Consumer<String> listener) {
    return new Ear(value -> {
      if (value.get("text") instanceof JsonPrimitive text) {
        listener.accept(text.getAsString());
      }
    });
  }

  /** Hears how far a run has come; {@link #message} is how the server says it. */
  Ear progress(Progress listener) {
    return new Ear(value -> {
      if (value.get("message") instanceof JsonPrimitive message) {
        Matcher counts = COUNTS.matcher(message.getAsString());
        if (counts.matches()) {
          report(listener, counts);
        }
      }
    });
  }

  private static void report(Progress listener, Matcher counts) {
    String word = counts.group(1).toUpperCase(Locale.ROOT);
    for (Progress.Stage stage : Progress.Stage.values()) {
      if (stage.name().equals(word)) {
        listener.report(stage, number(counts.group(2)), number(counts.group(3)));
      }
    }
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** How far a run has come, for people and for {@link #progress}: {@code embedding 12/40}. */
  public static String message(Progress.Stage stage, int done, int total) {
    String counts = total > 0 ? " " + done + "/" + total : "";
    return stage.name().toLowerCase(Locale.ROOT) + counts;
  }
}
