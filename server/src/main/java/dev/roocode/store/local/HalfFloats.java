package dev.roocode.store.local;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Vectors as IEEE 754 half-precision numbers, little-endian: two bytes per dimension. */
final class HalfFloats {
  private HalfFloats() {}

  static byte[] pack(float[] vector) {
    ByteBuffer packed = ByteBuffer.allocate(vector.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (float component : vector) {
      packed.putShort(Float.floatToFloat16(component));
    }
    return packed.array();
  }

  /**
   * In two steps, since the second is a loop that the compiler turns into vector instructions.
   *
   * @return {@code float[packed.length / 2]}
   */
  static float[] unpack(byte[] packed) {
    short[] halves = new short[packed.length / 2];
    ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(halves);
    float[] vector = new float[halves.length];
    for (int i = 0; i < halves.length; i++) {
      vector[i] = Float.float16ToFloat(halves[i]);
    }
    return vector;
  }
}
