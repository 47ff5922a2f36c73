package dev.roocode.generate;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that answers as the test tells it, request after request. */
final class ModelPeer implements AutoCloseable {
  /** Answers one request. */
  interface Mood {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** For the next requests, in order; the last one stays. */
  final ConcurrentLinkedDeque<Mood> moods = new ConcurrentLinkedDeque<>();

  /** What came in, in order. */
  final List<String> questions = new CopyOnWriteArrayList<>();

  final List<Headers> headers = new CopyOnWriteArrayList<>();
  final List<String> paths = new CopyOnWriteArrayList<>();

  /** Held requests go on once it opens, at the latest when the peer closes. */
  final CountDownLatch released = new CountDownLatch(1);

  /** Requests whose client went away before the answer's end. */
  final AtomicInteger abandoned = new AtomicInteger();

  ModelPeer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      questions.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      headers.add(exchange.getRequestHeaders());
      paths.add(exchange.getRequestURI().getPath());
      Mood mood = moods.size() > 1 ? moods.poll() : moods.peek();
      if (mood != null) {
        mood.answer(exchange);
      }
    } catch (IOException gone) {
      abandoned.incrementAndGet();
      throw gone;
    }
  }

  static Mood status(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** A stream that ends as it should. */
  static Mood stream(String... portions) {
    return exchange -> {
      begin(exchange);
      for (String portion : portions) {
        send(exchange, portion.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /** The same, byte by byte. */
  static Mood trickle(String body) {
    return exchange -> {
      begin(exchange);
      for (byte next : body.getBytes(StandardCharsets.UTF_8)) {
        send(exchange, new byte[] {next});
      }
    };
  }

  /** Begins, and then neither goes on nor ends. */
  Mood stalled(String portion) {
    return exchange -> {
      begin(exchange);
      send(exchange, portion.getBytes(StandardCharsets.UTF_8));
      hold();
    };
  }

  /** Never ends. */
  static Mood endless(String portion) {
    return exchange -> {
      begin(exchange);
      while (true) {
        send(exchange, portion.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /** Breaks the connection in the middle. */
  static Mood torn(String portion) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 1_000_000);
      send(exchange, portion.getBytes(StandardCharsets.UTF_8));
    };
  }

  private static void begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
  }

  private static void send(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().flush();
  }

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
