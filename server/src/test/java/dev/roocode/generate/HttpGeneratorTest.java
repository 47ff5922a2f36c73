package dev.roocode.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.generate.Outcome.Ending;
import dev.roocode.generate.Prompt.Message;
import dev.roocode.generate.Prompt.Role;
import dev.roocode.index.ManualTicker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpGeneratorTest {
  private static final String KEY = "sk-secret-0123456789";
  private static final Prompt PROMPT =
      new Prompt(
          List.of(new Message(Role.SYSTEM, "be brief"), new Message(Role.USER, "my code")), 64);
  private static final String DONE = chunk("{}", "\"stop\"") + "data: [DONE]\n\n";

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> pieces = new ArrayList<>();
  private ModelPeer peer;

  @BeforeEach
  void start() throws IOException {
    peer = new ModelPeer();
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private static String chunk(String delta, String finish) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n"
        .formatted(delta, finish);
  }

  private static String word(String text) {
    return chunk("{\"content\":\"" + text + "\"}", "null");
  }

  private static GenerateSettings settings(GenerateSettings.Provider provider, String url) {
    GenerateSettings d = GenerateSettings.DEFAULTS;
    return new GenerateSettings(
        provider, url, "m", 0, 64, 0, 5_000, 20_000, 10_000, 600_000, d.allowPlainHttp(), false);
  }

  private HttpGenerator openAi() {
    return HttpGenerator.open(
        settings(GenerateSettings.Provider.OPENAI, peer.url() + "/v1/"), KEY, ticker);
  }

  private HttpGenerator anthropic() {
    return HttpGenerator.open(
        settings(GenerateSettings.Provider.ANTHROPIC, peer.url()), KEY, ticker);
  }

  private Outcome write(Generator generator) throws ContextOverflow {
    return generator.write(PROMPT, pieces::add, Cancellation.NEVER);
  }

  private Fault refused(Generator generator) {
    Fault fault = assertThrows(Fault.class, () -> write(generator));
    assertFalse(fault.line().contains(KEY) || fault.line().contains("my code"), fault.line());
    assertFalse(fault.hint().isEmpty(), fault.line());
    assertEquals(List.of(), pieces);
    return fault;
  }

  private static void until(BooleanSupplier happened) {
    long start = System.nanoTime();
    while (!happened.getAsBoolean()) {
      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30), "it never happened");
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Moves the clock while the test's thread waits, until the test ends it. */
  private AutoCloseable timePasses() {
    Thread clock =
        Thread.ofVirtual()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                ticker.advance(Duration.ofMillis(10));
                LockSupport.parkNanos(1_000_000);
              }
            });
    return clock::interrupt;
  }

  @Test
  void speaksOpenAi() throws ContextOverflow {
    peer.moods.add(
        ModelPeer.trickle(
            word("\\ud83c") // half a character
                + word("\\udf89 日本")
                + chunk("{\"reasoning_content\":\"hm\"}", "null")
                + ": comment\r\n\r\n"
                + word("語")
                + chunk("{}", "\"stop\"")
                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3},"
                + "\"timings\":{\"prompt_ms\":1.5,\"predicted_ms\":2.6}}\n\ndata: [DONE]\n\n"));
    try (HttpGenerator generator = openAi()) {
      Outcome outcome = write(generator);
      assertEquals(List.of("🎉 日本", "語"), pieces);
      assertEquals(
          new Outcome(Ending.COMPLETE, Optional.empty(), Optional.of(new Outcome.Usage(7, 3, 4))),
          outcome);
      assertEquals("m at 127.0.0.1", generator.name());
      assertEquals("", generator.remoteHost());
      assertTrue(generator.isRepeatable());
    }
    assertEquals(List.of("/v1/chat/completions"), peer.paths);
    assertEquals("Bearer " + KEY, peer.headers.getFirst().getFirst("Authorization"));
    assertEquals(
        JsonParser.parseString(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"be brief\"},"
                + "{\"role\":\"user\",\"content\":\"my code\"}],\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true},\"temperature\":0.0,"
                + "\"max_tokens\":64}"),
        JsonParser.parseString(peer.questions.getFirst()));
  }

  @Test
  void speaksAnthropic() throws ContextOverflow {
    peer.moods.add(
        ModelPeer.trickle(
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":"
                + "{\"input_tokens\":5,\"cache_read_input_tokens\":2,\"output_tokens\":0}}}\n\n"
                + "event: ping\ndata: {\"type\":\"ping\"}\n\n"
                + "data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":"
                + "{\"type\":\"text\",\"text\":\"\"}}\n\n"
                + "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                + "{\"type\":\"text_delta\",\"text\":\"日本\"}}\n\n"
                + "data: {\"type\":\"new_kind\"}\n\n"
                + "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\"},"
                + "\"usage\":{\"output_tokens\":9}}\n\ndata: {\"type\":\"message_stop\"}\n\n"));
    try (HttpGenerator generator = anthropic()) {
      assertEquals(
          new Outcome(Ending.LENGTH, Optional.empty(), Optional.of(new Outcome.Usage(7, 9, -1))),
          write(generator));
    }
    assertEquals(List.of("日本"), pieces);
    assertEquals(List.of("/v1/messages"), peer.paths);
    assertEquals(KEY, peer.headers.getFirst().getFirst("x-api-key"));
    assertEquals("2023-06-01", peer.headers.getFirst().getFirst("anthropic-version"));
    assertEquals(
        "be brief",
        JsonParser.parseString(peer.questions.getFirst())
            .getAsJsonObject()
            .get("system")
            .getAsString());
  }

  @Test
  void theEndMayLackItsMarkButNotItsReason() throws ContextOverflow {
    try (HttpGenerator generator = openAi()) {
      peer.moods.add(ModelPeer.stream(word("a") + chunk("{}", "\"stop\"")));
      assertEquals(Ending.COMPLETE, write(generator).ending());
      peer.moods.clear();
      peer.moods.add(ModelPeer.stream(word("b") + "data: [DONE]\n"));
      assertEquals(Ending.COMPLETE, write(generator).ending());
      peer.moods.clear();
      peer.moods.add(ModelPeer.stream(word("c")));
      Outcome cut = write(generator);
      assertEquals(Ending.BROKEN, cut.ending());
      assertTrue(cut.fault().orElseThrow().line().contains("before the end"));
      assertEquals(List.of("a", "b", "c"), pieces);
    }
  }

  @Test
  void whatBreaksAfterTheFirstWordKeepsIt() throws ContextOverflow {
    try (HttpGenerator generator = openAi()) {
      for (String then :
          List.of(
              "data: {\"error\":{\"message\":\"my code\",\"type\":\"server_error\"}}\n\n",
              "data: nonsense\n\n",
              "data: {\"choices\":7}\n\n",
              "data: [[[[\n\n")) {
        peer.moods.clear();
        peer.moods.add(ModelPeer.stream(word("kept"), then));
        Outcome outcome = write(generator);
        assertEquals(Ending.BROKEN, outcome.ending(), then);
        assertFalse(outcome.fault().orElseThrow().line().contains("my code"));
      }
      peer.moods.clear();
      peer.moods.add(ModelPeer.torn(word("kept")));
      assertEquals(Ending.BROKEN, write(generator).ending());
    }
    assertEquals(List.of("kept", "kept", "kept", "kept", "kept"), pieces);
    assertEquals(5, peer.questions.size(), "nothing was asked twice");
  }

  @Test
  void statusesAreToldInPlainWordsWithAMend() {
    try (HttpGenerator generator = openAi()) {
      for (String[] expected :
          new String[][] {
            {"401", "{\"error\":{\"message\":\"" + KEY + "\"}}", "does not accept the key"},
            {"403", "", "does not accept the key"},
            {"404", "{\"error\":{\"message\":\"model 'm' not found\"}}", "know the model m"},
            {"404", "404 page not found", "is no address of a model"},
            {"200", "<!DOCTYPE html><p>my code", "is no address of a model"},
            {"200", "{\"choices\":[]}", "does not answer as a model's endpoint"},
            {"302", "", "sends elsewhere"},
            {"400", "{\"error\":{\"message\":\"my code\"}}", "does not accept the question"},
            {"407", "", "the proxy wants a sign-in"},
            {"500", "my code", "failed (status 500)"},
            {"429", "{\"error\":{\"code\":\"insufficient_quota\"}}", "no credit left"}
          }) {
        peer.moods.clear();
        peer.moods.add(
            ModelPeer.status(Integer.parseInt(expected[0]), expected[1], "Content-Type", "text/x"));
        Fault fault = refused(generator);
        assertTrue(fault.line().contains(expected[2]), fault.line());
      }
    }
    assertEquals(11, peer.questions.size(), "none of these is tried again");
  }

  @Test
  void aBusyServerIsAskedAgainWhenItSaysSo() throws Exception {
    peer.moods.add(ModelPeer.status(429, "", "Retry-After", "7"));
    peer.moods.add(ModelPeer.status(503, ""));
    peer.moods.add(ModelPeer.stream("data: {\"error\":{\"type\":\"overloaded_error\"}}\n\n"));
    peer.moods.add(ModelPeer.stream(word("yes") + DONE));
    try (HttpGenerator generator = openAi();
        AutoCloseable _ = timePasses()) {
      long start = ticker.nanos();
      assertEquals(Ending.COMPLETE, write(generator).ending());
      assertTrue(ticker.millisSince(start) >= 7_000 + 1_000 + 2_000);
    }
    assertEquals(List.of("yes"), pieces);
    assertEquals(4, peer.questions.size());
  }

  @Test
  void butNotForEver() throws Exception {
    peer.moods.add(ModelPeer.status(529, ""));
    try (HttpGenerator generator = openAi();
        AutoCloseable _ = timePasses()) {
      refused(generator);
      assertEquals(4, peer.questions.size(), "one and three more");
      peer.moods.clear();
      peer.moods.add(ModelPeer.status(503, "", "Retry-After", "60"));
      assertEquals(60_000, refused(generator).retryAfterMillis().orElseThrow());
      assertEquals(5, peer.questions.size(), "nobody waits a minute");
    }
  }

  @Test
  void membersThatAModelRefusesAreLeftOut() throws ContextOverflow {
    peer.moods.add(
        ModelPeer.status(
            400,
            "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with"
                + " this model. Use 'max_completion_tokens' instead.\"}}"));
    peer.moods.add(
        ModelPeer.status(
            400,
            "{\"error\":{\"message\":\"'temperature' does not support 0 with this model.\"}}"));
    peer.moods.add(ModelPeer.stream(word("yes") + DONE));
    try (HttpGenerator generator = openAi()) {
      assertEquals(Ending.COMPLETE, write(generator).ending());
      assertEquals(Ending.COMPLETE, write(generator).ending());
      assertFalse(generator.isRepeatable(), "its temperature is not ours");
    }
    assertEquals(4, peer.questions.size(), "found out once");
    assertTrue(peer.questions.getLast().contains("\"max_completion_tokens\":64"));
    assertFalse(peer.questions.getLast().contains("temperature"));
  }

  @Test
  void aPromptThatIsTooLongIsToldAsSuch() {
    peer.moods.add(
        ModelPeer.status(
            400,
            "{\"error\":{\"message\":\"x\",\"type\":\"exceed_context_size_error\",\"n_ctx\":512}}"));
    try (HttpGenerator generator = openAi()) {
      ContextOverflow overflow = assertThrows(ContextOverflow.class, () -> write(generator));
      assertEquals(512, overflow.contextTokens());
      peer.moods.clear();
      peer.moods.add(
          ModelPeer.stream(
              "data: {\"error\":{\"message\":\"maximum context length is 64 tokens\"}}\n\n"));
      overflow = assertThrows(ContextOverflow.class, () -> write(generator));
      assertEquals(64, overflow.contextTokens());
    }
  }

  @Test
  void timesAreKept() throws Exception {
    try (HttpGenerator generator = openAi();
        AutoCloseable _ = timePasses()) {
      peer.moods.add(exchange -> peer.hold());
      assertTrue(refused(generator).line().contains("did not begin to write within 20000 ms"));
      peer.moods.clear();
      peer.moods.add(peer.stalled(": nothing yet\n\n"));
      assertTrue(refused(generator).line().contains("did not begin to write within 20000 ms"));
      peer.moods.clear();
      peer.moods.add(peer.stalled(word("a")));
      Outcome outcome = write(generator);
      assertEquals(Ending.BROKEN, outcome.ending());
      assertTrue(outcome.fault().orElseThrow().line().contains("stood still for 10000 ms"));
      peer.moods.clear();
      peer.moods.add(peer.stalled(word("b") + chunk("{}", "\"stop\"")));
      assertEquals(Ending.COMPLETE, write(generator).ending(), "only its mark was missing");
    }
    assertEquals(List.of("a", "b"), pieces);
  }

  @Test
  void aModelThatNeverStopsIsEnded() throws Exception {
    peer.moods.add(ModelPeer.endless(word("again ")));
    try (HttpGenerator generator = openAi()) {
      assertEquals(Ending.LENGTH, write(generator).ending());
      assertEquals(64 * 16, String.join("", pieces).length());
      until(() -> peer.abandoned.get() == 1);
      peer.moods.clear();
      peer.moods.add(ModelPeer.endless(chunk("{\"reasoning\":\"hm\"}", "null")));
      Thread.ofVirtual()
          .start(() -> {
            until(() -> peer.questions.size() == 2);
            ticker.advance(Duration.ofMillis(600_001));
          });
      pieces.clear();
      assertTrue(refused(generator).line().contains("took longer than 600000 ms"));
      until(() -> peer.abandoned.get() == 2);
    }
  }

  @Test
  void cancellingStopsTheServer() {
    Cancellation.Switch cancellation = new Cancellation.Switch();
    peer.moods.add(ModelPeer.endless(word("a")));
    try (HttpGenerator generator = openAi()) {
      assertThrows(
          CancellationException.class,
          () -> generator.write(PROMPT, piece -> cancellation.cancel(), cancellation));
      until(() -> peer.abandoned.get() == 1);
    }
  }

  @Test
  void closingEndsWhatIsBeingWritten() {
    HttpGenerator generator = openAi();
    peer.moods.add(exchange -> {
      Thread.ofVirtual().start(generator::close);
      peer.hold();
    });
    assertEquals("notReady", refused(generator).kind());
    assertEquals("notReady", refused(generator).kind());
  }

  @Test
  void nobodyListensThere() throws Exception {
    String url = peer.url();
    peer.close();
    try (HttpGenerator generator =
            HttpGenerator.open(settings(GenerateSettings.Provider.OPENAI, url), "", ticker);
        AutoCloseable _ = timePasses()) {
      assertTrue(refused(generator).line().contains("nobody listens there"));
    }
  }
}
