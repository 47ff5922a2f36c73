package dev.roocode.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Before llama.cpp's own server where {@code scripts/engine} has built it; else, and it says so,
 * before what was recorded of it.
 */
@Tag("slow")
class LlamaEngineTest extends GeneratorContract {
  private static final int ROUNDS = 30;

  @TempDir Path folder;

  @Override
  Engine engine(boolean endless) throws Exception {
    Optional<Path> program = LlamaEngine.program();
    if (program.isEmpty()) {
      System.out.println("No llama.cpp server (scripts/engine builds it): its recording answers.");
      return new FakeEngine(endless);
    }
    return LlamaEngine.start(program.get(), folder, endless, "--api-key", Engine.KEY);
  }

  /** The recordings that the fake replays are what the engine says today. */
  @Test
  void theRecordingIsWhatTheEngineSays() throws Exception {
    try (Engine engine = engine(false)) {
      for (Recording.Request request : Recording.REQUESTS) {
        String said = Recording.of(engine.url(), request);
        Path file = Recording.file(request);
        if (Boolean.getBoolean("update") && engine instanceof LlamaEngine) {
          Files.createDirectories(file.getParent());
          Files.writeString(file, said);
        }
        assertEquals(Files.readString(file), said, request.name());
      }
    }
  }

  /** Printed, not judged: a test's machine may be busy with something else. */
  @Test
  void whatWeAddToTheEnginesOwnTime() throws Exception {
    try (Engine engine = engine(false);
        HttpGenerator generator =
            HttpGenerator.open(
                new GenerateSettings(
                    GenerateSettings.Provider.OPENAI,
                    engine.url() + "/v1",
                    "tiny",
                    0,
                    64,
                    0,
                    5_000,
                    20_000,
                    5_000,
                    60_000,
                    false,
                    false),
                Engine.KEY)) {
      List<Long> added = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        Prompt prompt =
            new Prompt(List.of(new Prompt.Message(Prompt.Role.USER, "round " + round)), 64);
        long start = Ticker.SYSTEM.nanos();
        Outcome outcome = generator.write(prompt, piece -> {}, Cancellation.NEVER);
        added.add(Ticker.SYSTEM.millisSince(start) - outcome.usage().orElseThrow().engineMillis());
      }
      long[] sorted = added.stream().mapToLong(Long::longValue).sorted().toArray();
      System.out.printf(
          "Added to the time of %s: p50 %d ms, p95 %d ms, most %d ms%n",
          engine.getClass().getSimpleName(),
          sorted[ROUNDS / 2],
          sorted[ROUNDS * 95 / 100],
          Arrays.stream(sorted).max().orElseThrow());
    }
  }
}
