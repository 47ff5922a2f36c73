package dev.roocode.vector;

/**
 * A vector with one byte per dimension: each component divided by the scale, which is the largest
 * magnitude / 127. A scale per vector needs no knowledge of the others, so that growth never
 * re-scales anything; its recall is the better one too (docs/decisions/0004).
 */
final class Code {
  /** Rows are padded to this many bytes, which every SIMD width divides. */
  static final int ALIGNMENT = 64;

  /** −127 to 127, widened for the kernels; zero beyond the dimensions. */
  final short[] values;

  /** component ≈ value × scale. */
  final float scale;

  private Code(short[] values, float scale) {
    this.values = values;
    this.scale = scale;
  }

  /** Bytes of a row. */
  static int stride(int dimensions) {
    return (dimensions + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  static Code of(float[] vector) {
    byte[] bytes = new byte[stride(vector.length)];
    float scale = write(vector, bytes, 0);
    return read(bytes, 0, bytes.length, scale);
  }

  /** The code that {@link #write} put there. */
  static Code read(byte[] rows, int offset, int stride, float scale) {
    short[] values = new short[stride];
    for (int i = 0; i < stride; i++) {
      values[i] = rows[offset + i];
    }
    return new Code(values, scale);
  }

  /** Writes the values and returns the scale, 0 for the zero vector. */
  static float write(float[] vector, byte[] rows, int offset) {
    float largest = 0;
    for (float component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    float scale = largest / 127;
    float factor = scale == 0 ? 0 : 1 / scale;
    for (int i = 0; i < vector.length; i++) {
      rows[offset + i] = (byte) Math.clamp(Math.round(vector[i] * factor), -127, 127);
    }
    return scale;
  }
}
