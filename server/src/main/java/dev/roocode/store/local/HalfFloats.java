package dev.roocode.store.local;

/** Vectors as IEEE 754 half-precision numbers, little-endian: two bytes per dimension. */
final class HalfFloats {
  private HalfFloats() {}

  static byte[] pack(float[] vector) {
    byte[] packed = new byte[vector.length * 2];
    for (int i = 0; i < vector.length; i++) {
      short half = Float.floatToFloat16(vector[i]);
      packed[2 * i] = (byte) half;
      packed[2 * i + 1] = (byte) (half >> 8);
    }
    return packed;
  }

  /**
   * @return {@code float[packed.length / 2]}
   */
  static float[] unpack(byte[] packed) {
    float[] vector = new float[packed.length / 2];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = Float.float16ToFloat((short) ((packed[2 * i] & 0xff) | (packed[2 * i + 1] << 8)));
    }
    return vector;
  }
}
