package dev.roocode.store.local;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The stored form of a unit vector: ten bits per component, four components in five bytes, the
 * first in the lowest bits. A component is stored as its share of the largest, from −511 to 511,
 * plus 512; reading brings the vector back to unit length, so that no scale is kept. The cosine of
 * two vectors changes by about 0.0001 (docs/decisions/0011). Four bytes follow, the {@link RowSum}
 * of the content's number and all before, big-endian; vectors of the formats up to 2 lack them.
 */
final class PackedVector {
  private static final int MOST = 511;
  private static final int ZERO = 512;
  private static final int SUM_BYTES = 4;

  private PackedVector() {}

  /** How many bytes the components take. */
  static int bytes(int dimensions) {
    return (dimensions + 3) / 4 * 5;
  }

  /** The stored form of a content's vector. */
  static byte[] pack(float[] unit, int content) {
    byte[] packed = pack(unit);
    byte[] summed = Arrays.copyOf(packed, packed.length + SUM_BYTES);
    ByteBuffer.wrap(summed).putInt(packed.length, sum(packed, packed.length, content));
    return summed;
  }

  /** Whether these are the bytes that were stored, as far as they can tell. */
  static boolean isSound(byte[] stored, int dimensions, int content) {
    int length = bytes(dimensions);
    return stored.length == length
        || (stored.length == length + SUM_BYTES
            && ByteBuffer.wrap(stored).getInt(length) == sum(stored, length, content));
  }

  private static int sum(byte[] packed, int length, int content) {
    return new RowSum().add(content).add(packed, length).value();
  }

  /**
   * @param unit {@code float[dimensions]}, finite
   */
  static byte[] pack(float[] unit) {
    float largest = Float.MIN_NORMAL;
    for (float component : unit) {
      largest = Math.max(largest, Math.abs(component));
    }
    byte[] packed = new byte[bytes(unit.length)];
    for (int from = 0, to = 0; from < unit.length; from += 4, to += 5) {
      long four = 0;
      for (int i = 3; i >= 0; i--) {
        float component = from + i < unit.length ? unit[from + i] : 0;
        four = (four << 10) | (Math.round(component / largest * MOST) + ZERO);
      }
      for (int i = 0; i < 5; i++) {
        packed[to + i] = (byte) (four >>> (8 * i));
      }
    }
    return packed;
  }

  /**
   * @param packed sound, with its sum or without
   * @return {@code float[dimensions]}, unit length
   */
  static float[] unpack(byte[] packed, int dimensions) {
    int length = bytes(dimensions);
    float[] unit = new float[length / 5 * 4];
    long square = 0;
    for (int from = 0, to = 0; from < length; from += 5, to += 4) {
      int low = (packed[from] & 0xff) | ((packed[from + 1] & 0xff) << 8);
      int high = (packed[from + 2] & 0xff) | ((packed[from + 3] & 0xff) << 8);
      int last = packed[from + 4] & 0xff;
      int a = (low & 0x3ff) - ZERO;
      int b = ((low >>> 10) | ((high & 0xf) << 6)) - ZERO;
      int c = ((high >>> 4) & 0x3ff) - ZERO;
      int d = ((high >>> 14) | (last << 2)) - ZERO;
      square += a * a + b * b + c * c + d * d;
      unit[to] = a;
      unit[to + 1] = b;
      unit[to + 2] = c;
      unit[to + 3] = d;
    }
    float scale = (float) (1 / Math.sqrt((double) Math.max(1, square)));
    float[] result = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      result[i] = unit[i] * scale;
    }
    return result;
  }
}
