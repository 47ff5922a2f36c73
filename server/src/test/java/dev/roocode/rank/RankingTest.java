package dev.roocode.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final Ranking RANKING = new Ranking(RankSettings.DEFAULTS);
  private long nextId = 1;

  private Candidate place(String path, int line, String symbol, String text, double... scores) {
    FilePath file = FilePath.of(path);
    Chunk chunk =
        new Chunk(
            new LineRange(line, line + 9),
            ChunkKind.FUNCTION,
            symbol,
            symbol.isEmpty() ? List.of() : List.of(symbol.split("\\.", -1)),
            text);
    return new Candidate(
        nextId++,
        file,
        Language.ofFile(file.name()),
        chunk,
        (float) scores[0],
        (float) scores[1],
        (float) scores[2],
        (float) scores[3],
        scores.length > 4 ? (float) scores[4] : 0);
  }

  private static List<String> order(String question, Candidate... candidates) {
    return RANKING.rank(Intent.of(question), null, List.of(candidates)).stream()
        .map(r -> r.candidate().path() + ":" + r.candidate().chunk().lines().first())
        .toList();
  }

  @Test
  void aPlaceWithoutAVectorYetIsNotTakenForTheFarthest() {
    Candidate best = place("best.go", 1, "A", "one", 10, 4, 0, 0);
    Candidate near = place("near.go", 1, "B", "two", 1, 1, 0.8, 0.6);
    Candidate far = place("far.go", 1, "C", "three", 1, 1, 0.1, 0.1);
    Candidate byMeaning = place("meaning.go", 1, "D", "four", 0, 0, 0.5, 0.5);
    List<Ranked> ranked =
        RANKING.rank(Intent.of("words"), null, List.of(best, near, far, byMeaning));
    assertEquals("best.go", ranked.getFirst().candidate().path().relative());
    RankSettings weights = RankSettings.DEFAULTS;
    double usual = (1 + 0) / 2.0; // of near and far, which the words have found
    assertEquals(
        weights.vectorChunk() * (usual + 1) / 2,
        ranked.getFirst().components().getOrDefault(Ranking.VECTOR, -1.0),
        1e-6);
    assertEquals(
        List.of("near.go:1", "far.go:1"),
        order("words", near, far),
        "where all have one, it counts as ever");
  }

  @Test
  void theScoreIsTheSumOfItsComponents() {
    Candidate strong = place("a.go", 1, "A", "one", 10, 4, 0.8, 0.6);
    Candidate weak = place("b.go", 1, "B", "two", 0, 2, 0.2, 0.1);
    List<Ranked> ranked = RANKING.rank(Intent.of("words"), null, List.of(weak, strong));
    assertEquals("a.go", ranked.getFirst().candidate().path().relative());
    RankSettings weights = RankSettings.DEFAULTS;
    double all =
        weights.textChunk() + weights.textFile() + weights.vectorChunk() + weights.vectorFile();
    assertEquals(all, ranked.getFirst().score(), 1e-9);
    assertEquals(0, ranked.getLast().score(), 1e-9);
    for (Ranked r : ranked) {
      double sum = r.components().values().stream().mapToDouble(d -> d).sum();
      assertEquals(sum, r.score(), 1e-9);
    }
  }

  @Test
  void meaningCountsMoreForAPlainQuestion() {
    Candidate words = place("a.go", 1, "", "x", 10, 1, 0.46, 0.5);
    Candidate meaning = place("b.go", 1, "", "y", 1.5, 1, 0.75, 0.5);
    Candidate neither = place("c.go", 1, "", "z", 0, 1, 0.2, 0.5);
    assertEquals("a.go:1", order("limit retries", words, meaning, neither).getFirst());
    assertEquals("b.go:1", order("how to limit retries", words, meaning, neither).getFirst());
  }

  @Test
  void testsStandBehindUnlessAskedFor() {
    Candidate test = place("src/test/ATest.java", 1, "", "x", 10, 4, 0.5, 0.5);
    Candidate code = place("src/main/A.java", 1, "", "y", 9, 4, 0.5, 0.5);
    assertEquals("src/main/A.java:1", order("retries", test, code).getFirst());
    assertEquals("src/test/ATest.java:1", order("which tests do", test, code).getFirst());
    List<Ranked> included = RANKING.rank(Intent.of("retries"), true, List.of(code, test));
    assertEquals("src/test/ATest.java", included.getFirst().candidate().path().relative());
  }

  @Test
  void whatIsNamedComesFirst() {
    Candidate other = place("a.go", 1, "Other", "x", 5, 1, 0.5, 0.5);
    Candidate named = place("b.go", 1, "Pool.readAll", "y", 4.9, 1, 0.5, 0.5);
    Candidate quoted = place("c.go", 1, "Z", "say \"no such file\"", 4.9, 1, 0.5, 0.5);
    Candidate low = place("d.go", 30, "Q", "z", 0, 0, 0.1, 0.1);
    Candidate[] all = {other, named, quoted, low};
    assertEquals("a.go:1", order("anything", all).getFirst());
    assertEquals("b.go:1", order("why readAll fails", all).getFirst());
    assertEquals("c.go:1", order("\"No such file\" is shown", all).getFirst());
    assertEquals("d.go:30", order("panic at d.go:33", other, low).get(1));
  }

  @Test
  void aFileOfTheQuestionsWordsComesFirst() {
    Candidate other = place("app.rs", 1, "", "x", 5, 1, 0.5, 0.5);
    Candidate named = place("printer.rs", 1, "", "y", 4.9, 1, 0.5, 0.5, 1);
    Candidate half = place("json_printer.rs", 1, "", "z", 4.9, 1, 0.5, 0.5, 0.5);
    Candidate weak = place("w.rs", 1, "", "w", 4, 0, 0.2, 0.2);
    assertEquals(
        List.of("printer.rs:1", "json_printer.rs:1", "app.rs:1", "w.rs:1"),
        order("statistics of the printer", weak, other, half, named));
  }

  @Test
  void copiesAreMergedAndFilesAreMixed() {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      candidates.add(place("big.go", 1 + 10 * i, "", "text " + i, 100 - i, 9, 0.9, 0.9));
    }
    candidates.add(place("copy.go", 1, "", "text 0", 99.5, 9, 0.9, 0.9));
    candidates.add(place("other.go", 1, "", "different", 50, 9, 0.9, 0.9));
    List<String> order = order("words", candidates.toArray(Candidate[]::new));
    assertEquals(13, order.size());
    assertEquals("other.go:1", order.get(RankSettings.DEFAULTS.perFile()));
    assertEquals(13, new HashSet<>(order).size());
    assertTrue(order.stream().noneMatch(p -> p.startsWith("copy.go")));
  }

  @Test
  void theOrderOfTheCandidatesDoesNotMatter() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double score = random.nextInt(4);
      candidates.add(
          place("f" + random.nextInt(9) + ".go", 1 + i, "", "t" + i, score, 1, score, 1));
    }
    List<Ranked> first = RANKING.rank(Intent.of("q"), null, candidates);
    Collections.shuffle(candidates, random);
    assertEquals(first, RANKING.rank(Intent.of("q"), null, candidates), "seed " + seed);
    assertEquals(60, new HashSet<>(first).size());
  }

  @Test
  void nothingToRankIsNoFault() {
    assertEquals(List.of(), RANKING.rank(Intent.of("q"), null, List.of()));
  }
}
