package dev.roocode.vector;

import org.jspecify.annotations.Nullable;

/**
 * Where the full vectors lie; the index itself keeps only one byte per dimension. Called from any
 * thread that searches, several at a time.
 */
@FunctionalInterface
public interface VectorSource {
  /** {@code float[dimensions]}, unit length; null when the identifier is unknown by now. */
  float @Nullable [] vector(long id);

  /**
   * Many at once, in the order asked for; null where unknown. Override where one read is cheaper.
   */
  default float[] @Nullable [] vectors(long[] ids) {
    float[][] vectors = new float[ids.length][];
    for (int i = 0; i < ids.length; i++) {
      vectors[i] = vector(ids[i]);
    }
    return vectors;
  }
}
