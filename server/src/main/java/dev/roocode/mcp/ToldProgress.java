package dev.roocode.mcp;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.roocode.base.Ticker;
import dev.roocode.endpoint.Telling;
import dev.roocode.service.Progress;
import java.util.function.Consumer;

/**
 * Tells an agent how far its call has come. The protocol wants a number that grows with each
 * message, over all stages: it counts the messages, and the words say the rest.
 */
final class ToldProgress implements Progress {
  private static final long INTERVAL_MILLIS = 250;

  private final JsonPrimitive token;
  private final Consumer<JsonObject> tell;
  private final Ticker ticker;
  private int told;
  private long lastNanos;

  ToldProgress(JsonPrimitive token, Consumer<JsonObject> tell, Ticker ticker) {
    this.token = token;
    this.tell = tell;
    this.ticker = ticker;
  }

  @Override
  public synchronized void report(Stage stage, int done, int total) {
    if (told > 0 && ticker.millisSince(lastNanos) < INTERVAL_MILLIS) {
      return;
    }
    lastNanos = ticker.nanos();
    told++;
    JsonObject params = new JsonObject();
    params.add("progressToken", token);
    params.addProperty("progress", told);
    params.addProperty("message", Telling.message(stage, done, total));
    tell.accept(Frames.notification("notifications/progress", params));
  }
}
