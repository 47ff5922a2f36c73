package dev.roocode.vector;

/**
 * {@value #ROWS} rows of the matrix. Rows are appended, then never change but for {@code dead}; the
 * matrix grows by blocks, so that growing copies nothing.
 */
final class Block {
  static final int ROWS = 1024;

  final byte[] codes;
  final float[] scales = new float[ROWS];
  final long[] ids = new long[ROWS];

  /** Set once, without a lock: whoever must see it reads {@link Rows#view} first. */
  final boolean[] dead = new boolean[ROWS];

  Block(int stride) {
    codes = new byte[ROWS * stride];
  }

  static int blockOf(int row) {
    return row / ROWS;
  }

  static int slotOf(int row) {
    return row % ROWS;
  }
}
