package dev.roocode.mcp;

import com.google.gson.JsonObject;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.service.Progress;
import dev.roocode.tools.Toolbox;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Tools in memory, some of which misbehave. */
final class Twin implements Toolbox {
  /** Open once the call {@code wait} runs. */
  final CountDownLatch waiting = new CountDownLatch(1);

  @Override
  public List<Card> list(Cancellation cancellation) {
    return List.of(card("echo"), card("wait"), card("progress"), card("break"), card("fault"));
  }

  private static Card card(String name) {
    JsonObject schema = new JsonObject();
    schema.addProperty("type", "object");
    return new Card(name, name, "does " + name, schema, schema, true);
  }

  @Override
  public Reply call(
      String name, JsonObject arguments, Progress progress, Cancellation cancellation) {
    switch (name) {
      case "echo" -> {
        return new Reply("said", arguments, false);
      }
      case "wait" -> {
        waiting.countDown();
        while (true) {
          cancellation.check();
          LockSupport.parkNanos(1_000_000);
        }
      }
      case "progress" -> {
        progress.report(Progress.Stage.SCANNING, 1, 2);
        return new Reply("done", new JsonObject(), false);
      }
      case "break" -> throw new IllegalStateException("words from inside");
      default -> throw new Fault.Unavailable("server", "is away", "start it");
    }
  }
}
