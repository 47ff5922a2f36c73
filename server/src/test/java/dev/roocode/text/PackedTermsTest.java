package dev.roocode.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.LineRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PackedTermsTest {
  private static Map<Integer, Integer> decoded(byte[] bytes) {
    Map<Integer, Integer> terms = new TreeMap<>();
    PackedTerms.decode(bytes, terms::put);
    return terms;
  }

  @Test
  void whatIsPackedComesBack() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      Map<Integer, Integer> terms = new HashMap<>();
      for (int i = random.nextInt(100); i > 0; i--) {
        terms.put(
            random.nextInt(1 << random.nextInt(1, 31)),
            random.nextInt(1, 1 << random.nextInt(1, 31)));
      }
      int[] ids = terms.keySet().stream().mapToInt(Integer::intValue).toArray();
      int[] counts = new int[ids.length];
      for (int i = 0; i < ids.length; i++) {
        counts[i] = terms.getOrDefault(ids[i], 0);
      }
      assertEquals(new TreeMap<>(terms), decoded(PackedTerms.encode(ids, counts)), "seed " + seed);
    }
  }

  @Test
  void damagedBytesAreRefused() {
    byte[] cut = {1, (byte) 0x80};
    assertThrows(IllegalArgumentException.class, () -> decoded(cut));
    byte[] never = {1, 0};
    assertThrows(IllegalArgumentException.class, () -> decoded(never));
    byte[] endless = {-1, -1, -1, -1, -1, -1, 1};
    assertThrows(IllegalArgumentException.class, () -> decoded(endless));
  }

  @Test
  void pathAndSymbolsWeighMoreThanText() {
    Chunk chunk =
        new Chunk(
            new LineRange(1, 1),
            ChunkKind.FUNCTION,
            "Lexer.next",
            List.of("Lexer", "next"),
            "next token of the lexer");
    TermCounts counts = TermCounts.of(FilePath.of("src/lexer.c"), chunk);
    assertEquals(2 + 3 + 1, counts.counts().get("lexer"));
    assertEquals(3 + 1, counts.counts().get("next"));
    assertEquals(2, counts.counts().get("src"));
    assertEquals(1, counts.counts().get("of"));
    assertEquals(3 * 2 + 2 * 3 + 5, counts.length());

    Vocabulary vocabulary = new Vocabulary();
    byte[] packed =
        counts.pack(term -> {
          vocabulary.add(term, vocabulary.size() * 3);
          return vocabulary.id(term);
        });
    Map<Integer, Integer> back = decoded(packed);
    counts.counts().forEach((t, n) -> assertEquals(n, back.get(vocabulary.id(t)), t));
  }
}
