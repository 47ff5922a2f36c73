package dev.roocode.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The JDK's vector module: about 17 ns for 384 dimensions with 512 bits, where jvector's fastest
 * kernel needs 110 (docs/decisions/0004). Products of two values of at most 127 fit into 16 bits,
 * and so do sums of two of them; only then they are widened.
 *
 * <p>Only {@link Kernels} may touch this class: the module can be missing.
 */
final class SimdKernel implements Kernel {
  private static final VectorSpecies<Short> SHORTS =
      ShortVector.SPECIES_PREFERRED.vectorBitSize() > 512
          ? ShortVector.SPECIES_512
          : ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, SHORTS.vectorShape());
  private static final int LANES = SHORTS.length();

  @Override
  public int dot(byte[] rows, int offset, short[] code) {
    IntVector high = IntVector.zero(INTS);
    IntVector low = IntVector.zero(INTS);
    for (int i = 0; i < code.length; i += 2 * LANES) {
      ShortVector first = widened(rows, offset + i).mul(ShortVector.fromArray(SHORTS, code, i));
      ShortVector second =
          widened(rows, offset + i + LANES).mul(ShortVector.fromArray(SHORTS, code, i + LANES));
      IntVector pairs = first.add(second).reinterpretAsInts();
      high = high.add(pairs.lanewise(VectorOperators.ASHR, 16));
      low = low.add(pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16));
    }
    return high.add(low).reduceLanes(VectorOperators.ADD);
  }

  @Override
  public void dots(byte[] rows, int count, short[] code, int[] products) {
    for (int row = 0; row < count; row++) {
      products[row] = dot(rows, row * code.length, code);
    }
  }

  private static ShortVector widened(byte[] rows, int offset) {
    return (ShortVector)
        ByteVector.fromArray(BYTES, rows, offset).convertShape(VectorOperators.B2S, SHORTS, 0);
  }
}
