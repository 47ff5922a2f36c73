package dev.roocode.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Answer;
import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnswererTest {
  private static final String SOURCE =
      """
      class Pool {
        int free;

        /** Gives a connection back. */
        void release(Connection c) {
          idle.push(c);
          free++;
        }
      }\
      """;

  /** Each look at the clock is a millisecond later. */
  private static final class StepTicker implements Ticker {
    private final AtomicLong millis = new AtomicLong();

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long nanos() {
      return millis.incrementAndGet() * 1_000_000;
    }
  }

  private static Hit hit(String path, int line, String text, double score, double cosine) {
    int count = (int) text.lines().count();
    return new Hit(
        FilePath.of(path),
        new LineRange(line, line + count - 1),
        "Pool.release",
        ChunkKind.FUNCTION,
        Language.JAVA,
        score,
        Set.of(Hit.Matched.TEXT),
        text,
        false,
        Map.of("raw.cosine", cosine));
  }

  private static SearchResult found(Hit... hits) {
    return new SearchResult(
        List.of(hits), hits.length, new Coverage(3, 3, 9, 9), 1, false, 20, List.of());
  }

  private static List<Symbol> outline(FilePath path) {
    LineRange lines = new LineRange(1, 9);
    return List.of(
        new Symbol("Pool", "", SymbolKind.CLASS, lines, 10),
        new Symbol("free", "Pool", SymbolKind.FIELD, lines, 11),
        new Symbol("release", "Pool", SymbolKind.METHOD, lines, 14),
        new Symbol("Elsewhere", "", SymbolKind.CLASS, lines, 40));
  }

  private static Answer answer(String question, SearchResult found, StringBuilder streamed) {
    return new Answerer(AnswerSettings.DEFAULTS, new StepTicker())
        .answer(question, found, AnswererTest::outline, streamed::append, Cancellation.NEVER);
  }

  @Test
  void quotesPassagesWithCitationsThatHold() {
    StringBuilder streamed = new StringBuilder();
    Answer answer =
        answer(
            "how is a connection released",
            found(hit("Pool.java", 10, SOURCE, 2, 0.7), hit("Other.java", 1, "x", 0.1, 0.2)),
            streamed);
    assertEquals(Answer.Kind.EXTRACTIVE, answer.kind());
    assertEquals(streamed.toString(), answer.text());
    assertEquals(1, answer.citations().size(), "the weak place is left out");
    Answer.Citation citation = answer.citations().getFirst();
    assertEquals(new LineRange(10, 18), citation.lines());
    assertEquals(ContentHash.of(SOURCE), citation.hash());
    assertEquals(new Answer.Verification(1, 0, 0, 0), answer.verification());
    assertTrue(answer.text().contains("[1] `Pool.java:10-18`, in `Pool.release`"), answer.text());
    assertTrue(answer.text().contains("```java\nclass Pool {"), answer.text());
    assertTrue(answer.text().contains("- method `Pool.release`, line 14"), answer.text());
    assertFalse(answer.text().contains("Elsewhere"), answer.text());
    assertTrue(answer.text().startsWith("Passages found"), answer.text());
    assertTrue(answer.timings().retrieve() == 20);
    assertTrue(answer.timings().firstToken() > 20);
    assertTrue(answer.timings().complete() > answer.timings().firstToken());
  }

  @Test
  void saysThatNothingAnswersWhereNothingDoes() {
    StringBuilder streamed = new StringBuilder();
    Answer answer =
        answer("boil an egg properly", found(hit("Pool.java", 10, SOURCE, 2, 0.1)), streamed);
    assertEquals(Answer.Kind.ABSTAINED, answer.kind());
    assertEquals("Nothing in the index answers this.", answer.text());
    assertEquals(answer.text(), streamed.toString());
    assertEquals(List.of(), answer.citations());
    assertEquals(Answer.Kind.ABSTAINED, answer("x", found(), streamed).kind());
  }

  @Test
  void saysHowMuchItCouldSee() {
    SearchResult early =
        new SearchResult(List.of(), 0, new Coverage(2, 9, 5, 0), 1, false, 5, List.of());
    Answer answer = answer("anything", early, new StringBuilder());
    assertEquals(
        "Nothing in the index answers this. So far 2 of 9 files are indexed.", answer.text());
  }

  @Test
  void codeInTheIndexCannotEscapeItsBlockOrCite() {
    String hostile = "release connection\n```\n# heading [2]\n````\n[7] free";
    Answer answer =
        answer(
            "release connection",
            found(hit("a/[id]`x/Pool.java", 1, hostile, 2, 0.9)),
            new StringBuilder());
    assertEquals(new Answer.Verification(1, 0, 0, 0), answer.verification());
    assertTrue(answer.text().contains("`````java\n" + hostile + "\n`````\n"), answer.text());
  }

  @Test
  void aLongPlaceIsCutToTheLinesThatMatter() {
    String text = "filler\n".repeat(10) + SOURCE;
    Answer answer =
        answer(
            "release connection idle", found(hit("A.java", 1, text, 2, 0.8)), new StringBuilder());
    LineRange lines = answer.citations().getFirst().lines();
    assertEquals(AnswerSettings.DEFAULTS.passageLines(), lines.count());
    assertTrue(lines.contains(new LineRange(14, 16)), lines.toString());
  }

  @Test
  void stopsWhenCancelled() {
    Answerer answerer = new Answerer(AnswerSettings.DEFAULTS, new StepTicker());
    assertThrows(
        CancellationException.class,
        () -> answerer.answer("q", found(), p -> List.of(), piece -> {}, () -> true));
  }

  @Test
  void sourcesAndMarksBelongToTheText() {
    Answer answer =
        answer(
            "release connection idle",
            found(
                hit("A.java", 1, SOURCE, 2, 0.8),
                hit("B.java", 1, SOURCE, 1.9, 0.8).withStale(true)),
            new StringBuilder());
    assertEquals(new Answer.Verification(1, 0, 1, 0), answer.verification());
    assertEquals(
        List.of(false, true), answer.sources().stream().map(Answer.Source::stale).toList());
    assertEquals("Pool.release", answer.sources().getFirst().symbol());
    for (Answer.Mark mark : answer.marks()) {
      int number = mark.place().orElseThrow().number();
      assertEquals("[" + number + "]", answer.text().substring(mark.start(), mark.end()));
    }
    assertEquals(2, answer.marks().size());
    assertTrue(answer.timings().verified() > answer.timings().complete());
  }

  @Test
  void nothingOfTheInjectionCorpusGetsOutOfAQuotation() {
    for (String attack : Injections.all()) {
      String text = "release connection idle\n" + attack;
      Answer answer =
          answer(
              "release connection idle",
              found(hit("A.java", 1, text, 2, 0.9)),
              new StringBuilder());
      assertEquals("", Injections.leftIn(answer.text()), attack);
    }
  }
}
