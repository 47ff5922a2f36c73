package dev.roocode.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.generate.Outcome.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for a generator in front of the real engine, and of what was recorded of it. */
abstract class GeneratorContract {
  private final List<String> pieces = new ArrayList<>();

  /** Of the model, or of the one that never ends. */
  abstract Engine engine(boolean endless) throws Exception;

  private static HttpGenerator generator(
      GenerateSettings.Provider provider, Engine engine, String key) {
    String path = provider == GenerateSettings.Provider.OPENAI ? "/v1" : "";
    GenerateSettings settings =
        new GenerateSettings(
            provider,
            engine.url() + path,
            "tiny",
            0,
            32_768,
            0,
            5_000,
            20_000,
            1_000,
            60_000,
            false,
            false);
    return HttpGenerator.open(settings, key);
  }

  private static Prompt prompt(String question) {
    return new Prompt(List.of(new Prompt.Message(Prompt.Role.USER, question)), 32_768);
  }

  private interface Deed {
    void act() throws IOException;
  }

  /** Collects pieces, and does something at the first one. */
  private void take(String piece, Deed first) {
    pieces.add(piece);
    if (pieces.size() == 1) {
      try {
        first.act();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = GenerateSettings.Provider.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "NONE")
  void theTextComesInPiecesOfWholeCharacters(GenerateSettings.Provider provider) throws Exception {
    try (Engine engine = engine(false);
        HttpGenerator generator = generator(provider, engine, Engine.KEY)) {
      Outcome outcome = generator.write(prompt("hi"), pieces::add, Cancellation.NEVER);
      assertEquals(Ending.COMPLETE, outcome.ending());
      assertEquals(TinyModel.TEXT, String.join("", pieces));
      assertTrue(pieces.size() > 10 && pieces.contains("鍵") && pieces.contains("🎉"), "" + pieces);
      assertTrue(outcome.usage().orElseThrow().answerTokens() > 20);
      assertEquals(
          provider == GenerateSettings.Provider.OPENAI, outcome.usage().get().engineMillis() >= 0);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = GenerateSettings.Provider.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "NONE")
  void aWrongKeyIsToldAsSuch(GenerateSettings.Provider provider) throws Exception {
    try (Engine engine = engine(false);
        HttpGenerator generator = generator(provider, engine, "wrong")) {
      Fault fault =
          assertThrows(
              Fault.Denied.class,
              () -> generator.write(prompt("hi"), pieces::add, Cancellation.NEVER));
      assertTrue(fault.line().contains("does not accept the key"), fault.line());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = GenerateSettings.Provider.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "NONE")
  void aPromptThatIsTooLongIsToldWithTheLimit(GenerateSettings.Provider provider) throws Exception {
    try (Engine engine = engine(false);
        HttpGenerator generator = generator(provider, engine, Engine.KEY)) {
      ContextOverflow overflow =
          assertThrows(
              ContextOverflow.class,
              () -> generator.write(prompt("x!".repeat(10_000)), pieces::add, Cancellation.NEVER));
      assertEquals(16_384, overflow.contextTokens());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = GenerateSettings.Provider.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "NONE")
  void cancellingStopsTheEngine(GenerateSettings.Provider provider) throws Exception {
    try (Engine engine = engine(true);
        HttpGenerator generator = generator(provider, engine, Engine.KEY)) {
      Cancellation.Switch cancellation = new Cancellation.Switch();
      long start = Ticker.SYSTEM.nanos();
      assertThrows(
          CancellationException.class,
          () ->
              generator.write(
                  prompt("hi"), piece -> take(piece, cancellation::cancel), cancellation));
      while (!engine.isIdle()) {
        assertTrue(Ticker.SYSTEM.millisSince(start) < TimeUnit.SECONDS.toMillis(30), "never idle");
        LockSupport.parkNanos(1_000_000);
      }
      assertTrue(pieces.size() < 16_000, "it had not come to its own end");
    }
  }

  @Test
  void anEngineThatStandsStillIsGivenUp() throws Exception {
    Outcome outcome = interrupted(Engine::freeze);
    assertTrue(outcome.fault().orElseThrow().line().contains("stood still for 1000 ms"));
  }

  @Test
  void anEngineThatIsKilledLeavesWhatItWrote() throws Exception {
    Outcome outcome = interrupted(Engine::kill);
    assertInstanceOf(Fault.Unavailable.class, outcome.fault().orElseThrow());
  }

  private interface Harm {
    void befall(Engine engine) throws IOException;
  }

  private Outcome interrupted(Harm harm) throws Exception {
    try (Engine engine = engine(true);
        HttpGenerator generator = generator(GenerateSettings.Provider.OPENAI, engine, Engine.KEY)) {
      Outcome outcome =
          generator.write(
              prompt("hi"), piece -> take(piece, () -> harm.befall(engine)), Cancellation.NEVER);
      assertEquals(Ending.BROKEN, outcome.ending());
      assertTrue(String.join("", pieces).startsWith("The "), "" + pieces.size());
      return outcome;
    }
  }

  @Test
  void anEngineThatIsGoneIsToldAsSuch() throws Exception {
    Engine engine = engine(false);
    try (engine;
        HttpGenerator generator = generator(GenerateSettings.Provider.OPENAI, engine, Engine.KEY)) {
      engine.kill();
      Fault fault =
          assertThrows(
              Fault.Unavailable.class,
              () -> generator.write(prompt("hi"), pieces::add, Cancellation.NEVER));
      assertTrue(fault.line().contains("cannot be reached"), fault.line());
    }
  }
}
