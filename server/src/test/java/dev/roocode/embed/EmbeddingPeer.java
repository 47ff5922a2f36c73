package dev.roocode.embed;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An embedding server on the loopback interface that speaks both protocols, embeds like {@link
 * HashEmbedder} but without unit length, and misbehaves when told to.
 */
final class EmbeddingPeer implements AutoCloseable {
  /** Answers one request in a way of its own. */
  interface Mood {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HashEmbedder embedder = new HashEmbedder();

  /** What came in, in order. */
  final List<JsonObject> questions = new CopyOnWriteArrayList<>();

  final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** Held requests go on once it opens, at the latest when the peer closes. */
  final CountDownLatch released = new CountDownLatch(1);

  volatile @Nullable Mood mood;

  EmbeddingPeer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/embeddings", exchange -> handle(exchange, true));
    server.createContext("/api/embed", exchange -> handle(exchange, false));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange, boolean openAi) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonObject question = JsonParser.parseString(body).getAsJsonObject();
      questions.add(question);
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      Mood now = mood;
      if (now != null) {
        now.answer(exchange);
      } else {
        send(exchange, 200, answer(question.getAsJsonArray("input"), openAi).toString());
      }
    }
  }

  /** OpenAI's items come in reverse, since their order is not promised. */
  private JsonObject answer(JsonArray input, boolean openAi) {
    List<float[]> vectors =
        embedder.embed(input.asList().stream().map(JsonElement::getAsString).toList());
    JsonArray items = new JsonArray();
    for (int i = vectors.size() - 1; i >= 0; i--) {
      JsonObject item = new JsonObject();
      item.addProperty("index", i);
      item.add("embedding", numbers(vectors.get(i)));
      items.add(item);
    }
    JsonArray plain = new JsonArray();
    vectors.forEach(vector -> plain.add(numbers(vector)));
    JsonObject answer = new JsonObject();
    answer.add(openAi ? "data" : "embeddings", openAi ? items : plain);
    return answer;
  }

  private static JsonArray numbers(float[] vector) {
    JsonArray numbers = new JsonArray();
    for (float x : vector) {
      numbers.add(3 * x);
    }
    return numbers;
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** Holds the request until the peer is released. */
  void hold() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
