package dev.roocode.embed;

import java.nio.FloatBuffer;

/** Arithmetic on {@code float[dimensions]}. */
final class Vectors {
  private Vectors() {}

  /** The sum of the rows of {@code [n][dimensions]}. */
  static float[] sum(FloatBuffer rows, int dimensions) {
    float[] all = new float[rows.remaining()];
    rows.get(all);
    float[] sum = new float[dimensions];
    for (int row = 0; row < all.length; row += dimensions) {
      for (int i = 0; i < dimensions; i++) {
        sum[i] += all[row + i];
      }
    }
    return sum;
  }

  /** Adds the second to the first, in place. */
  static void add(float[] sum, float[] other) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
  }

  /** The vector, scaled in place to unit length; zeros stay zeros. */
  static float[] unit(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    if (squares > 0) {
      float scale = (float) (1 / Math.sqrt(squares));
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= scale;
      }
    }
    return vector;
  }
}
