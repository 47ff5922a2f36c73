package dev.roocode.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Postings against BM25 written down plainly. */
class PostingsTest {
  private static final int TERMS = 60;

  private record Doc(int file, Map<Integer, Integer> counts) {}

  /** Statistics of a collection, and the formula. */
  private record Plain(List<Map<Integer, Integer>> all, double average, Map<Integer, Integer> df) {
    Plain(List<Map<Integer, Integer>> all) {
      this(all, all.stream().mapToInt(d -> length(d)).average().orElse(1), new HashMap<>());
      all.forEach(d -> d.keySet().forEach(term -> df.merge(term, 1, Integer::sum)));
    }

    double bm25(Map<Integer, Integer> doc, int term) {
      int n = df.getOrDefault(term, 0);
      double idf = Math.log(1 + (all.size() - n + 0.5) / (n + 0.5));
      double f = doc.getOrDefault(term, 0);
      return idf * f / (f + 1.2 * (1 - 0.75 + 0.75 * length(doc) / average));
    }
  }

  private static int length(Map<Integer, Integer> doc) {
    return doc.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<Integer, Map<Integer, Integer>> byFile(SortedMap<Long, Doc> docs) {
    Map<Integer, Map<Integer, Integer>> files = new HashMap<>();
    for (Doc doc : docs.values()) {
      Map<Integer, Integer> file = files.computeIfAbsent(doc.file, f -> new HashMap<>());
      doc.counts.forEach((term, count) -> file.merge(term, count, Integer::sum));
    }
    return files;
  }

  private static Doc randomDoc(SplittableRandom random) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      int term = (int) (TERMS * Math.pow(random.nextDouble(), 2));
      counts.merge(term, random.nextInt(8) == 0 ? random.nextInt(1, 40_000) : 1, Integer::sum);
    }
    return new Doc(random.nextInt(40), counts);
  }

  private static byte[] packed(Doc doc) {
    int[] terms = doc.counts.keySet().stream().mapToInt(Integer::intValue).toArray();
    return PackedTerms.encode(terms, IntStream.of(terms).map(doc.counts::get).toArray());
  }

  @Test
  void scoresAreThoseOfTheFormulaWhateverIsAddedAndRemoved() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    Postings postings = new Postings();
    TreeMap<Long, Doc> docs = new TreeMap<>();
    long next = 0;
    for (int round = 0; round < 12; round++) {
      for (int i = 0; i < 500; i++) {
        next += random.nextInt(1, 400);
        Doc doc = randomDoc(random);
        docs.put(next, doc);
        postings.add(next, doc.file, packed(doc));
      }
      for (Long id : List.copyOf(docs.keySet())) {
        if (random.nextInt(10) < (round % 3 == 2 ? 8 : 2)) {
          docs.remove(id);
          postings.remove(id);
        }
      }
      check(docs, postings, random, "seed " + seed + " round " + round);
    }
  }

  private static void check(
      SortedMap<Long, Doc> docs, Postings postings, SplittableRandom random, String label) {
    int[] terms = random.ints(5, 0, TERMS + 3).distinct().toArray();
    float[] weights = new float[terms.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextInt(1, 3);
    }
    IntPredicate even = file -> file % 2 == 0;
    TextMatches matches = postings.match(terms, weights, even, 50);
    Plain chunks = new Plain(docs.values().stream().map(Doc::counts).toList());
    Map<Integer, Map<Integer, Integer>> files = byFile(docs);
    Plain wholes = new Plain(List.copyOf(files.values()));
    assertEquals(docs.size(), postings.size(), label);
    assertEquals(files.size(), postings.files(), label);
    Map<Long, Double> expected = new HashMap<>();
    for (Map.Entry<Long, Doc> entry : docs.entrySet()) {
      double chunk = 0;
      double file = 0;
      Map<Integer, Integer> whole = files.getOrDefault(entry.getValue().file, Map.of());
      for (int i = 0; i < terms.length; i++) {
        chunk += weights[i] * chunks.bm25(entry.getValue().counts, terms[i]);
        file += weights[i] * wholes.bm25(whole, terms[i]);
      }
      boolean accepted = even.test(entry.getValue().file);
      assertEquals(accepted ? chunk : 0, matches.chunk(entry.getKey()), 1e-3, label);
      assertEquals(file, matches.file(entry.getKey()), 1e-3, label);
      if (accepted && chunk > 0) {
        expected.put(entry.getKey(), chunk);
      }
    }
    double[] best = expected.values().stream().mapToDouble(d -> -d).sorted().limit(50).toArray();
    long[] given = matches.best();
    assertEquals(best.length, given.length, label);
    for (int i = 0; i < given.length; i++) {
      assertEquals(-best[i], matches.chunk(given[i]), 1e-3, label);
    }
  }

  @Test
  void anAnswerStaysWhatItWasWhenTheIndexChanges() {
    Postings postings = new Postings();
    for (long id = 1; id <= 3000; id++) {
      postings.add(id, (int) (id % 7), PackedTerms.encode(new int[] {0, 5}, new int[] {1, 2}));
    }
    TextMatches before = postings.match(new int[] {5}, new float[] {1}, file -> true, 5);
    float score = before.chunk(1);
    for (long id = 1; id <= 2900; id++) {
      postings.remove(id);
    }
    postings.add(4000, 1, PackedTerms.encode(new int[] {5}, new int[] {9}));
    assertEquals(score, before.chunk(1));
    assertEquals(0, before.chunk(4000));
    assertArrayEquals(new long[] {1, 2, 3, 4, 5}, before.best());
    assertEquals(101, postings.match(new int[] {5}, new float[] {1}, f -> true, 500).best().length);
  }

  @Test
  void unknownTermsAndAnEmptyIndexMatchNothing() {
    Postings postings = new Postings();
    int[] unknown = {Vocabulary.UNKNOWN, 1_000_000};
    assertEquals(0, postings.match(unknown, new float[] {1, 1}, file -> true, 5).best().length);
    postings.add(7, 0, PackedTerms.encode(new int[] {1}, new int[] {1}));
    assertEquals(0, postings.match(unknown, new float[] {1, 1}, file -> true, 5).best().length);
    postings.remove(8);
    postings.remove(7);
    postings.remove(7);
    assertEquals(0, postings.size());
  }

  @Test
  void identifiersMustRise() {
    Postings postings = new Postings();
    postings.add(7, 0, new byte[0]);
    assertThrows(IllegalArgumentException.class, () -> postings.add(7, 0, new byte[0]));
  }
}
