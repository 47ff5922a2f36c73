package dev.roocode.vector;

/** Arithmetic on full vectors. The same numbers on every machine: no SIMD, sums in double. */
final class Exact {
  private Exact() {}

  /** The inner product, which is the cosine where both have unit length. */
  static float cosine(float[] a, float[] b) {
    double even = 0;
    double odd = 0;
    int pairs = a.length & ~1;
    for (int i = 0; i < pairs; i += 2) {
      even += (double) a[i] * b[i];
      odd += (double) a[i + 1] * b[i + 1];
    }
    if (pairs < a.length) {
      even += (double) a[pairs] * b[pairs];
    }
    return (float) (even + odd);
  }

  static boolean isFinite(float[] vector) {
    float sum = 0;
    for (float component : vector) {
      sum += component * 0f; // 0, but NaN for NaN and the infinities
    }
    return sum == 0f;
  }
}
