package dev.roocode.app;

import dev.roocode.app.Finding.Outcome;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.generate.ContextOverflow;
import dev.roocode.generate.Generator;
import dev.roocode.generate.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the model that writes can be reached, is there and takes the key: it is asked for a word.
 */
final class GeneratorCheck {
  private static final String CHECK = "generator";

  private static final Prompt QUESTION =
      new Prompt(List.of(new Prompt.Message(Prompt.Role.USER, "Answer with the word: ready")), 16);

  private GeneratorCheck() {}

  static Finding of(Supplier<Optional<Generator>> source) {
    try {
      Optional<Generator> opened = source.get();
      if (opened.isEmpty()) {
        return Finding.ok(CHECK, "none is used: answers are quotations");
      }
      try (Generator generator = opened.get()) {
        return asked(generator);
      }
    } catch (Fault fault) {
      return Finding.of(CHECK, fault);
    } catch (ContextOverflow overflow) {
      return new Finding(
          CHECK,
          Outcome.FAILED,
          "reads less than ten words at once",
          "load the model with a larger context");
    }
  }

  private static Finding asked(Generator generator) throws ContextOverflow {
    long start = Ticker.SYSTEM.nanos();
    Optional<Fault> fault = generator.write(QUESTION, piece -> {}, Cancellation.NEVER).fault();
    return fault.isPresent()
        ? Finding.of(CHECK, fault.get())
        : Finding.ok(
            CHECK, generator.name() + ", answers in " + Ticker.SYSTEM.millisSince(start) + " ms");
  }
}
