package dev.roocode.store.local;

/**
 * Reads the vectors of the index formats up to 2: ten bits per component, four components in five
 * bytes, the first in the lowest bits, as their share of the largest, from −511 to 511, plus 512.
 * They carry no sum. Nothing writes this form any more.
 */
final class TenBitVector {
  private static final int ZERO = 512;
  private static final int MASK = 0x3ff;

  private TenBitVector() {}

  /** Whether a stored vector has the length of this form. */
  static boolean isOne(byte[] stored, int dimensions) {
    return stored.length == (dimensions + 3) / 4 * 5;
  }

  /** The components in steps, whole groups of four. */
  static float[] parts(byte[] packed) {
    float[] parts = new float[packed.length / 5 * 4];
    for (int from = 0, to = 0; to < parts.length; from += 5, to += 4) {
      long four = 0;
      for (int i = 4; i >= 0; i--) {
        four = (four << 8) | (packed[from + i] & 0xff);
      }
      for (int i = 0; i < 4; i++) {
        parts[to + i] = ((four >>> (10 * i)) & MASK) - ZERO;
      }
    }
    return parts;
  }
}
