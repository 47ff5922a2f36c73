package dev.roocode.mcp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One answer over HTTP. Events may come from any thread. */
final class HttpAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(HttpAnswer.class);
  private static final String TYPE = "Content-Type";

  private final HttpExchange exchange;
  private boolean broken;

  HttpAnswer(HttpExchange exchange) {
    this.exchange = exchange;
    header("Cache-Control", "no-store");
  }

  void header(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  /** With a sentence; the connection ends, since its body may not have been read. */
  void refuse(int status, String problem) throws IOException {
    if (status == 401) {
      header("WWW-Authenticate", "Bearer");
    } else if (status == 405) {
      header("Allow", "POST, DELETE");
    }
    header("Connection", "close");
    body(status, "text/plain; charset=utf-8", problem + "\n");
  }

  void empty(int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  /** The message; 202 without one, since what needs no answer is accepted so. */
  void json(int status, @Nullable JsonElement message) throws IOException {
    if (message == null) {
      empty(202);
    } else {
      body(status, "application/json", Frames.text(message));
    }
  }

  private void body(int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    header(TYPE, type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Begins a stream of events, which ends with the exchange. */
  void begin() throws IOException {
    header(TYPE, "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
  }

  /** Whoever has gone does not end the call: the protocol has another word for that. */
  synchronized void event(JsonObject message) {
    if (broken) {
      return;
    }
    try {
      OutputStream out = exchange.getResponseBody();
      out.write(
          ("event: message\ndata: " + Frames.text(message) + "\n\n")
              .getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      broken = true;
      LOG.debug("the agent does not read its answer", e);
    }
  }
}
