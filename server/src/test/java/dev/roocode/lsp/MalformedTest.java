package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.roocode.domain.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A malformed version of every message, and an answer for each. */
class MalformedTest {
  /** Good params of every request, with every member. */
  private static final Map<String, String> REQUESTS =
      new TreeMap<>(
          Map.of(
              "backup/create",
              "{\"kind\":\"full\",\"workDoneToken\":1}",
              "backup/list",
              "{}",
              "config/history",
              "{}",
              "config/rollback",
              "{\"version\":1}",
              "metrics/snapshot",
              "{\"windowMinutes\":5}",
              "metrics/watch",
              "{\"on\":false}",
              "backup/verify",
              "{\"id\":\"x\",\"deep\":true,\"workDoneToken\":1}",
              "backup/restore",
              "{\"id\":\"x\",\"date\":\"2026-11-24\",\"undo\":true,\"workDoneToken\":1}"));

  static {
    REQUESTS.putAll(
        Map.of(
            "rag/assemble",
            "{\"question\":\"q\",\"budgetTokens\":2000}",
            "rag/verifyAnswer",
            "{\"promptHash\":\"x\",\"text\":\"t\"}"));
    REQUESTS.putAll(
        Map.of(
            "rag/search",
            """
            {"query":"q","limit":5,"mode":"hybrid","pathGlobs":["**"],"languages":["java"],
             "includeTests":true,"explain":true,"workDoneToken":1}
            """,
            "rag/ask",
            """
            {"question":"q","limit":5,"generator":"extractive","regenerate":true,
             "allowRemote":false,"partialResultToken":"p","workDoneToken":"w"}
            """,
            "rag/reindex",
            "{\"scope\":\"file:///x\",\"mode\":\"changed\",\"dryRun\":true,\"workDoneToken\":1}",
            "rag/status",
            "{}",
            "rag/explainPath",
            "{\"uri\":\"file:///x\"}",
            "rag/outline",
            "{\"uri\":\"file:///x\"}",
            "workspace/symbol",
            "{\"query\":\"q\"}",
            "workspace/executeCommand",
            "{\"command\":\"roocode.status\",\"arguments\":[],\"workDoneToken\":1}",
            "initialize",
            """
            {"processId":null,"capabilities":{},"rootUri":null,"workspaceFolders":[],
             "initializationOptions":{"storageUri":"file:///x"}}
            """));
  }

  private static final Map<String, String> NOTIFICATIONS =
      Map.of(
          "textDocument/didOpen",
          "{\"textDocument\":{\"uri\":\"file:///x\",\"languageId\":\"x\",\"version\":1,\"text\":\"t\"}}",
          "textDocument/didChange",
          "{\"textDocument\":{\"uri\":\"file:///x\",\"version\":1},\"contentChanges\":[{\"text\":\"t\"}]}",
          "textDocument/didSave",
          "{\"textDocument\":{\"uri\":\"file:///x\"}}",
          "textDocument/didClose",
          "{\"textDocument\":{\"uri\":\"file:///x\"}}",
          "workspace/didChangeWatchedFiles",
          "{\"changes\":[{\"uri\":\"file:///x\",\"type\":1}]}",
          "workspace/didChangeWorkspaceFolders",
          "{\"event\":{\"added\":[{\"uri\":\"file:///x\",\"name\":\"x\"}],\"removed\":[]}}",
          "workspace/didChangeConfiguration",
          "{\"settings\":{}}",
          "window/workDoneProgress/cancel",
          "{\"token\":\"x\"}",
          "$/cancelRequest",
          "{\"id\":1}",
          "initialized",
          "{}");

  @TempDir Path folder;
  private Peer peer;

  @BeforeEach
  void start() throws IOException {
    peer = new Peer();
    peer.start(folder);
  }

  @AfterEach
  void stop() throws IOException {
    peer.close();
  }

