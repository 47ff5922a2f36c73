package dev.roocode.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEmbedderTest {
  private static final String KEY = "sk-secret-0123456789";
  private static final int PATIENT = 60_000;

  private final HashEmbedder expected = new HashEmbedder();
  private EmbeddingPeer peer;

  @BeforeEach
  void start() throws IOException {
    peer = new EmbeddingPeer();
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private static EmbedSettings settings(
      EmbedSettings.Provider provider, String url, int timeoutMillis) {
    return new EmbedSettings(provider, url, "m", 0, timeoutMillis, 3, false);
  }

  private HttpEmbedder openAi() {
    return HttpEmbedder.open(
        settings(EmbedSettings.Provider.OPENAI, peer.url() + "/v1/", PATIENT), KEY);
  }

  private HttpEmbedder ollama() {
    return HttpEmbedder.open(settings(EmbedSettings.Provider.OLLAMA, peer.url(), PATIENT), "");
  }

  private void assertSameAsExpected(HttpEmbedder embedder) {
    List<String> texts = List.of("one", "two words", "", "日本語", "five 🎉", "six", "seven");
    List<float[]> vectors = embedder.embed(texts);
    assertEquals(texts.size(), vectors.size());
    for (int i = 0; i < texts.size(); i++) {
      assertArrayEquals(expected.embedQuery(texts.get(i)), vectors.get(i), 1e-5f);
    }
  }

  @Test
  void speaksOpenAi() {
    try (HttpEmbedder embedder = openAi()) {
      assertSameAsExpected(embedder);
      assertEquals(new ModelId("openai/m", HashEmbedder.DIMENSIONS), embedder.model());
    }
    assertEquals(3, peer.questions.size(), "seven texts, three a request");
    assertEquals("Bearer " + KEY, peer.authorizations.getFirst());
  }

  @Test
  void speaksOllama() {
    try (HttpEmbedder embedder = ollama()) {
      assertSameAsExpected(embedder);
      assertEquals(new ModelId("ollama/m", HashEmbedder.DIMENSIONS), embedder.model());
    }
    assertEquals("null", peer.authorizations.getFirst());
  }

  @Test
  void sendsTheTextsAndTheModelAndNothingElse() {
    try (HttpEmbedder embedder = openAi()) {
      embedder.embed(List.of("text"));
    }
    assertEquals(Set.of("model", "input"), peer.questions.getFirst().keySet());
    assertEquals("m", peer.questions.getFirst().get("model").getAsString());
    assertEquals("[\"text\"]", peer.questions.getFirst().get("input").toString());
  }

  @Test
  void hugeTextsAreCut() {
    try (HttpEmbedder embedder = ollama()) {
      embedder.embedQuery("word ".repeat(200_000));
    }
    assertTrue(peer.questions.getFirst().toString().length() < 21_000);
  }

  @Test
  void asksForItsDimensionsOnlyWhereNobodyToldThem() {
    try (HttpEmbedder embedder = ollama()) {
      assertEquals(HashEmbedder.DIMENSIONS, embedder.model().dimensions());
      assertEquals("[\"dimensions\"]", peer.questions.getFirst().get("input").toString());
    }
    EmbedSettings told =
        new EmbedSettings(EmbedSettings.Provider.OLLAMA, peer.url(), "m", 768, 1000, 3, false);
    try (HttpEmbedder embedder = HttpEmbedder.open(told, "")) {
      assertEquals(768, embedder.model().dimensions());
      assertEquals(1, peer.questions.size(), "no further request");
      Fault fault = assertThrows(Fault.Unavailable.class, () -> embedder.embedQuery("text"));
      assertTrue(fault.line().contains("64 numbers instead of 768"), fault.line());
    }
  }

  @Test
  void aChangeOfDimensionsIsAFault() {
    try (HttpEmbedder embedder = ollama()) {
      embedder.embedQuery("text");
      peer.mood = exchange -> EmbeddingPeer.send(exchange, 200, "{\"embeddings\":[[1,2,3]]}");
      assertUnavailable(embedder, "3 numbers instead of 64");
    }
  }

  private void assertUnavailable(HttpEmbedder embedder, String message) {
    Fault fault = assertThrows(Fault.Unavailable.class, () -> embedder.embed(List.of("my code")));
    assertTrue(fault.line().contains(message), fault.line());
    assertTrue(fault.resource().startsWith(peer.url()), fault.resource());
    assertFalse(fault.line().contains(KEY) || fault.line().contains("my code"), fault.line());
    assertFalse(fault.hint().isEmpty());
  }

  @Test
  void refusalsNameWhatToDo() {
    try (HttpEmbedder embedder = openAi()) {
      for (String pair :
          List.of(
              "401 does not accept the key",
              "404 does not know this path",
              "400 the texts",
              "500 answered with status 500",
              "302 answered with status 302")) {
        int status = Integer.parseInt(pair.substring(0, 3));
        peer.mood =
            exchange -> {
              exchange.getResponseHeaders().set("Location", peer.url() + "/v1/embeddings");
              EmbeddingPeer.send(exchange, status, "{\"error\":\"" + KEY + " my code\"}");
            };
        assertUnavailable(embedder, pair.substring(4));
      }
      assertEquals(5, peer.questions.size(), "a redirect is not followed");
      peer.mood = null;
      assertSameAsExpected(embedder);
    }
  }

  @Test
  void tooManyRequestsSayWhenToComeBack() {
    try (HttpEmbedder embedder = openAi()) {
      peer.mood =
          exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            EmbeddingPeer.send(exchange, 429, "");
          };
      Fault fault = assertThrows(Fault.Unavailable.class, () -> embedder.embedQuery("x"));
      assertEquals(OptionalLong.of(7_000), fault.retryAfterMillis());
      peer.mood = exchange -> EmbeddingPeer.send(exchange, 503, "");
      fault = assertThrows(Fault.Unavailable.class, () -> embedder.embedQuery("x"));
      assertEquals(OptionalLong.empty(), fault.retryAfterMillis());
    }
  }

  @Test
  void answersThatCannotBeUsed() {
    try (HttpEmbedder embedder = openAi()) {
      for (String json :
          List.of(
              "",
              "null",
              "[]",
              "{}",
              "<html></html>",
              "{\"data\":[{\"index\":0,\"embedding\":[1,2",
              "{\"data\":[]}",
              "{\"data\":{}}",
              "{\"data\":[null]}",
              "{\"data\":[{\"embedding\":[1,2]}]}",
              "{\"data\":[{\"index\":1,\"embedding\":[1,2]}]}",
              "{\"data\":[{\"index\":-1,\"embedding\":[1,2]}]}",
              "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1]}]}",
              "{\"data\":[{\"index\":0,\"embedding\":[]}]}",
              "{\"data\":[{\"index\":0,\"embedding\":[1,NaN]}]}",
              "{\"data\":[{\"index\":0,\"embedding\":[1,1e999]}]}",
              "{\"data\":[{\"index\":0,\"embedding\":[1,\"x\"]}]}",
              "{\"data\":[{\"index\":0,\"embedding\":[1,null]}]}",
              "{\"data\":[{\"index\":0,\"embedding\":[1,{}]}]}",
              "{\"data\":[{\"index\":0,\"embedding\":\"AAAA\"}]}",
              "[".repeat(100_000))) {
        peer.mood = exchange -> EmbeddingPeer.send(exchange, 200, json);
        assertUnavailable(embedder, "");
      }
      peer.mood = null;
      assertSameAsExpected(embedder);
    }
  }

  @Test
  void aHugeAnswerIsNotReadToItsEnd() {
    try (HttpEmbedder embedder = openAi()) {
      peer.mood =
          exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 16_000; i++) { // a gigabyte, where nobody breaks off
              exchange.getResponseBody().write(blanks);
            }
          };
      assertUnavailable(embedder, "broke off");
    }
  }

  @Test
  void aBodyThatEndsEarlyIsAFault() {
    try (HttpEmbedder embedder = openAi()) {
      peer.mood =
          exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"data\":".getBytes(StandardCharsets.UTF_8));
          };
      assertUnavailable(embedder, "broke off");
    }
  }

  @Test
  void aSlowEndpointIsGivenUp() {
    try (HttpEmbedder embedder =
        HttpEmbedder.open(settings(EmbedSettings.Provider.OLLAMA, peer.url(), 200), "")) {
      peer.mood = exchange -> peer.hold();
      assertUnavailable(embedder, "did not answer within 200 ms");
      peer.mood =
          exchange -> { // headers and no end
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            peer.hold();
          };
      assertUnavailable(embedder, "did not answer within 200 ms");
    }
  }

  @Test
  void nobodyListensThere() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port;
    try (HttpEmbedder embedder =
        HttpEmbedder.open(settings(EmbedSettings.Provider.OLLAMA, url, PATIENT), "")) {
      Fault fault = assertThrows(Fault.Unavailable.class, embedder::model);
      assertEquals(url + "/api/embed", fault.resource());
      assertTrue(fault.line().contains("cannot be reached"), fault.line());
    }
  }

  @Test
  void closingBreaksOffWhatRuns() throws InterruptedException, ExecutionException {
    CountDownLatch asked = new CountDownLatch(1);
    peer.mood =
        exchange -> {
          asked.countDown();
          peer.hold();
        };
    HttpEmbedder embedder = ollama();
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Fault> fault =
          thread.submit(() -> assertThrows(Fault.class, () -> embedder.embedQuery("x")));
      asked.await();
      embedder.close();
      assertEquals("unavailable", fault.get().kind());
    }
    assertThrows(Fault.NotReady.class, () -> embedder.embedQuery("x"));
  }

  @Test
  void manyThreadsAtOnce() throws InterruptedException, ExecutionException {
    try (HttpEmbedder embedder = openAi();
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        done.add(threads.submit(() -> assertSameAsExpected(embedder)));
      }
      for (Future<?> each : done) {
        each.get();
      }
    }
  }
}
