package dev.roocode.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.roocode.domain.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message a line, over real pipes. */
@Timeout(60)
class StdioDoorTest {
  private final Twin tools = new Twin();
  private OutputStream agent;
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
  private BufferedReader answers;

  @BeforeEach
  void open() throws IOException {
    Pipe asked = Pipe.open(); // not of java.io, which wants a writing thread that lives on
    Pipe answered = Pipe.open();
    agent = Channels.newOutputStream(asked.sink());
    InputStream in = Channels.newInputStream(asked.source());
    OutputStream out = Channels.newOutputStream(answered.sink());
    answers =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(answered.source()), StandardCharsets.UTF_8));
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            StdioDoor.run(in, out, tools, "1.2");
            done.complete(null);
          } catch (IOException e) {
            done.completeExceptionally(e);
          }
        });
  }

  @AfterEach
  void close() throws Exception {
    agent.close();
    done.get(30, TimeUnit.SECONDS);
  }

  @Test
  void goodAndBadLinesAreAnswered() throws IOException {
    say("no json");
    assertEquals(-32700, code(read()));
    say("   \r");
    say("x".repeat(Limits.AGENT_MESSAGE_BYTES + 10));
    assertEquals(-32600, code(read()));
    say("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\r");
    assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", read().toString());
    say("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]");
    assertEquals(-32600, code(read()), "no batches before 2025-03-26 was agreed on");
  }

  @Test
  void aLineFeedInsideOfATextStaysInsideOfTheLine() throws IOException {
    begin("2025-06-18");
    say(call(2, "echo", "{\"a\":\"x\\ny\\u2028\"}"));
    JsonObject result = read().getAsJsonObject().getAsJsonObject("result");
    assertEquals("x\ny\u2028", result.getAsJsonObject("structuredContent").get("a").getAsString());
  }

  @Test
  void aCallDoesNotKeepOthersWaitingAndCanBeCancelled() throws Exception {
    begin("2025-06-18");
    say(call(2, "wait", "{}"));
    assertTrue(tools.waiting.await(30, TimeUnit.SECONDS));
    say(call(3, "echo", "{}"));
    assertEquals(3, read().getAsJsonObject().get("id").getAsInt());
    say(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
            + "\"params\":{\"requestId\":2}}");
    say(call(4, "echo", "{}"));
    assertEquals(4, read().getAsJsonObject().get("id").getAsInt(), "and never 2");
  }

  @Test
  void batchesOfTheOlderRevision() throws IOException {
    begin("2025-03-26");
    say(
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},"
            + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"},"
            + "5,"
            + call(2, "echo", "{}")
            + "]");
    JsonArray all = read().getAsJsonArray();
    assertEquals(3, all.size());
    say("[]");
    assertEquals(-32600, code(read()));
    say("[" + "5,".repeat(Limits.AGENT_BATCH) + "5]");
    assertEquals(-32600, code(read()));
    say("[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}]");
    say("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}");
    assertEquals(9, read().getAsJsonObject().get("id").getAsInt());
  }

  private void begin(String version) throws IOException {
    say(
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\""
            + version
            + "\"}}");
    assertEquals(0, read().getAsJsonObject().get("id").getAsInt());
  }

  private static String call(int id, String name, String arguments) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
        .formatted(id, name, arguments);
  }

  private void say(String line) throws IOException {
    agent.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    agent.flush();
  }

  private JsonElement read() throws IOException {
    return JsonParser.parseString(answers.readLine());
  }

  private static int code(JsonElement answer) {
    return answer.getAsJsonObject().getAsJsonObject("error").get("code").getAsInt();
  }
}