  /** Every member, at any depth, once left out and once with a value of every type. */
  private static List<JsonElement> mutations(JsonElement good) {
    List<JsonElement> mutations = new ArrayList<>(values());
    if (good instanceof JsonObject object) {
      for (String name : object.keySet()) {
        JsonObject without = object.deepCopy();
        without.remove(name);
        mutations.add(without);
        for (JsonElement value : mutations(object.get(name))) {
          JsonObject changed = object.deepCopy();
          changed.add(name, value);
          mutations.add(changed);
        }
      }
    } else if (good instanceof JsonArray list && !list.isEmpty()) {
      for (JsonElement value : mutations(list.get(0))) {
        JsonArray changed = new JsonArray();
        changed.add(value);
        mutations.add(changed);
      }
    }
    return mutations;
  }

  private static List<JsonElement> values() {
    return List.of(
        JsonNull.INSTANCE,
        new JsonPrimitive(true),
        new JsonPrimitive(-1),
        new JsonPrimitive(1.5),
        new JsonPrimitive(99999999999L),
        new JsonPrimitive("nonsense"),
        new JsonArray(),
        JsonParser.parseString("[null]"),
        JsonParser.parseString("[[]]"),
        new JsonObject());
  }

  @Test
  void everyRequestIsAnsweredWhateverItsParams() throws IOException {
    for (var request : REQUESTS.entrySet()) {
      for (JsonElement params : mutations(JsonParser.parseString(request.getValue()))) {
        JsonObject answer = peer.ask(request.getKey(), params.toString());
        String shown = request.getKey() + " " + params + " → " + answer;
        assertTrue(answer.has("result") != answer.has("error"), shown);
        assertFalse(answer.toString().contains("Exception"), shown);
        assertFalse(answer.toString().contains("\\tat "), shown);
        if (answer.has("error")) {
          int code = answer.getAsJsonObject("error").get("code").getAsInt();
          assertTrue(code == -32602 || code == -32600 || (code <= -32010 && code >= -32039), shown);
        }
      }
      peer.ask(request.getKey(), null);
    }
  }

  @Test
  void whatIsRequiredIsNamed() throws IOException {
    assertEquals("rag/search: query is missing", message("rag/search", "{}"));
    assertEquals("rag/search: query is missing", message("rag/search", null));
    assertEquals("rag/search: query is missing", message("rag/search", "null"));
    assertEquals("rag/search: params must be an object", message("rag/search", "[]"));
    assertEquals("rag/search: params must be an object", message("rag/search", "7"));
    assertEquals(
        "rag/reindex: mode must be one of changed, full",
        message("rag/reindex", "{\"mode\":\"fast\"}"));
    assertEquals(
        "workspace/symbol: query is missing or unknown", message("workspace/symbol", "{}"));
  }

  private String message(String method, @Nullable String params) throws IOException {
    JsonObject error = peer.ask(method, params).getAsJsonObject("error");
    assertEquals(-32602, error.get("code").getAsInt());
    return error.get("message").getAsString();
  }

  @Test
  void noNotificationEndsTheConversation() throws IOException {
    for (var notification : NOTIFICATIONS.entrySet()) {
      for (JsonElement params : mutations(JsonParser.parseString(notification.getValue()))) {
        peer.notify(notification.getKey(), params.toString());
      }
      peer.send("{\"jsonrpc\":\"2.0\",\"method\":\"" + notification.getKey() + "\"}");
      assertTrue(peer.ask("rag/explainPath", "{\"uri\":\"file:///x\"}").has("id"));
    }
  }

  @Test
  void unknownMethodsAreAnsweredAndUnknownNotificationsIgnored() throws IOException {
    assertEquals(-32601, peer.error(peer.request("textDocument/hover", "{}")));
    assertEquals(-32601, peer.error(peer.request("", "{}")));
    assertEquals(-32601, peer.error(peer.request("$/cancelRequest", "{\"id\":1}")));
    assertEquals(-32601, peer.error(peer.request("x\\u0000y" + "z".repeat(5000), "{}")));
    peer.notify("$/setTrace", "{\"value\":\"off\"}");
    peer.notify("no/such", "[[[");
    assertEquals(-32700, code(peer.errorWithoutId()));
    peer.result(peer.request("rag/status", "{}"));
  }

