package dev.roocode.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the protocol asks for, message by message. */
@Timeout(60)
class ConversationTest {
  private final Twin tools = new Twin();
  private final Conversation conversation = new Conversation(tools, "1.2", Ticker.SYSTEM);
  private final List<JsonObject> told = new ArrayList<>();

  @Test
  void itAgreesOnARevision() {
    assertEquals("2025-06-18", begin(conversation, "2025-06-18"));
    assertFalse(conversation.takesBatches());
    Conversation older = new Conversation(tools, "1.2", Ticker.SYSTEM);
    assertEquals("2025-03-26", begin(older, "2025-03-26"));
    assertTrue(older.takesBatches());
    for (String other : List.of("2024-11-05", "2099-01-01", "")) {
      Conversation any = new Conversation(tools, "1.2", Ticker.SYSTEM);
      assertEquals("2025-06-18", begin(any, other), "the newest of ours");
    }
  }

  @Test
  void nothingBeforeTheBeginningAndThatOnce() {
    assertEquals("{}", result("{'id': 1, 'method': 'ping'}").toString());
    assertEquals(-32600, code("{'id': 1, 'method': 'tools/list'}"));
    assertEquals(-32602, code("{'id': 1, 'method': 'initialize', 'params': {}}"));
    begin(conversation, "2025-06-18");
    assertEquals(
        -32600,
        code("{'id': 2, 'method': 'initialize', 'params': {'protocolVersion': '2025-06-18'}}"));
  }

  @Test
  void toolsAreListedAndCalled() {
    begin(conversation, "2025-06-18");
    JsonObject list = result("{'id': 'x', 'method': 'tools/list'}");
    JsonObject echo = list.getAsJsonArray("tools").get(0).getAsJsonObject();
    assertEquals("echo", echo.get("name").getAsString());
    assertTrue(echo.getAsJsonObject("annotations").get("readOnlyHint").getAsBoolean());
    assertEquals(-32602, code("{'id': 1, 'method': 'tools/list', 'params': {'cursor': 'a'}}"));
    JsonObject said = result(call("echo", "{'a': 1}"));
    assertEquals("{\"a\":1}", said.get("structuredContent").toString());
    assertEquals("[{\"type\":\"text\",\"text\":\"said\"}]", said.get("content").toString());
    assertFalse(said.get("isError").getAsBoolean());
    assertEquals(-32602, code(call("unknown", "{}")));
    assertEquals(-32602, code(call("echo", "[]")));
    assertEquals(-32602, code("{'id': 1, 'method': 'tools/call', 'params': {}}"));
    assertEquals(-32601, code("{'id': 1, 'method': 'resources/list'}"));
  }

  @Test
  void failuresAreAnswersWithoutWordsFromInside() {
    begin(conversation, "2025-06-18");
    JsonObject broken = answer(call("break", "{}"));
    assertEquals(-32603, broken.getAsJsonObject("error").get("code").getAsInt());
    assertFalse(broken.toString().contains("words from inside"), broken.toString());
    assertEquals(-32015, code(call("fault", "{}")));
  }

  @Test
  void whatIsCancelledIsNotAnswered() throws Exception {
    begin(conversation, "2025-06-18");
    CompletableFuture<@Nullable JsonObject> waiting = aside(call("wait", "{}"));
    assertTrue(tools.waiting.await(30, TimeUnit.SECONDS));
    assertEquals(1, conversation.running());
    assertEquals(-32600, code(call("echo", "{}")), "its id is taken");
    take("{'method': 'notifications/cancelled', 'params': {'requestId': 'other'}}");
    take("{'method': 'notifications/cancelled', 'params': {'requestId': {}}}");
    take("{'method': 'notifications/cancelled', 'params': {'requestId': 7}}");
    assertNull(waiting.get(30, TimeUnit.SECONDS));
    assertEquals(0, conversation.running());
    result(call("echo", "{}"));
  }

  @Test
  void theEndOfTheConversationEndsWhatRuns() throws Exception {
    begin(conversation, "2025-06-18");
    CompletableFuture<@Nullable JsonObject> waiting = aside(call("wait", "{}"));
    assertTrue(tools.waiting.await(30, TimeUnit.SECONDS));
    conversation.end();
    assertNull(waiting.get(30, TimeUnit.SECONDS));
  }

