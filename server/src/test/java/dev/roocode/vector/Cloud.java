package dev.roocode.vector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Clustered unit vectors, made from a seed, and the answers that brute force gives over them. */
final class Cloud implements VectorSource {
  final int dimensions;
  private final RandomGenerator random;
  private final float[][] centres;
  private final Map<Long, float[]> vectors = new LinkedHashMap<>();

  Cloud(int dimensions, int clusters, long seed) {
    this.dimensions = dimensions;
    this.random = new SplittableRandom(seed);
    this.centres = new float[clusters][];
    for (int i = 0; i < clusters; i++) {
      centres[i] = around(new float[dimensions], 1);
    }
  }

  /** A unit vector near one of the centres. */
  float[] draw() {
    return around(centres[random.nextInt(centres.length)], 0.6f / (float) Math.sqrt(dimensions));
  }

  private float[] around(float[] centre, float spread) {
    float[] vector = new float[dimensions];
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      vector[i] = centre[i] + spread * (float) random.nextGaussian();
      squares += (double) vector[i] * vector[i];
    }
    for (int i = 0; i < dimensions; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  synchronized void put(long id, float[] vector) {
    vectors.put(id, vector);
  }

  synchronized void remove(long id) {
    vectors.remove(id);
  }

  /** Draws vectors for the identifiers from..to−1, here and in the index. */
  void fill(VectorIndex index, long from, long to) {
    for (long id = from; id < to; id++) {
      float[] vector = draw();
      put(id, vector);
      index.add(id, vector);
    }
  }

  @Override
  public synchronized float @Nullable [] vector(long id) {
    return vectors.get(id);
  }

  synchronized int size() {
    return vectors.size();
  }

  synchronized long[] ids() {
    return vectors.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  /** The identifiers of the nearest, by looking at all of them. */
  synchronized long[] nearest(float[] query, int k, LongPredicate filter) {
    TreeMap<Double, TreeMap<Long, Boolean>> byScore = new TreeMap<>();
    vectors.forEach((id, vector) -> {
      if (filter.test(id)) {
        double key = -Exact.cosine(query, vector);
        byScore.computeIfAbsent(key, score -> new TreeMap<>()).put(id, true);
      }
    });
    return byScore.values().stream()
        .flatMap(ids -> ids.keySet().stream())
        .mapToLong(Long::longValue)
        .limit(k)
        .toArray();
  }
}