  @Test
  void whatIsNoJsonIsToldSo() throws IOException {
    List<String> bodies =
        List.of(
            "",
            " ",
            "{",
            "nonsense",
            "{'a':1}",
            "{\"a\":1,}",
            "[1,2",
            "{\"a\":NaN}",
            "\u0000",
            "{\"jsonrpc\":\"2.0\"} {}",
            "// comment\n{}",
            "{a:1}",
            "tRue");
    for (String body : bodies) {
      peer.send(body);
      JsonObject answer = peer.errorWithoutId();
      assertEquals(-32700, code(answer), body);
    }
    byte[] latin = {'{', '"', (byte) 0xe4, '"', ':', '1', '}'};
    peer.raw("Content-Length: " + latin.length + "\r\n\r\n");
    peer.raw(latin);
    assertEquals(-32700, code(peer.errorWithoutId()));
    peer.result(peer.request("rag/status", "{}"));
  }

  @Test
  void aRequestThatCanStillBeNamedIsAnsweredByName() throws IOException {
    peer.send("{\"jsonrpc\":\"2.0\",\"id\":\"cut\",\"method\":\"rag/status\",\"params\":{\"a");
    assertEquals(-32700, code(peer.answerNamed("cut")));
    peer.send("{\"id\":\"old\",\"method\":\"rag/status\"}");
    assertEquals(-32600, code(peer.answerNamed("old")));
    peer.send("{\"jsonrpc\":\"2.0\",\"id\":\"no method\"}");
    assertEquals(-32600, code(peer.answerNamed("no method")));
    peer.send("{\"jsonrpc\":\"2.0\",\"id\":\"number\",\"method\":7}");
    assertEquals(-32600, code(peer.answerNamed("number")));
  }

  @Test
  void whatIsNoMessageIsToldSo() throws IOException {
    for (String body :
        List.of(
            "[]",
            "7",
            "null",
            "\"text\"",
            "{}",
            "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rag/status\"}]",
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"rag/status\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"rag/status\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"rag/status\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":[1],\"method\":\"rag/status\"}")) {
      peer.send(body);
      assertEquals(-32600, code(peer.errorWithoutId()), body);
    }
  }

  @Test
  void answersToWhatWasNeverAskedAreIgnored() throws IOException {
    for (String body :
        List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}",
            "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"error\":{\"code\":1,\"message\":\"m\"}}",
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":\"x\"}}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":7}")) {
      peer.send(body);
    }
    peer.result(peer.request("rag/status", "{}"));
  }

  @Test
  void idsAreGivenBackAsTheyCame() throws IOException {
    for (String id : List.of("\"a b\"", "-5", "12345678901234567890", "\"\"", "\"é\\\"\"")) {
      peer.send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"rag/status\"}");
      JsonElement expected = JsonParser.parseString(id);
      peer.await(message -> expected.equals(message.get("id")) && message.has("result"));
    }
  }

  @Test
  void tooDeepAndTooManyAreRefusedByName() throws IOException {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertEquals(-32600, peer.error(peer.request("rag/status", deep)));
    String many = "[" + "1,".repeat(Limits.JSON_VALUES) + "1]";
    assertEquals(-32600, peer.error(peer.request("rag/status", many)));
    int rest = Limits.JSON_DEPTH - 2; // inside of the message and its params
    String fits = "{\"x\":" + "[".repeat(rest) + "]".repeat(rest) + "}";
    peer.result(peer.request("rag/status", fits));
    assertEquals(-32600, peer.error(peer.request("rag/status", fits.replace("[]", "[[]]"))));
  }

  @Test
  void tooLargeABodyIsRefusedByName() throws IOException {
    String filler = "x".repeat(Limits.FRAME_BODY_BYTES);
    assertEquals(-32600, peer.error(peer.request("rag/search", "{\"query\":\"" + filler + "\"}")));
    peer.result(peer.request("rag/status", "{}"));
  }

  @Test
  void aQueryOfAMegabyteIsTaken() throws IOException {
    String query = "x".repeat(1 << 20);
    peer.result(peer.request("rag/search", "{\"query\":\"" + query + "\"}"));
  }

  @Test
  void aHeaderThatCannotBeRecoveredFromClosesTheStream() throws IOException {
    peer.raw("Content-Length: nonsense\r\n\r\n{}");
    assertEquals(-32700, code(peer.errorWithoutId()));
    assertEquals(1, peer.exitCode());
  }

  private static int code(JsonObject answer) {
    return answer.getAsJsonObject("error").get("code").getAsInt();
  }
}
