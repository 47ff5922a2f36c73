package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.roocode.rpc.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RagRequestsTest {
  private static final String WAITING = "{\"query\":\"" + FakeWorkspace.WAIT + "\"}";

  @TempDir Path folder;
  private Peer peer;
  private FakeWorkspace workspace;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    peer = new Peer();
    workspace = peer.start(folder);
    peer.until(workspace::isHeard);
    file = folder.resolve("ü a.java");
    workspace.write(file, "one\ndef two\nthree two\n");
  }

  @AfterEach
  void stop() throws IOException {
    peer.close();
  }

  private JsonObject result(String method, String params) throws IOException {
    return peer.result(peer.request(method, params)).getAsJsonObject();
  }

  private static JsonElement json(String text) {
    return JsonParser.parseString(text);
  }

  @Test
  void searchAnswersInLspRanges() throws IOException {
    JsonObject found = result("rag/search", "{\"query\":\"two\",\"explain\":true}");
    JsonObject hit = found.getAsJsonArray("hits").get(0).getAsJsonObject();
    assertEquals(
        json(
            """
            {"uri":"%s","path":"ü a.java",
             "range":{"start":{"line":1,"character":0},"end":{"line":2,"character":0}},
             "symbol":"two","kind":"lines","language":"java","score":0.5,"matched":["text"],
             "snippet":"def two","stale":false,"explain":{"text":0.5}}
            """
                .formatted(Uris.of(file))),
        hit);
    assertEquals(2, found.get("total").getAsInt());
    JsonObject second = found.getAsJsonArray("hits").get(1).getAsJsonObject();
    assertFalse(second.has("symbol"), "an empty symbol is left out");
  }

  @Test
  void limitsAreChecked() throws IOException {
    assertEquals(
        1, result("rag/search", "{\"query\":\"two\",\"limit\":1}").getAsJsonArray("hits").size());
    for (String wrong : List.of("\"two\",\"limit\":-1", "\"two\",\"limit\":201", "\"  \"")) {
      JsonObject error =
          peer.ask("rag/search", "{\"query\":" + wrong + "}").getAsJsonObject("error");
      assertEquals(-32010, error.get("code").getAsInt());
      assertEquals("invalid", error.getAsJsonObject("data").get("fault").getAsString());
    }
    assertEquals(
        -32010,
        peer.error(peer.request("rag/search", "{\"query\":\"q\",\"languages\":[\"klingon\"]}")));
  }

  @Test
  void askStreamsItsText() throws IOException {
    JsonObject answer =
        result(
            "rag/ask", "{\"question\":\"two\",\"partialResultToken\":9,\"workDoneToken\":\"w\"}");
    assertEquals("extractive", answer.get("kind").getAsString());
    StringBuilder streamed = new StringBuilder();
    List<String> work = new ArrayList<>();
    for (int count = 0; count < 4; count++) {
      JsonObject progress = peer.told("$/progress").getAsJsonObject("params");
      JsonObject value = progress.getAsJsonObject("value");
      if (progress.get("token").getAsString().equals("9")) {
        streamed.append(value.get("text").getAsString());
      } else {
        work.add(value.get("kind").getAsString());
      }
    }
    assertEquals(answer.get("text").getAsString(), streamed.toString());
    assertEquals(List.of("begin", "end"), work);
    JsonArray citations = answer.getAsJsonArray("citations");
    assertEquals(2, citations.size());
    assertEquals(1, citations.get(0).getAsJsonObject().get("n").getAsInt());
  }

  @Test
  void anAnswerSaysWhatWasCheckedAndWhyAModelDidNotWrite() throws IOException {
    JsonObject answer =
        result("rag/ask", "{\"question\":\"two\",\"generator\":\"http\",\"regenerate\":true}");
    assertEquals(
        "{\"fault\":\"busy\",\"resource\":\"model\",\"message\":\"is busy\",\"hint\":\"wait\","
            + "\"retryAfterMillis\":1500}",
        answer.get("problem").toString());
    assertFalse(answer.get("cached").getAsBoolean());
    assertTrue(answer.get("complete").getAsBoolean());
    assertEquals(4, answer.getAsJsonObject("timings").get("verified").getAsInt());
    JsonArray sources = answer.getAsJsonArray("sources");
    JsonArray marks = answer.getAsJsonArray("marks");
    assertEquals(2, marks.size());
    JsonObject anchor = marks.get(0).getAsJsonObject();
    assertEquals("verified", anchor.get("state").getAsString());
    assertEquals(sources.get(0).getAsJsonObject().get("uri"), anchor.get("uri"));
    assertEquals(sources.get(0).getAsJsonObject().get("range"), anchor.get("range"));
    assertFalse(marks.get(1).getAsJsonObject().has("uri"), "no anchor for what is not verified");
  }

  @Test
  void aPromptForTheEditorsModelAndTheCheckOfItsText() throws IOException {
    JsonObject prompt = result("rag/assemble", "{\"question\":\"two\",\"budgetTokens\":2000}");
    assertEquals(2_000, prompt.get("tokens").getAsInt());
    JsonObject system = prompt.getAsJsonArray("messages").get(0).getAsJsonObject();
    assertEquals("{\"role\":\"system\",\"content\":\"rules\"}", system.toString());
    String hash = prompt.get("promptHash").getAsString();
    JsonObject checked =
        result("rag/verifyAnswer", "{\"promptHash\":\"" + hash + "\",\"text\":\"see [1]\"}");
    assertEquals("see [1]", checked.get("text").getAsString());
    assertEquals(2, checked.getAsJsonArray("citations").size());
    assertEquals(
        -32013,
        peer.error(peer.request("rag/verifyAnswer", "{\"promptHash\":\"0\",\"text\":\"\"}")));
  }

  @Test
  void toolsAreListedAndCalled() throws IOException {
    assertEquals(6, result("rag/listTools", "{}").getAsJsonArray("tools").size());
    JsonObject found =
        result("rag/callTool", "{\"name\":\"search_code\",\"arguments\":{\"query\":\"two\"}}");
    assertFalse(found.get("isError").getAsBoolean());
    assertEquals(2, found.getAsJsonObject("structured").getAsJsonArray("places").size());
    JsonObject refused = result("rag/callTool", "{\"name\":\"reindex\"}");
    assertTrue(refused.get("isError").getAsBoolean());
    assertFalse(refused.has("structured"));
    assertEquals(
        -32602, peer.error(peer.request("rag/callTool", "{\"name\":\"x\",\"arguments\":[]}")));
  }

  @Test
  void anUnknownGeneratorIsRefused() throws IOException {
    assertEquals(
        -32010,
        peer.error(peer.request("rag/ask", "{\"question\":\"q\",\"generator\":\"oracle\"}")));
    assertEquals(-32010, peer.error(peer.request("rag/ask", "{\"question\":\"\"}")));
    assertEquals(-32010, peer.error(peer.request("rag/ask", "{\"question\":\"q\",\"limit\":0}")));
  }

  @Test
  void reindexStatusExplainOutline() throws IOException {
    JsonObject report = result("rag/reindex", "{\"mode\":\"changed\"}");
    assertEquals(
        json("[{\"path\":\"logo.png\",\"rule\":\"binary\",\"message\":\"is no text\"}]"),
        report.get("skipped"));
    assertEquals(1, report.get("skippedTotal").getAsInt());
    JsonObject status = result("rag/status", "{}");
    assertEquals("ready", status.get("state").getAsString());
    assertFalse(status.has("lastError"));
    String uri = "{\"uri\":\"" + Uris.of(file) + "\"}";
    assertTrue(result("rag/explainPath", uri).get("indexed").getAsBoolean());
    JsonObject symbol =
        result("rag/outline", uri).getAsJsonArray("symbols").get(0).getAsJsonObject();
    assertEquals("two", symbol.get("name").getAsString());
    assertEquals("function", symbol.get("kind").getAsString());
    String gone = "{\"uri\":\"" + Uris.of(folder.resolve("gone")) + "\"}";
    assertEquals(-32019, peer.error(peer.request("rag/outline", gone)));
    assertEquals(
        -32010, peer.error(peer.request("rag/outline", "{\"uri\":\"untitled:Untitled-1\"}")));
  }

  @Test
  void aCancelledSearchIsAnsweredWhileItStillRuns() throws IOException {
    int slow = peer.request("rag/search", WAITING);
    peer.notify("$/cancelRequest", "{\"id\":" + slow + "}");
    assertEquals(-32800, peer.error(slow));
    peer.result(peer.request("rag/status", "{}"));
  }

  @Test
  void theUserCancelsWhereTheWorkIsShown() throws IOException {
    int slow = peer.request("rag/reindex", "{\"mode\":\"full\",\"workDoneToken\":\"w\"}");
    assertEquals(
        "begin",
        peer.told("$/progress")
            .getAsJsonObject("params")
            .getAsJsonObject("value")
            .get("kind")
            .getAsString());
    peer.notify("window/workDoneProgress/cancel", "{\"token\":\"w\"}");
    assertEquals(-32800, peer.error(slow));
    JsonObject end = peer.told("$/progress").getAsJsonObject("params").getAsJsonObject("value");
    assertEquals("end", end.get("kind").getAsString());
  }

  @Test
  void aCancellationOfNothingIsNothing() throws IOException {
    for (String params : List.of("{\"id\":4711}", "{\"id\":\"x\"}", "{}", "[]", "{\"id\":{}}")) {
      peer.notify("$/cancelRequest", params);
    }
    peer.result(peer.request("rag/status", "{}"));
  }

  @Test
  void tooManyAtATimeAreToldToWait() throws IOException {
    List<Integer> slow = new ArrayList<>();
    for (int count = 0; count < Router.IN_FLIGHT; count++) {
      slow.add(peer.request("rag/search", WAITING));
    }
    JsonObject error = peer.ask("rag/status", "{}").getAsJsonObject("error");
    assertEquals(-32014, error.get("code").getAsInt());
    assertTrue(error.getAsJsonObject("data").get("retryAfterMillis").getAsLong() > 0);
    for (int id : slow) {
      peer.notify("$/cancelRequest", "{\"id\":" + id + "}");
    }
    for (int id : slow) {
      assertEquals(-32800, peer.error(id));
    }
  }

  @Test
  void anErrorOfTheProgramKeepsItsTraceAtHome() throws IOException {
    JsonObject answer = peer.ask("rag/search", "{\"query\":\"" + FakeWorkspace.BREAK + "\"}");
    assertEquals(-32603, answer.getAsJsonObject("error").get("code").getAsInt());
    assertFalse(answer.toString().contains(FakeWorkspace.SECRET));
    assertFalse(answer.toString().contains("dev.roocode"));
    answer = peer.ask("rag/search", "{\"query\":\"" + FakeWorkspace.FAULT + "\"}");
    assertEquals(-32015, answer.getAsJsonObject("error").get("code").getAsInt());
    assertFalse(answer.toString().contains(FakeWorkspace.SECRET));
  }

  @Test
  void symbolsComeByNameThenByMeaning() throws IOException {
    JsonArray found =
        peer.result(peer.request("workspace/symbol", "{\"query\":\"two\"}")).getAsJsonArray();
    List<String> names = new ArrayList<>();
    found.forEach(symbol -> names.add(symbol.getAsJsonObject().get("name").getAsString()));
    assertEquals(List.of("two", "ü a.java:3"), names);
    assertEquals(
        json(
            """
            {"uri":"%s","range":{"start":{"line":1,"character":0},"end":{"line":2,"character":0}}}
            """
                .formatted(Uris.of(file))),
        found.get(0).getAsJsonObject().get("location"));
    assertEquals(12, found.get(0).getAsJsonObject().get("kind").getAsInt());
    assertEquals(
        1,
        peer.result(peer.request("workspace/symbol", "{\"query\":\"\"}")).getAsJsonArray().size());
  }

  @Test
  void snapshotsAreMadeListedCheckedAndRestored() throws IOException {
    JsonObject full = result("backup/create", "{\"kind\":\"full\"}");
    assertEquals(
        json(
            """
            {"id":"000001-full-20261124T110200Z","kind":"full","time":"2026-11-24T11:02:00Z",
             "bytes":1000,"verified":true,"configVersion":3}
            """),
        full);
    JsonObject increment = result("backup/create", "{\"kind\":\"incremental\"}");
    assertEquals(full.get("id"), increment.get("base"));
    JsonArray listed = result("backup/list", "{}").getAsJsonArray("snapshots");
    assertEquals(full, listed.get(0));
    assertEquals(
        json(
            """
            {"checked":1,"damaged":[{"id":"x","problem":"cut"}],"index":{"ok":true,"problems":[]}}
            """),
        result("backup/verify", "{\"deep\":true}"));
    assertTrue(workspace.events.contains("verify null true"));
    assertEquals(full.get("id"), result("backup/restore", "{\"date\":\"2026-11-24\"}").get("id"));
    assertEquals(10, result("backup/restore", "{\"undo\":true}").get("generation").getAsInt());
    assertEquals(
        -32010, peer.error(peer.request("backup/restore", "{\"undo\":true,\"id\":\"x\"}")));
    assertEquals(-32010, peer.error(peer.request("backup/restore", "{}")));
    assertEquals(-32602, peer.error(peer.request("backup/create", "{\"kind\":\"other\"}")));
  }

  @Test
  void backupsAreCommandsToo() throws IOException {
    JsonObject made = result("workspace/executeCommand", "{\"command\":\"roocode.backup\"}");
    assertEquals("full", made.get("kind").getAsString());
    result("workspace/executeCommand", "{\"command\":\"roocode.verify\"}");
    result(
        "workspace/executeCommand",
        "{\"command\":\"roocode.restore\",\"arguments\":[{\"id\":\"one\"}]}");
    assertTrue(workspace.events.contains("restore ById[id=one]"));
    assertEquals(
        -32010,
        peer.error(peer.request("workspace/executeCommand", "{\"command\":\"roocode.restore\"}")));
  }

  @Test
  void whatEditorsHoldIsToldToARestoredIndex() throws IOException {
    peer.notify(
        "textDocument/didOpen",
        "{\"textDocument\":{\"uri\":\"%s\",\"languageId\":\"java\",\"version\":1,\"text\":\"held\"}}"
            .formatted(Uris.of(file)));
    result("backup/restore", "{\"id\":\"one\"}");
    result("rag/status", "{}");
    List<String> events = List.copyOf(workspace.events);
    assertTrue(
        events.lastIndexOf("edit ü a.java") > events.indexOf("restore ById[id=one]"),
        events.toString());
  }

  @Test
  void commandsDoWhatTheRequestsDo() throws IOException {
    JsonObject status = result("workspace/executeCommand", "{\"command\":\"roocode.status\"}");
    assertEquals("ready", status.get("state").getAsString());
    JsonObject report =
        result(
            "workspace/executeCommand",
            "{\"command\":\"roocode.reindex\",\"arguments\":[{\"mode\":\"changed\"}]}");
    assertEquals(4, report.get("chunks").getAsInt());
    result("workspace/executeCommand", "{\"command\":\"roocode.reindex\",\"arguments\":[]}");
    result("workspace/executeCommand", "{\"command\":\"roocode.reindex\",\"arguments\":[null]}");
    for (String arguments : List.of("[{}]", "[7]", "[[]]", "[{\"mode\":\"fuzzy\"}]")) {
      assertEquals(
          -32602,
          peer.error(
              peer.request(
                  "workspace/executeCommand",
                  "{\"command\":\"roocode.reindex\",\"arguments\":" + arguments + "}")));
    }
    assertEquals(
        -32010, peer.error(peer.request("workspace/executeCommand", "{\"command\":\"rm\"}")));
  }
}
