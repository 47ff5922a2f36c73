package dev.roocode.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Fault;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact scan: what it finds is what brute force finds. */
class VectorIndexTest {
  private static final long SEED = 20_261_124;

  @TempDir private Path folder;

  private VectorIndex index(Cloud cloud) {
    return new VectorIndex(cloud.dimensions, VectorSettings.DEFAULTS, cloud, folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 9, 10, 11, 500, 1024, 1025, 5000})
  void findsWhatBruteForceFinds(int size) {
    Cloud cloud = new Cloud(96, 1 + size / 40, SEED + size);
    try (VectorIndex index = index(cloud)) {
      cloud.fill(index, 0, size);
      assertEquals(size, index.size());
      for (int k : new int[] {1, 10, 50, 200}) {
        for (int i = 0; i < 10; i++) {
          assertSame(cloud, index, cloud.draw(), k, VectorIndex.ALL);
        }
      }
    }
  }

  @Test
  void findsEachVectorByItself() {
    Cloud cloud = new Cloud(384, 30, SEED);
    try (VectorIndex index = index(cloud)) {
      cloud.fill(index, 0, 1500);
      for (long id : cloud.ids()) {
        Neighbours found = index.nearest(vector(cloud, id), 1);
        assertEquals(id, found.id(0));
        assertEquals(1f, found.score(0), 1e-5f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 63, 64, 65, 384, 1000})
  void takesAnyNumberOfDimensions(int dimensions) {
    Cloud cloud = new Cloud(dimensions, 5, SEED + dimensions);
    try (VectorIndex index = index(cloud)) {
      cloud.fill(index, 0, 100);
      assertSame(cloud, index, cloud.draw(), 70, VectorIndex.ALL);
    }
  }

  @Test
  void looksOnlyAtWhatTheFilterAccepts() {
    Cloud cloud = new Cloud(96, 20, SEED);
    try (VectorIndex index = index(cloud)) {
      cloud.fill(index, 0, 3000);
      for (LongPredicate filter :
          new LongPredicate[] {id -> id % 2 == 0, id -> id % 500 == 7, id -> id == 2999}) {
        assertSame(cloud, index, cloud.draw(), 10, filter);
      }
      assertEquals(0, index.nearest(cloud.draw(), 10, id -> false).size());
    }
  }

  @Test
  void putsTheLowerIdentifierFirstAmongEquals() {
    Cloud cloud = new Cloud(64, 1, SEED);
    float[] same = cloud.draw();
    try (VectorIndex index = index(cloud)) {
      for (long id : new long[] {70, 3, 500, 41, 8, 1000}) {
        cloud.put(id, same);
        index.add(id, same);
      }
      assertArrayEquals(new long[] {3, 8, 41}, index.nearest(same, 3).ids());
      assertArrayEquals(
          new long[] {8, 70}, index.nearest(same, 2, id -> id % 2 == 0 && id < 400).ids());
    }
  }

  @Test
  void takesIdentifiersBeyondTheRangeOfInt() {
    Cloud cloud = new Cloud(64, 4, SEED);
    long base = 5_000_000_000L;
    try (VectorIndex index = index(cloud)) {
      cloud.fill(index, base, base + 50);
      cloud.fill(index, Long.MAX_VALUE - 50, Long.MAX_VALUE);
      assertSame(cloud, index, cloud.draw(), 30, VectorIndex.ALL);
      index.remove(base + 4); // the source still knows it
      assertEquals(99, index.nearest(cloud.draw(), 100).size());
      cloud.remove(base + 4);
      assertSame(cloud, index, cloud.draw(), 100, VectorIndex.ALL);
      assertEquals(99, index.size());
    }
  }

  @Test
  void scoresAnyVectorCloseToItsCosine() {
    Cloud cloud = new Cloud(384, 20, SEED);
    try (VectorIndex index = index(cloud)) {
      cloud.fill(index, 10, 2010);
      float[] query = cloud.draw();
      long[] ids = cloud.ids();
      float[] scores = index.scores(query, ids);
      for (int i = 0; i < ids.length; i++) {
        assertEquals(Exact.cosine(query, vector(cloud, ids[i])), scores[i], 0.005f);
        assertEquals(scores[i], index.score(query, ids[i]));
      }
      assertEquals(0f, index.score(query, 3));
      index.remove(11);
      assertArrayEquals(new float[] {0, scores[2]}, index.scores(query, new long[] {11, 12}));
    }
  }

  @Test
  void leavesOutWhatTheSourceNoLongerKnows() {
    Cloud cloud = new Cloud(64, 4, SEED);
    try (VectorIndex index = index(cloud)) {
      cloud.fill(index, 0, 100);
      float[] query = cloud.draw();
      cloud.remove(index.nearest(query, 1).id(0));
      assertSame(cloud, index, query, 10, VectorIndex.ALL);
    }
  }

  @Test
  void followsAnyOrderOfAddingAndRemoving() {
    SplittableRandom random = new SplittableRandom(SEED);
    Cloud cloud = new Cloud(64, 60, SEED);
    try (VectorIndex index = index(cloud)) {
      for (int step = 0; step < 30_000; step++) {
        boolean grows = step / 6000 % 2 == 0;
        long id = random.nextLong(7000);
        if (random.nextInt(10) < (grows ? 8 : 2)) {
          cloud.fill(index, id, id + 1);
        } else {
          cloud.remove(id);
          index.remove(id);
        }
        if (step % 250 == 0) {
          assertEquals(cloud.size(), index.size(), "seed " + SEED + " step " + step);
          assertSame(cloud, index, cloud.draw(), 20, VectorIndex.ALL);
        }
      }
      for (long id : cloud.ids()) {
        index.remove(id);
      }
      assertEquals(0, index.size());
      assertEquals(0, index.nearest(cloud.draw(), 5).size());
    }
  }

  @Test
  void refusesOneVectorTooMany() {
    VectorSettings small = new VectorSettings(150_000, 32, 100, 100, 30, 3);
    Cloud cloud = new Cloud(8, 2, SEED);
    try (VectorIndex index = new VectorIndex(8, small, cloud, folder)) {
      cloud.fill(index, 0, 3);
      Fault fault = assertThrows(Fault.TooLarge.class, () -> index.add(3, cloud.draw()));
      assertTrue(fault.line().contains("3 vectors"), fault.line());
      index.add(2, cloud.draw());
      index.remove(0);
      index.add(3, cloud.draw());
      assertEquals(3, index.size());
    }
  }

  @Test
  void refusesWhatIsNoVectorOfThisIndex() {
    Cloud cloud = new Cloud(8, 2, SEED);
    try (VectorIndex index = index(cloud)) {
      float[] broken = cloud.draw();
      broken[3] = Float.NaN;
      assertThrows(IllegalArgumentException.class, () -> index.add(1, new float[7]));
      assertThrows(IllegalArgumentException.class, () -> index.add(1, broken));
      assertThrows(IllegalArgumentException.class, () -> index.nearest(new float[9], 1));
      broken[3] = Float.NEGATIVE_INFINITY;
      assertThrows(IllegalArgumentException.class, () -> index.nearest(broken, 1));
      assertEquals(0, index.size());
      assertEquals(0, index.nearest(cloud.draw(), 0).size());
      assertEquals(0, index.nearest(cloud.draw(), -1).size());
    }
  }

  @Test
  void theZeroVectorScoresZero() {
    Cloud cloud = new Cloud(8, 2, SEED);
    try (VectorIndex index = index(cloud)) {
      cloud.put(4, new float[8]);
      index.add(4, new float[8]);
      Neighbours found = index.nearest(cloud.draw(), 3);
      assertArrayEquals(new long[] {4}, found.ids());
      assertEquals(0f, found.score(0));
    }
  }

  static void assertSame(
      Cloud cloud, VectorIndex index, float[] query, int k, LongPredicate filter) {
    long[] expected = cloud.nearest(query, k, filter);
    Neighbours found = index.nearest(query, k, filter);
    assertArrayEquals(expected, found.ids(), "seed " + SEED + " size " + cloud.size() + " k " + k);
    for (int rank = 0; rank < found.size(); rank++) {
      assertEquals(Exact.cosine(query, vector(cloud, expected[rank])), found.score(rank));
    }
  }

  private static float[] vector(Cloud cloud, long id) {
    float[] vector = cloud.vector(id);
    assertTrue(vector != null, "unknown " + id);
    return vector == null ? new float[0] : vector;
  }
}
