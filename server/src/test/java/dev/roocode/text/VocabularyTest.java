package dev.roocode.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void knowsWhatAMapKnows() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    Vocabulary vocabulary = new Vocabulary();
    Map<String, Integer> map = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String term = Integer.toString(random.nextInt(1_000_000), 36) + (i % 3 == 0 ? "検索" : "");
      if (map.putIfAbsent(term, i * 5) == null) {
        vocabulary.add(term, i * 5);
      }
    }
    assertEquals(map.size(), vocabulary.size(), "seed " + seed);
    map.forEach((term, id) -> assertEquals(id, vocabulary.id(term), "seed " + seed + " " + term));
    for (int i = 0; i < 1000; i++) {
      assertEquals(Vocabulary.UNKNOWN, vocabulary.id("unknown" + i));
    }
  }

  @Test
  void aTermHasOneNumber() {
    Vocabulary vocabulary = new Vocabulary();
    vocabulary.add("a", 1);
    assertThrows(IllegalArgumentException.class, () -> vocabulary.add("a", 2));
  }
}
