package dev.roocode.app.bench;

import dev.roocode.vector.VectorSource;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Unit vectors in clusters of about fifty, as chunks of code lie, made from a seed. Numbered from
 * 0. Thread-safe.
 */
final class ClusteredVectors implements VectorSource {
  private static final int CLUSTER = 50;
  private static final double SPREAD = 0.5;
  private static final double QUERY_SPREAD = 0.3;

  private final float[][] vectors;
  private final SplittableRandom random;

  ClusteredVectors(int size, int dimensions, long seed) {
    random = new SplittableRandom(seed);
    float[][] centres = new float[Math.max(1, size / CLUSTER)][];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = near(new float[dimensions], 1);
    }
    vectors = new float[size][];
    for (int i = 0; i < size; i++) {
      vectors[i] = near(centres[random.nextInt(centres.length)], SPREAD);
    }
  }

  /** Unit vectors beside some of the vectors. */
  float[][] queries(int count) {
    float[][] queries = new float[count][];
    for (int i = 0; i < count; i++) {
      queries[i] = near(vectors[random.nextInt(vectors.length)], QUERY_SPREAD);
    }
    return queries;
  }

  int size() {
    return vectors.length;
  }

  @Override
  public float @Nullable [] vector(long id) {
    return vectors[(int) id];
  }

  /** The row, for those who know that it is there. */
  float[] vector(int id) {
    return vectors[id];
  }

  /** The numbers of the nearest, by looking at every float. */
  long[] nearest(float[] query, int count) {
    Nearest nearest = new Nearest(count);
    for (int i = 0; i < vectors.length; i++) {
      nearest.offer(product(query, vectors[i]), i);
    }
    return nearest.ids();
  }

  /** Four sums, so that the processor need not wait for each addition. */
  static float product(float[] a, float[] b) {
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    for (int i = 0; i + 3 < a.length; i += 4) {
      first += a[i] * b[i];
      second += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    return first + second + third + fourth;
  }

  /** A unit vector whose noise has about this length beside a unit centre. */
  private float[] near(float[] centre, double spread) {
    float[] vector = new float[centre.length];
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + spread * random.nextGaussian() / Math.sqrt(vector.length));
      squares += (double) vector[i] * vector[i];
    }
    float scale = (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }
}
