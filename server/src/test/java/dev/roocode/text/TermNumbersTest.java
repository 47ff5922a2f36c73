package dev.roocode.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TermNumbersTest {
  private final Vocabulary vocabulary = new Vocabulary();
  private final Postings postings = new Postings();
  private final Map<Integer, String> words = new TreeMap<>();

  /** One more chunk, with these terms. */
  private void chunk(String... terms) {
    int[] ids = new int[terms.length];
    for (int i = 0; i < terms.length; i++) {
      ids[i] = vocabulary.id(terms[i]);
      if (ids[i] == Vocabulary.UNKNOWN) {
        ids[i] = words.size() + 1;
        vocabulary.add(terms[i], ids[i]);
        words.put(ids[i], terms[i]);
      }
    }
    int[] sorted = IntStream.of(ids).sorted().toArray();
    int[] once = IntStream.of(sorted).map(id -> 1).toArray();
    postings.add(postings.size() + 1L, 0, PackedTerms.encode(sorted, once));
  }

  private Map<String, Float> meant(String question) {
    TermNumbers numbers = TermNumbers.lenient(Words.queryTerms(question), vocabulary, postings);
    return IntStream.range(0, numbers.ids().length)
        .boxed()
        .collect(Collectors.toMap(i -> words.get(numbers.ids()[i]), i -> numbers.weights()[i]));
  }

  @Test
  void aKnownWordIsTakenAsItIsWritten() {
    chunk("snapshot", "snapshotfil");
    assertEquals(Map.of("snapshot", 1f), meant("snapshot"));
  }

  @Test
  void aWordThatIsNotFinishedStandsForThoseItBegins() {
    chunk("verifi", "verifybackup", "version");
    assertEquals(Set.of("verifi", "verifybackup"), meant("verif").keySet());
    assertEquals(Set.of("verifybackup"), meant("verifyb").keySet());
    assertEquals(Set.of("verifi", "verifybackup"), meant("verifyBa").keySet());
    assertEquals(1f, meant("verifyBa").get("verifi"));
    assertTrue(meant("verifyBa").getOrDefault("verifybackup", 1f) < 1);
  }

  @Test
  void anIdentifierIsFoundInSpiteOfAnError() {
    chunk("writerlock", "writer", "lock");
    for (String written :
        List.of("WriterLokc", "WriterLck", "WriterLLock", "WritrLock", "WrietrLokc")) {
      assertTrue(meant(written).containsKey("writerlock"), written);
    }
    assertFalse(meant("XriterLock").containsKey("writerlock"), "the first letter is right");
    assertFalse(meant("WrittenLog").containsKey("writerlock"), "three errors are another word");
  }

  @Test
  void shortWordsStandForThemselves() {
    chunk("cat", "cart");
    assertEquals(Map.of(), meant("ca"));
    assertEquals(Map.of(), meant("cst"), "one error makes any short word of another");
  }

  @Test
  void aPastedTextIsNotLookedAtWordByWord() {
    chunk("catalogu");
    assertEquals(Set.of("catalogu"), meant("catalog").keySet());
    String pasted =
        IntStream.range(0, 17)
            .mapToObj(i -> "other" + (char) ('a' + i))
            .collect(Collectors.joining(" "));
    assertEquals(Map.of(), meant(pasted + " catalog"));
  }

  @Test
  void onlyTheFrequentOnesOfManyAreMeant() {
    for (int last = 0; last < 30; last++) {
      chunk(
          IntStream.rangeClosed(0, last)
              .mapToObj(n -> "config" + (char) ('a' + n))
              .toArray(String[]::new));
    }
    assertEquals(
        Set.of("configa", "configb", "configc", "configd", "confige", "configf"),
        meant("config").keySet());
  }

  /** Against the distance written down plainly, over random words. */
  @Test
  void whatIsMendedIsWithinTheErrorsAllowed() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    Set<String> all = new TreeSet<>();
    for (int i = 0; i < 40; i++) {
      all.add("a" + Integer.toString(random.nextInt(2, 1 << 9), 2));
    }
    chunk(all.toArray(String[]::new));
    for (String word : all) {
      String wanted = word + "c";
      int most = wanted.length() >= 9 ? 2 : wanted.length() >= 5 ? 1 : 0;
      List<String> alike =
          AlikeTerms.of(wanted, vocabulary, postings).stream()
              .map(found -> words.get(found.id()))
              .toList();
      String context = "seed " + seed + ": " + wanted + " " + alike;
      alike.forEach(found -> assertTrue(distance(wanted, found) <= most, context));
      if (wanted.length() >= 3) {
        boolean any = all.stream().anyMatch(other -> distance(wanted, other) <= most);
        assertEquals(any, !alike.isEmpty(), context);
      }
    }
  }

  private static int distance(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.length() + b.length();
    }
    String restA = a.substring(1);
    String restB = b.substring(1);
    if (a.charAt(0) == b.charAt(0)) {
      return distance(restA, restB);
    }
    int best =
        1 + Math.min(distance(restA, restB), Math.min(distance(restA, b), distance(a, restB)));
    boolean swapped =
        a.length() > 1
            && b.length() > 1
            && a.charAt(0) == b.charAt(1)
            && a.charAt(1) == b.charAt(0);
    return swapped ? Math.min(best, 1 + distance(a.substring(2), b.substring(2))) : best;
  }
}
