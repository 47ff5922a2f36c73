package dev.roocode.vector;

import dev.roocode.base.Setting;

/**
 * How vectors are kept and searched.
 *
 * @param crossover live vectors from which a graph answers; below it every vector is looked at.
 *     Below 4/5 of it the graph is dropped again
 * @param maxConnections neighbours of a node of the graph
 * @param searchWidth candidates that a search of the graph keeps (its beam width)
 * @param buildWidth candidates that an insertion into the graph keeps
 * @param rerank candidates beyond the answer whose exact cosine is computed; 30 keep recall@10 at
 *     1.0 (docs/decisions/0004)
 * @param maxVectors a further vector is refused
 */
public record VectorSettings(
    @Setting(value = "From this many vectors on a graph answers instead of a scan of all.", min = 2)
        int crossover,
    @Setting(value = "Neighbours of a node of the vector graph.", min = 2, max = 128)
        int maxConnections,
    @Setting(value = "Candidates that a search of the vector graph keeps.", min = 1, max = 10000)
        int searchWidth,
    int buildWidth,
    int rerank,
    int maxVectors) {
  public static final VectorSettings DEFAULTS =
      new VectorSettings(150_000, 32, 100, 100, 30, 2_000_000);

  public VectorSettings {
    atLeast("crossover", crossover, 2);
    atLeast("maxConnections", maxConnections, 2);
    atLeast("searchWidth", searchWidth, 1);
    atLeast("buildWidth", buildWidth, 1);
    atLeast("rerank", rerank, 0);
    atLeast("maxVectors", maxVectors, 1);
  }

  /** These settings with another crossover. */
  public VectorSettings withCrossover(int vectors) {
    return new VectorSettings(vectors, maxConnections, searchWidth, buildWidth, rerank, maxVectors);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", at least " + least);
    }
  }
}
