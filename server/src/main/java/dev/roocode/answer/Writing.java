package dev.roocode.answer;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.generate.ContextOverflow;
import dev.roocode.generate.Generator;
import dev.roocode.generate.Outcome;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Has a model write to a prompt, and passes on what of it is safe. For one answer. */
public final class Writing {
  /** A model that does not stop is stopped here. */
  public static final int ANSWER_CHARS = 200_000;

  /** Counted by another vocabulary than the model's, a prompt may be this much longer. */
  private static final double LEEWAY = 0.8;

  private final Generator generator;
  private final Ticker ticker;
  private final Consumer<String> partial;
  private final Cancellation cancellation;
  private final Cancellation.Switch enough = new Cancellation.Switch();
  private final StringBuilder text = new StringBuilder();
  private final Sanitizer sanitizer = new Sanitizer(this::pass);
  private long firstNanos;

  /**
   * @param partial receives the safe text piece by piece, on the caller's thread
   */
  public Writing(
      Generator generator, Ticker ticker, Consumer<String> partial, Cancellation cancellation) {
    this.generator = generator;
    this.ticker = ticker;
    this.partial = partial;
    this.cancellation = cancellation;
  }

  /**
   * Writes. What goes wrong is in the result, with the text up to there.
   *
   * @param repack packs the same anew for fewer tokens; called at most once, where the model cannot
   *     read so many
   * @throws CancellationException once cancelled
   */
  public Written write(Packed packed, IntFunction<Packed> repack) {
    try {
      return attempt(packed);
    } catch (ContextOverflow overflow) {
      cancellation.check();
      return again(packed, overflow, repack);
    }
  }

  private Written again(Packed packed, ContextOverflow overflow, IntFunction<Packed> repack) {
    int told = overflow.contextTokens();
    int answer = told > 0 ? Math.min(Packing.ANSWER_TOKENS, told / 4) : Packing.ANSWER_TOKENS;
    int half = packed.tokens() / 2;
    int fitting = told > 0 ? (int) ((told - answer) * LEEWAY) : half;
    try {
      Packed less = repack.apply(fitting < packed.tokens() ? fitting : half);
      return attempt(less.withAnswerTokens(answer));
    } catch (ContextOverflow stillTooLong) {
      return ended(packed, Optional.of(tooLong(told)));
    } catch (Fault.TooLarge nothingFits) {
      return ended(packed, Optional.of(tooLong(told).causedBy(nothingFits)));
    }
  }

  private Fault tooLong(int told) {
    return new Fault.TooLarge(
        generator.name(),
        "cannot read a prompt with a single passage"
            + (told > 0 ? ": it reads " + told + " tokens" : ""),
        "use a model that reads more, or ask a shorter question");
  }

  private Written attempt(Packed packed) throws ContextOverflow {
    try {
      Outcome outcome = generator.write(packed.prompt(), sanitizer::write, cancellation.or(enough));
      sanitizer.finish();
      return ended(packed, problem(outcome));
    } catch (Fault fault) {
      sanitizer.finish();
      return ended(packed, Optional.of(fault));
    } catch (CancellationException e) {
      cancellation.check();
      if (!enough.isCancelled()) {
        throw e;
      }
      sanitizer.finish();
      return ended(packed, Optional.of(tooMuch("does not stop", "ask for less")));
    }
  }

  private Optional<Fault> problem(Outcome outcome) {
    return switch (outcome.ending()) {
      case BROKEN -> outcome.fault();
      case LENGTH ->
          Optional.of(tooMuch("wrote as much as it may", "raise generator.maxAnswerTokens"));
      case COMPLETE ->
          text.toString().isBlank()
              ? Optional.of(
                  new Fault.Unavailable(
                      generator.name(), "wrote nothing", "ask again, or another model"))
              : Optional.empty();
    };
  }

  private Fault tooMuch(String what, String hint) {
    return new Fault.TooLarge(generator.name(), what, hint);
  }

  private Written ended(Packed packed, Optional<Fault> problem) {
    long now = ticker.nanos();
    return new Written(packed, text.toString(), problem, text.isEmpty() ? now : firstNanos, now);
  }

  /** Blanks before the first word are dropped: alone they would be no text. */
  private void pass(String safe) {
    String piece = text.isEmpty() ? safe.stripLeading() : safe;
    if (piece.isEmpty() || enough.isCancelled()) {
      return;
    }
    if (text.isEmpty()) {
      firstNanos = ticker.nanos();
    }
    text.append(piece);
    partial.accept(piece);
    if (text.length() > ANSWER_CHARS) {
      enough.cancel();
    }
  }
}
