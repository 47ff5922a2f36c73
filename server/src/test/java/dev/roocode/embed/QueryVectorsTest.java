package dev.roocode.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.metrics.Recorder;
import dev.roocode.metrics.Tally;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QueryVectorsTest {
  private static final String CANARY = "zanzibar ornithopter";

  /** Counts what it is asked. */
  private static final class Counting implements Embedder {
    private final String name;
    private int asked;

    Counting(String name) {
      this.name = name;
    }

    @Override
    public ModelId model() {
      return new ModelId(name, 8);
    }

    @Override
    public int batchSize() {
      return 3;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      asked += texts.size();
      return texts.stream()
          .map(text -> {
            float[] vector = new float[8];
            vector[Math.floorMod((name + text).hashCode(), 8)] = 1;
            return vector;
          })
          .toList();
    }

    @Override
    public boolean isEnglishOnly() {
      return name.equals("english");
    }

    @Override
    public void close() {}
  }

  /** Or Japanese questions would reach an English model untranslated. */
  @Test
  void theLanguageOfTheModelIsPassedOn() {
    assertTrue(vectors(10, 10_000).over(new Counting("english")).isEnglishOnly());
    assertFalse(vectors(10, 10_000).over(new Counting("any")).isEnglishOnly());
  }

  private static QueryVectors vectors(int entries, long bytes) {
    return new QueryVectors(entries, bytes, Recorder.NONE);
  }

  @Test
  void aQuestionIsComputedOnce() {
    Tally tally = new Tally();
    Counting model = new Counting("a");
    QueryVectors vectors = new QueryVectors(10, 10_000, tally);
    Embedder embedder = vectors.over(model);
    float[] first = embedder.embedQuery("where");
    first[0] = 42; // a caller's business
    assertArrayEquals(new Counting("a").embedQuery("where"), embedder.embedQuery("where"));
    embedder.embedQuery("whither");
    assertEquals(2, model.asked);
    assertEquals(1, tally.of("vector_cache_hit_rate+"));
    assertEquals(2, tally.of("vector_cache_hit_rate-"));
    assertEquals(2, tally.of("query_embedding_time"));
    assertEquals(2, vectors.added());
    embedder.embed(List.of("where"));
    assertEquals(3, model.asked, "passages are kept by the store");
  }

  @Test
  void aVectorAnswersOnlyForItsModel() {
    QueryVectors vectors = vectors(10, 10_000);
    vectors.over(new Counting("a")).embedQuery("where");
    Counting other = new Counting("b");
    vectors.over(other).embedQuery("where");
    assertEquals(1, other.asked);
    QueryVectors next = vectors(10, 10_000);
    assertTrue(next.load(vectors.content()));
    assertEquals(1, next.size(), "of the model asked last");
    Counting first = new Counting("a");
    next.over(first).embedQuery("where");
    assertEquals(1, first.asked, "a cold start for another model");
  }

  @Test
  void numberAndBytesAreBounded() {
    QueryVectors few = vectors(5, 1 << 20);
    QueryVectors small = vectors(1_000, 10_000);
    QueryVectors none = vectors(0, 1 << 20);
    for (QueryVectors vectors : List.of(few, small, none)) {
      Embedder embedder = vectors.over(new Counting("a"));
      for (int i = 0; i < 500; i++) {
        embedder.embedQuery("question " + i);
      }
    }
    assertTrue(few.size() <= 5, "entries: " + few.size());
    assertTrue(few.size() > 0);
    assertTrue(small.size() <= 10_000 / 150 && small.size() > 10, "bytes: " + small.size());
    assertEquals(0, none.size());
  }

  @Test
  void whatWasKeptComesBackWithoutTheQuestion() {
    QueryVectors vectors = vectors(100, 1 << 20);
    vectors.over(new Counting("a")).embedQuery(CANARY);
    byte[] content = vectors.content();
    assertFalse(new String(content, StandardCharsets.ISO_8859_1).contains("zanzi"));
    QueryVectors next = vectors(100, 1 << 20);
    assertTrue(next.load(content));
    Counting model = new Counting("a");
    assertArrayEquals(new Counting("a").embedQuery(CANARY), next.over(model).embedQuery(CANARY));
    assertEquals(0, model.asked);
    assertEquals(0, next.added(), "nothing new to write");
  }

  @Test
  void contentOfAnyOtherFormIsNoError() {
    QueryVectors vectors = vectors(100, 1 << 20);
    Embedder embedder = vectors.over(new Counting("a"));
    embedder.embedQuery("one");
    embedder.embedQuery("two");
    byte[] content = vectors.content();
    QueryVectors next = vectors(100, 1 << 20);
    assertFalse(next.load(new byte[0]));
    for (int length = 0; length < content.length; length++) {
      assertFalse(next.load(Arrays.copyOf(content, length)), "cut at " + length);
    }
    byte[] newer = content.clone();
    newer[7] = 2;
    assertFalse(next.load(newer), "a newer format");
    assertEquals(0, next.size());
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] changed = content.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      next.load(changed); // what it takes over may be wrong: the seal around it tells
    }
  }
}