  @Test
  void soManyAtATime() throws Exception {
    begin(conversation, "2025-06-18");
    List<CompletableFuture<@Nullable JsonObject>> all = new ArrayList<>();
    for (int i = 0; i < Limits.AGENT_REQUESTS; i++) {
      all.add(aside(call("wait", "{}").replace("'id': 7", "'id': 'n" + i + "'")));
    }
    while (conversation.running() < Limits.AGENT_REQUESTS) {
      Thread.onSpinWait();
    }
    assertEquals(-32014, code(call("echo", "{}")));
    conversation.end();
    for (CompletableFuture<@Nullable JsonObject> one : all) {
      assertNull(one.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void progressIsToldToWhoWantsIt() {
    begin(conversation, "2025-06-18");
    result(call("progress", "{}"));
    assertEquals(List.of(), told);
    result(
        "{'id': 7, 'method': 'tools/call',"
            + " 'params': {'name': 'progress', '_meta': {'progressToken': 5}}}");
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
            + "{\"progressToken\":5,\"progress\":1,\"message\":\"scanning 1/2\"}}",
        told.getFirst().toString());
  }

  @Test
  void whatIsNoMessageIsAnsweredToo() {
    begin(conversation, "2025-06-18");
    assertEquals(-32600, code("5"));
    assertEquals(-32600, code("null"));
    assertEquals(-32600, codeOf(JsonParser.parseString("{\"id\": 1, \"method\": \"ping\"}")));
    assertEquals(-32600, code("{'id': 1}"));
    assertEquals(-32600, code("{'id': 1, 'method': 5}"));
    assertEquals(-32600, code("{'id': null, 'method': 'ping'}"));
    assertEquals(-32600, code("{'id': 1.5, 'method': 'ping'}"));
    assertEquals(-32600, code("{'id': 1e300000000, 'method': 'ping'}"));
    assertEquals(-32600, code("{'id': true, 'method': 'ping'}"));
    assertEquals(-32602, code("{'id': 1, 'method': 'ping', 'params': [1]}"));
    assertNull(take("{'id': 1, 'result': {}}"), "an answer to nothing");
    assertNull(take("{'method': 'notifications/initialized'}"));
    assertNull(take("{'method': 'notifications/whatever', 'params': {}}"));
  }

  @Test
  void jsonIsReadStrictlyAndNotDeeply() {
    assertNull(parse("{'a': 1}"));
    assertNull(parse("{\"a\": 1} x"));
    assertNull(parse(""));
    assertNull(parse("[".repeat(100_000)));
    assertNull(Message.parse(new byte[] {'"', (byte) 0xff, '"'}));
    assertEquals("[1]", String.valueOf(parse("[1]")));
  }

  private static @Nullable JsonElement parse(String text) {
    return Message.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String call(String name, String arguments) {
    return "{'id': 7, 'method': 'tools/call', 'params': {'name': '%s', 'arguments': %s}}"
        .formatted(name, arguments);
  }

  private static String begin(Conversation with, String version) {
    JsonElement message =
        json("{'id': 0, 'method': 'initialize', 'params': {'protocolVersion': '" + version + "'}}");
    JsonObject answer = Objects.requireNonNull(with.take(Message.of(message), told -> {}));
    JsonObject result = answer.getAsJsonObject("result");
    assertEquals("1.2", result.getAsJsonObject("serverInfo").get("version").getAsString());
    return result.get("protocolVersion").getAsString();
  }

  private static JsonElement json(String text) {
    JsonElement message = JsonParser.parseString(text.replace('\'', '"'));
    if (message instanceof JsonObject object) {
      object.addProperty("jsonrpc", "2.0");
    }
    return message;
  }

  private @Nullable JsonObject take(String text) {
    return conversation.take(Message.of(json(text)), told::add);
  }

  private CompletableFuture<@Nullable JsonObject> aside(String text) {
    CompletableFuture<@Nullable JsonObject> answer = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> answer.complete(take(text)));
    return answer;
  }

  private JsonObject answer(String text) {
    return Objects.requireNonNull(take(text));
  }

  private JsonObject result(String text) {
    JsonObject answer = answer(text);
    assertTrue(answer.has("result"), answer.toString());
    return answer.getAsJsonObject("result");
  }

  private int code(String text) {
    return codeOf(json(text));
  }

  private int codeOf(JsonElement message) {
    JsonObject answer = Objects.requireNonNull(conversation.take(Message.of(message), told::add));
    return answer.getAsJsonObject("error").get("code").getAsInt();
  }
}
