package dev.roocode.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.generate.ContextOverflow;
import dev.roocode.generate.Prompt;
import dev.roocode.generate.ScriptedGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WritingTest {
  private final StringBuilder streamed = new StringBuilder();
  private final List<Integer> budgets = new ArrayList<>();

  private static Packed packed(int tokens) {
    Excerpt excerpt =
        new Excerpt(
            FilePath.of("A.java"), Language.JAVA, new LineRange(1, 1), "", "int x;", false, 0);
    Prompt prompt =
        new Prompt(
            List.of(new Prompt.Message(Prompt.Role.USER, "prompt of " + tokens)),
            Packing.ANSWER_TOKENS);
    return new Packed(prompt, List.of(excerpt), tokens);
  }

  private Written write(ScriptedGenerator generator) {
    return write(generator, Cancellation.NEVER);
  }

  private Written write(ScriptedGenerator generator, Cancellation cancellation) {
    return new Writing(generator, Ticker.SYSTEM, streamed::append, cancellation)
        .write(
            packed(6_000),
            budget -> {
              budgets.add(budget);
              return packed(budget);
            });
  }

  @Test
  void whatComesInIsMadeSafeAndPassedOn() {
    Written written = write(ScriptedGenerator.of("\n\n It is `x` [1], see <b>.", 3));
    assertEquals("It is `x` [1], see < b>.", written.text());
    assertEquals(written.text(), streamed.toString());
    assertTrue(written.problem().isEmpty());
    assertTrue(written.firstNanos() <= written.endNanos());
  }

  @Test
  void aPromptThatIsTooLongIsPackedOnceMoreByWhatTheModelSays() {
    ScriptedGenerator generator =
        new ScriptedGenerator((prompt, piece, cancellation) -> {
          if (prompt.messages().getFirst().content().endsWith("6000")) {
            throw new ContextOverflow(4_096);
          }
          piece.accept("yes");
          return ScriptedGenerator.COMPLETE;
        });
    assertEquals("yes", write(generator).text());
    assertEquals(List.of(2_457), budgets, "(4096 - 1024) * 0.8");
    assertEquals(1_024, generator.prompts.getLast().maxAnswerTokens());
  }

  @Test
  void halfIsTriedWhereTheModelDoesNotSay() {
    ScriptedGenerator generator =
        new ScriptedGenerator((prompt, piece, cancellation) -> {
          throw new ContextOverflow(0);
        });
    Written written = write(generator);
    assertEquals(List.of(3_000), budgets, "once");
    assertEquals(2, generator.prompts.size());
    assertFalse(written.hasText());
    assertEquals("tooLarge", written.problem().orElseThrow().kind());
  }

  @Test
  void aModelThatReadsLessThanAPassageIsTheFault() {
    Writing writing =
        new Writing(
            new ScriptedGenerator((prompt, piece, cancellation) -> {
              throw new ContextOverflow(100);
            }),
            Ticker.SYSTEM,
            streamed::append,
            Cancellation.NEVER);
    Written written =
        writing.write(
            packed(6_000),
            budget -> {
              throw new Fault.TooLarge("prompt", "no passage fits", "");
            });
    assertTrue(written.problem().orElseThrow().line().contains("it reads 100 tokens"));
    assertEquals("", streamed.toString());
  }

  @Test
  void textUpToTheBreakIsKept() {
    Fault fault = new Fault.Unavailable("model", "broke", "ask again");
    Written written =
        write(
            new ScriptedGenerator((prompt, piece, cancellation) -> {
              piece.accept("It is ```x");
              return ScriptedGenerator.broken(fault);
            }));
    assertEquals("It is '''x", written.text());
    assertSame(fault, written.problem().orElseThrow());
    assertEquals(written.text(), streamed.toString());
  }

  @Test
  void aFaultBeforeTheFirstWordLeavesNoText() {
    Fault fault = new Fault.Denied("model", "wrong key", "set the key");
    Written written =
        write(
            new ScriptedGenerator((prompt, piece, cancellation) -> {
              piece.accept(" \n");
              throw fault;
            }));
    assertFalse(written.hasText());
    assertEquals("", streamed.toString());
    assertSame(fault, written.problem().orElseThrow());
  }

  @Test
  void theLimitAndSilenceAreProblems() {
    Written cut =
        write(
            new ScriptedGenerator((prompt, piece, cancellation) -> {
              piece.accept("It is");
              return ScriptedGenerator.LENGTH;
            }));
    assertEquals("tooLarge", cut.problem().orElseThrow().kind());
    assertTrue(cut.hasText());
    Written silent = write(ScriptedGenerator.of("  ", 1));
    assertEquals("unavailable", silent.problem().orElseThrow().kind());
    assertFalse(silent.hasText());
  }

  @Test
  void aModelThatNeverStopsIsStopped() {
    AtomicInteger pieces = new AtomicInteger();
    Written written =
        write(
            new ScriptedGenerator((prompt, piece, cancellation) -> {
              while (true) {
                cancellation.check();
                pieces.incrementAndGet();
                piece.accept("and so on ");
              }
            }));
    assertTrue(written.text().length() <= Writing.ANSWER_CHARS + 10);
    assertEquals("tooLarge", written.problem().orElseThrow().kind());
    assertTrue(pieces.get() < 30_000);
  }

  @Test
  void cancellingReachesTheModel() {
    Cancellation.Switch stop = new Cancellation.Switch();
    ScriptedGenerator generator =
        new ScriptedGenerator((prompt, piece, cancellation) -> {
          piece.accept("It ");
          stop.cancel();
          assertTrue(cancellation.isCancelled());
          cancellation.check();
          return ScriptedGenerator.COMPLETE;
        });
    assertThrows(CancellationException.class, () -> write(generator, stop));
  }
}
