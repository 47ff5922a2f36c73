package dev.roocode.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved graph is taken over only if it is whole, of this generation and of these vectors. */
class GraphFileTest {
  private static final long SEED = 20_261_126;
  private static final VectorSettings EARLY = VectorSettings.DEFAULTS.withCrossover(200);
  private static final long GENERATION = 7_000_000_001L;

  @TempDir private Path folder;
  private final Cloud cloud = new Cloud(64, 20, SEED);
  private long[] ids = new long[0];

  /** A graph that has seen removals, saved. */
  @BeforeEach
  void save() {
    try (VectorIndex index = index(EARLY)) {
      cloud.fill(index, 1, 601);
      index.settle();
      for (long id = 1; id < 200; id += 2) {
        cloud.remove(id);
        index.remove(id);
      }
      assertTrue(index.save(GENERATION));
    }
    ids = cloud.ids();
  }

  private VectorIndex index(VectorSettings settings) {
    return new VectorIndex(64, settings, cloud, folder);
  }

  /** An index with the same vectors, added in another order. */
  private VectorIndex refilled(VectorSettings settings) {
    VectorIndex index = index(settings);
    for (int i = ids.length - 1; i >= 0; i--) {
      float[] vector = cloud.vector(ids[i]);
      if (vector != null) {
        index.add(ids[i], vector);
      }
    }
    return index;
  }

  private Path file() {
    return folder.resolve("graph.jv");
  }

  private boolean loads(VectorSettings settings, long generation) {
    try (VectorIndex index = refilled(settings)) {
      boolean loaded = index.load(generation);
      index.settle();
      assertTrue(index.graph().present());
      assertEquals(index.size(), index.graph().linked());
      assertEquals(0, index.graph().waiting());
      float[] query = cloud.draw();
      assertEquals(cloud.nearest(query, 1, VectorIndex.ALL)[0], index.nearest(query, 1).id(0));
      return loaded;
    }
  }

  @Test
  void theGraphOfThisGenerationIsTakenOver() {
    assertTrue(loads(EARLY, GENERATION));
  }

  @Test
  void theLoadedGraphAnswersAndGrowsOn() {
    try (VectorIndex index = refilled(EARLY)) {
      assertTrue(index.load(GENERATION));
      assertEquals(0, index.graph().waiting());
      cloud.fill(index, 5000, 5400);
      index.settle();
      int hits = 0;
      for (int i = 0; i < 50; i++) {
        float[] query = cloud.draw();
        hits +=
            cloud.nearest(query, 1, VectorIndex.ALL)[0] == index.nearest(query, 1).id(0) ? 1 : 0;
      }
      assertTrue(hits >= 49, hits + " of 50, seed " + SEED);
      assertTrue(index.save(GENERATION + 1));
    }
    ids = cloud.ids();
    assertTrue(loads(EARLY, GENERATION + 1));
  }

  @Test
  void savingTwiceWithoutAChangeWritesTheSame() throws IOException {
    byte[] before = Files.readAllBytes(file());
    try (VectorIndex index = refilled(EARLY)) {
      assertTrue(index.load(GENERATION));
      assertTrue(index.save(GENERATION));
    }
    assertEquals(before.length, Files.size(file()));
    assertTrue(loads(EARLY, GENERATION));
  }

  @Test
  void anotherGenerationIsNot() {
    assertFalse(loads(EARLY, GENERATION - 1));
    assertFalse(loads(EARLY, GENERATION + 1));
  }

  @Test
  void otherConnectionsAreNot() {
    assertFalse(loads(new VectorSettings(200, 16, 100, 100, 30, 10_000), GENERATION));
  }

  @Test
  void aGraphOfVectorsThatAreGoneIsNot() {
    cloud.remove(ids[77]);
    assertFalse(loads(EARLY, GENERATION));
  }

  @Test
  void aFlippedByteAnywhereIsFound() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    SplittableRandom random = new SplittableRandom(SEED);
    try (VectorIndex index = refilled(EARLY)) {
      for (int i = 0; i < 120; i++) {
        int at = i < 40 ? i : random.nextInt(whole.length);
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file(), damaged);
        assertFalse(index.load(GENERATION), "byte " + at + ", seed " + SEED);
      }
      Files.write(file(), whole);
      assertTrue(index.load(GENERATION));
    }
  }

  @Test
  void aTruncatedFileIsNotTakenOver() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    try (VectorIndex index = refilled(EARLY)) {
      for (int length : new int[] {0, 1, 8, 9, 40, whole.length / 2, whole.length - 1}) {
        Files.write(file(), Arrays.copyOf(whole, length));
        assertFalse(index.load(GENERATION), length + " bytes");
      }
      Files.delete(file());
      assertFalse(index.load(GENERATION));
    }
  }

  @Test
  void belowTheCrossoverTheFileGoes() throws IOException {
    try (VectorIndex index = index(EARLY)) {
      assertFalse(index.load(GENERATION));
      assertFalse(index.save(GENERATION));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertArrayEquals(new Object[0], left.toArray());
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsAFaultWithItsName() throws IOException {
    try (VectorIndex index = refilled(EARLY)) {
      index.settle();
      Files.delete(file());
      Files.delete(folder);
      Fault fault = assertThrows(Fault.Unavailable.class, () -> index.save(GENERATION));
      assertEquals(file().toString(), fault.resource());
      Files.createDirectory(folder);
      assertTrue(index.save(GENERATION));
    }
  }
}
