package dev.roocode.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graph: nearly what the scan finds, with the same scores, whatever is added and removed. */
class GraphTest {
  private static final long SEED = 20_261_125;
  private static final VectorSettings EARLY = VectorSettings.DEFAULTS.withCrossover(300);

  private static final int QUERIES = 40;

  @TempDir private Path folder;

  private VectorIndex index(Cloud cloud) {
    return new VectorIndex(cloud.dimensions, EARLY, cloud, folder);
  }

  /** The share of the true nearest that is found; the scores of those must be exact. */
  private static double recall(Cloud cloud, VectorIndex index, LongPredicate filter) {
    int hits = 0;
    int wanted = 0;
    for (int i = 0; i < QUERIES; i++) {
      float[] query = cloud.draw();
      Set<Long> expected = new HashSet<>();
      for (long id : cloud.nearest(query, 10, filter)) {
        expected.add(id);
      }
      wanted += expected.size();
      Neighbours found = index.nearest(query, 10, filter);
      assertEquals(expected.size(), found.size());
      for (int rank = 0; rank < found.size(); rank++) {
        float[] vector = cloud.vector(found.id(rank));
        assertTrue(vector != null, "removed, yet found: " + found.id(rank));
        if (vector != null) {
          assertEquals(Exact.cosine(query, vector), found.score(rank));
        }
        if (expected.contains(found.id(rank))) {
          hits++;
        }
      }
    }
    return (double) hits / wanted;
  }

  private static void assertGraphAnswers(Cloud cloud, VectorIndex index) {
    index.settle();
    GraphStatus status = index.graph();
    assertNull(status.fault());
    assertTrue(status.present());
    assertEquals(0, status.waiting());
    double recall = recall(cloud, index, VectorIndex.ALL);
    assertEquals(status.answers() + QUERIES, index.graph().answers());
    assertTrue(recall >= 0.99, "recall " + recall + ", seed " + SEED);
  }

  @Test
  void answersFromTheCrossoverOn() {
    Cloud cloud = new Cloud(64, 40, SEED);
    try (VectorIndex index = index(cloud)) {
      cloud.fill(index, 0, 299);
      index.settle();
      assertFalse(index.graph().present());
      cloud.fill(index, 299, 2000);
      assertGraphAnswers(cloud, index);
    }
  }

  @Test
  void isDroppedBelowFourFifthsOfTheCrossover() {
    Cloud cloud = new Cloud(64, 10, SEED);
    try (VectorIndex index = index(cloud)) {
      for (int round = 0; round < 2; round++) {
        cloud.fill(index, 0, 360);
        assertGraphAnswers(cloud, index);
        for (long id = 0; id < 121; id++) {
          index.remove(id);
          cloud.remove(id);
        }
        index.settle();
        assertFalse(index.graph().present());
        assertEquals(1.0, recall(cloud, index, VectorIndex.ALL));
      }
    }
  }

  @Test
  void filtersBroadAndNarrow() {
    Cloud cloud = new Cloud(64, 40, SEED);
    try (VectorIndex index = index(cloud)) {
      cloud.fill(index, 0, 2000);
      assertGraphAnswers(cloud, index);
      assertTrue(recall(cloud, index, id -> id % 3 != 0) >= 0.99);
      assertTrue(recall(cloud, index, id -> id % 5 == 0) >= 0.99);
      long answers = index.graph().answers();
      assertTrue(answers >= 3 * QUERIES);
      assertEquals(1.0, recall(cloud, index, id -> id % 100 == 0));
      assertEquals(1.0, recall(cloud, index, id -> id < 4));
      assertEquals(answers, index.graph().answers());
    }
  }

  @Test
  void seesAtOnceWhatIsAddedAndRemoved() {
    Cloud cloud = new Cloud(64, 40, SEED);
    try (VectorIndex index = index(cloud)) {
      cloud.fill(index, 0, 1000);
      index.settle();
      for (long id = 1000; id < 1300; id++) {
        float[] added = cloud.draw();
        cloud.put(id, added);
        index.add(id, added);
        assertEquals(id, index.nearest(added, 1).id(0));
        float[] removed = cloud.vector(id - 1000);
        index.remove(id - 1000); // the source still knows it
        if (removed != null) {
          assertNotEquals(id - 1000, index.nearest(removed, 1).id(0));
        }
        cloud.remove(id - 1000);
      }
      assertGraphAnswers(cloud, index);
    }
  }

  @Test
  void keepsItsRecallThroughManyChanges() {
    SplittableRandom random = new SplittableRandom(SEED);
    Cloud cloud = new Cloud(64, 60, SEED);
    try (VectorIndex index = index(cloud)) {
      cloud.fill(index, 0, 1200);
      long next = 1200;
      for (int round = 0; round < 9; round++) {
        long[] ids = cloud.ids();
        for (int i = 0; i < 500; i++) {
          long gone = ids[random.nextInt(ids.length)];
          index.remove(gone);
          cloud.remove(gone);
        }
        cloud.fill(index, next, next + 480);
        cloud.fill(index, ids[5], ids[5] + 3);
        next += 480;
        if (round % 3 == 2) {
          assertGraphAnswers(cloud, index);
        }
        assertEquals(cloud.size(), index.size());
      }
    }
  }

  @Test
  void searchesRunBesideAWriter() throws InterruptedException, ExecutionException {
    Cloud cloud = new Cloud(64, 30, SEED);
    AtomicBoolean writing = new AtomicBoolean(true);
    try (VectorIndex index = index(cloud);
        ExecutorService readers = Executors.newFixedThreadPool(2)) {
      cloud.fill(index, 0, 250);
      List<Future<Integer>> searches = new ArrayList<>();
      for (int reader = 0; reader < 2; reader++) {
        float[] query = cloud.draw();
        searches.add(readers.submit(() -> searchWhile(writing, index, query)));
      }
      SplittableRandom random = new SplittableRandom(SEED);
      for (long id = 250; id < 3000; id++) {
        cloud.fill(index, id, id + 1);
        if (random.nextInt(3) > 0) {
          long gone = 100 + random.nextLong(id - 100);
          index.remove(gone);
          cloud.remove(gone);
        }
      }
      writing.set(false);
      for (Future<Integer> search : searches) {
        assertTrue(search.get() > 0);
      }
      assertEquals(cloud.size(), index.size());
      assertGraphAnswers(cloud, index);
    }
  }

  /** Identifiers 0 to 99 are never removed: ten of them are always there to be found. */
  private static int searchWhile(AtomicBoolean writing, VectorIndex index, float[] query) {
    int count = 0;
    do {
      Neighbours found = index.nearest(query, 10, id -> id < 100 || id % 2 == 0);
      assertEquals(10, found.size());
      Set<Long> distinct = new HashSet<>();
      for (int rank = 0; rank < 10; rank++) {
        assertTrue(distinct.add(found.id(rank)));
        assertTrue(rank == 0 || found.score(rank) <= found.score(rank - 1));
      }
      count++;
    } while (writing.get());
    return count;
  }
}
