package dev.roocode.store.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The stored form of a unit vector: nine bits per component, eight components in nine bytes, the
 * first in the lowest bits. A component is stored as its share of the largest, from −255 to 255,
 * plus 256; reading brings the vector back to unit length, so that no scale is kept. The cosine of
 * two vectors changes by about 0.0002 (docs/decisions/0011). Four bytes follow, the {@link RowSum}
 * of the content's number and all before, big-endian. What the formats up to 2 wrote is read by
 * {@link TenBitVector}, told from this by its length.
 */
final class PackedVector {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BITS = 9;
  private static final int MASK = (1 << BITS) - 1;
  private static final int MOST = 255;
  private static final int ZERO = 256;

  /** So many components share {@link #BITS} bytes. */
  private static final int GROUP = 8;

  private static final int SUM_BYTES = 4;

  private PackedVector() {}

  /** How many bytes the components take. */
  static int bytes(int dimensions) {
    return groups(dimensions) * BITS;
  }

  private static int groups(int dimensions) {
    return (dimensions + GROUP - 1) / GROUP;
  }

  /**
   * The stored form of a content's vector.
   *
   * @param unit {@code float[dimensions]}, finite
   */
  static byte[] pack(float[] unit, int content) {
    byte[] packed = pack(unit);
    byte[] summed = Arrays.copyOf(packed, packed.length + SUM_BYTES);
    ByteBuffer.wrap(summed).putInt(packed.length, sum(packed, packed.length, content));
    return summed;
  }

  /** Whether these are the bytes that were stored, as far as they can tell. */
  static boolean isSound(byte[] stored, int dimensions, int content) {
    int length = bytes(dimensions);
    return stored.length == length + SUM_BYTES
        ? ByteBuffer.wrap(stored).getInt(length) == sum(stored, length, content)
        : TenBitVector.isOne(stored, dimensions);
  }

  private static int sum(byte[] packed, int length, int content) {
    return new RowSum().add(content).add(packed, length).value();
  }

  private static byte[] pack(float[] unit) {
    float largest = Float.MIN_NORMAL;
    for (float component : unit) {
      largest = Math.max(largest, Math.abs(component));
    }
    float steps = MOST / largest;
    byte[] packed = new byte[bytes(unit.length)];
    for (int from = 0, to = 0; to < packed.length; from += GROUP, to += BITS) {
      long seven = 0;
      for (int i = GROUP - 2; i >= 0; i--) {
        seven = (seven << BITS) | step(unit, from + i, steps);
      }
      long last = step(unit, from + GROUP - 1, steps);
      LONGS.set(packed, to, seven | (last << 63));
      packed[to + BITS - 1] = (byte) (last >>> 1);
    }
    return packed;
  }

  private static int step(float[] unit, int index, float steps) {
    return index < unit.length ? ZERO + Math.round(unit[index] * steps) : ZERO;
  }

  /**
   * @param stored sound, with its sum or in the older form
   * @return {@code float[dimensions]}, unit length
   */
  static float[] unpack(byte[] stored, int dimensions) {
    float[] parts =
        stored.length == bytes(dimensions) + SUM_BYTES
            ? parts(stored, groups(dimensions))
            : TenBitVector.parts(stored);
    return unit(parts, dimensions);
  }

  /** The components in steps, whole groups of them. */
  private static float[] parts(byte[] packed, int groups) {
    float[] parts = new float[groups * GROUP];
    for (int from = 0, to = 0; to < parts.length; from += BITS, to += GROUP) {
      long seven = (long) LONGS.get(packed, from);
      int last = ((packed[from + BITS - 1] & 0xff) << 1) | (int) (seven >>> 63);
      for (int i = 0; i < GROUP - 1; i++) {
        parts[to + i] = ((int) (seven >>> (BITS * i)) & MASK) - ZERO;
      }
      parts[to + GROUP - 1] = last - ZERO;
    }
    return parts;
  }

  /** Of unit length, without what fills the last group. */
  private static float[] unit(float[] parts, int dimensions) {
    double square = 0;
    for (float part : parts) {
      square += part * part;
    }
    float scale = (float) (1 / Math.sqrt(Math.max(1, square)));
    float[] result = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      result[i] = parts[i] * scale;
    }
    return result;
  }
}
