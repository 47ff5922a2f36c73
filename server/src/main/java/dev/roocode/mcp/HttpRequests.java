package dev.roocode.mcp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.roocode.domain.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** What comes over HTTP: POST brings a message, DELETE ends a session; nothing is told unasked. */
final class HttpRequests implements HttpHandler {
  static final String PATH = "/mcp";
  static final String SESSION = "Mcp-Session-Id";
  static final String VERSION = "Mcp-Protocol-Version";
  private static final String INITIALIZE = "initialize";

  private final HttpGate gate;
  private final HttpSessions sessions;
  private final Supplier<Conversation> conversations;

  HttpRequests(HttpGate gate, HttpSessions sessions, Supplier<Conversation> conversations) {
    this.gate = gate;
    this.sessions = sessions;
    this.conversations = conversations;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpAnswer answer = new HttpAnswer(exchange);
      HttpGate.Refusal refusal = gate.refusal(exchange.getRequestHeaders());
      if (refusal != null) {
        answer.refuse(refusal.status(), refusal.problem());
      } else if (!exchange.getRequestURI().getPath().equals(PATH)) {
        answer.refuse(404, "Only " + PATH + " is served.");
      } else {
        switch (exchange.getRequestMethod()) {
          case "POST" -> post(exchange, answer);
          case "DELETE" -> delete(exchange, answer);
          default -> answer.refuse(405, "Nothing is told unasked: use POST.");
        }
      }
    }
  }

  private void delete(HttpExchange exchange, HttpAnswer answer) throws IOException {
    String name = exchange.getRequestHeaders().getFirst(SESSION);
    if (name == null) {
      answer.refuse(400, SESSION + " is missing.");
    } else if (sessions.end(name)) {
      answer.empty(204);
    } else {
      answer.refuse(404, "The session has ended.");
    }
  }

  private void post(HttpExchange exchange, HttpAnswer answer) throws IOException {
    HttpGate.Refusal refusal = refusal(exchange.getRequestHeaders());
    if (refusal != null) {
      answer.refuse(refusal.status(), refusal.problem());
      return;
    }
    byte[] body = exchange.getRequestBody().readNBytes(Limits.AGENT_MESSAGE_BYTES + 1);
    if (body.length > Limits.AGENT_MESSAGE_BYTES) {
      answer.refuse(413, "A message has at most " + Limits.AGENT_MESSAGE_BYTES + " bytes.");
      return;
    }
    JsonElement json = Message.parse(body);
    if (json == null) {
      answer.json(400, Frames.error(null, ResponseErrorCode.ParseError, "The body holds no JSON."));
    } else {
      take(json, exchange.getRequestHeaders().getFirst(SESSION), answer);
    }
  }

  private static HttpGate.@Nullable Refusal refusal(Headers headers) {
    String version = headers.getFirst(VERSION);
    if (version != null && !Conversation.VERSIONS.contains(version)) {
      return new HttpGate.Refusal(
          400, "This server speaks the versions " + String.join(", ", Conversation.VERSIONS));
    }
    String type = headers.getFirst("Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
      return new HttpGate.Refusal(415, "Send application/json.");
    }
    String wanted =
        String.join(",", headers.getOrDefault("Accept", List.of())).toLowerCase(Locale.ROOT);
    boolean any = wanted.contains("*/*");
    if (!any && !(wanted.contains("application/json") && wanted.contains("text/event-stream"))) {
      return new HttpGate.Refusal(406, "Accept application/json and text/event-stream.");
    }
    return null;
  }

  private void take(JsonElement json, @Nullable String name, HttpAnswer answer) throws IOException {
    Message message = json instanceof JsonArray ? null : Message.of(json);
    if (message instanceof Message.Request first && first.method().equals(INITIALIZE)) {
      begin(first, answer);
      return;
    }
    if (name == null) {
      answer.refuse(400, SESSION + " is missing: send initialize first.");
      return;
    }
    Conversation conversation = sessions.find(name);
    if (conversation == null) {
      answer.refuse(404, "The session has ended: send initialize again.");
    } else if (message == null) {
      batch(json.getAsJsonArray(), conversation, answer);
    } else {
      one(message, conversation, answer);
    }
  }

  private void begin(Message.Request first, HttpAnswer answer) throws IOException {
    Conversation conversation = conversations.get();
    JsonObject reply = conversation.take(first, told -> {});
    if (reply != null && reply.has("result")) {
      answer.header(SESSION, sessions.add(conversation));
    }
    answer.json(200, reply);
  }

  private static void batch(JsonArray batch, Conversation conversation, HttpAnswer answer)
      throws IOException {
    JsonObject refusal = Batch.refusal(batch, conversation);
    if (refusal != null) {
      answer.json(400, refusal);
    } else {
      answer.json(200, Batch.take(batch, conversation));
    }
  }

  private static void one(Message message, Conversation conversation, HttpAnswer answer)
      throws IOException {
    switch (message) {
      case Message.Broken broken -> answer.json(400, conversation.take(broken, told -> {}));
      case Message.Request request when request.method().equals("tools/call") -> {
        // a stream may end without an answer, which is what a cancelled call wants
        answer.begin();
        JsonObject reply = conversation.take(request, answer::event);
        if (reply != null) {
          answer.event(reply);
        }
      }
      default -> answer.json(200, conversation.take(message, told -> {}));
    }
  }
}
