package dev.roocode.generate;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Replays what was recorded of the real engine; the endless one begins its words anew. */
final class FakeEngine implements Engine {
  private static final int CONTEXT_CHARS = 16_384;

  private final ModelPeer peer = new ModelPeer();
  private final AtomicInteger writing = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private final boolean endless;
  private volatile boolean frozen;

  FakeEngine(boolean endless) throws IOException {
    this.endless = endless;
    peer.moods.add(this::answer);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String api = exchange.getRequestURI().getPath().endsWith("messages") ? "anthropic" : "openai";
    String[] told = Recording.read(api + kind(exchange, peer.questions.getLast())).split("\n", 3);
    exchange.getResponseHeaders().set("Content-Type", told[1]);
    exchange.sendResponseHeaders(Integer.parseInt(told[0]), 0);
    writing.incrementAndGet();
    try {
      String[] events = told[2].split("(?<=\n\n)", -1);
      int word = endless ? first(events) : events.length;
      for (int i = 0; i < events.length; i = endless && i + 1 == last(events) ? word : i + 1) {
        rest();
        exchange.getResponseBody().write(events[i].getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    } finally {
      writing.decrementAndGet();
    }
  }

  private static String kind(HttpExchange exchange, String question) {
    @Nullable String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    @Nullable String plain = exchange.getRequestHeaders().getFirst("x-api-key");
    boolean known = ("Bearer " + KEY).equals(bearer) || KEY.equals(plain);
    return !known ? "-key" : question.length() > CONTEXT_CHARS ? "-overflow" : "";
  }

  private static int first(String[] events) {
    int at = 0;
    while (!events[at].contains("\"The \"")) {
      at++;
    }
    return at;
  }

  private static int last(String[] events) {
    int at = first(events);
    while (!events[at].contains("itself")) {
      at++;
    }
    return at + 1;
  }

  private void rest() {
    try {
      if (frozen) {
        end.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String url() {
    return peer.url();
  }

  @Override
  public void freeze() {
    frozen = true;
  }

  @Override
  public void kill() {
    peer.close();
  }

  @Override
  public boolean isIdle() {
    return writing.get() == 0;
  }

  @Override
  public void close() {
    end.countDown();
    peer.close();
  }
}
