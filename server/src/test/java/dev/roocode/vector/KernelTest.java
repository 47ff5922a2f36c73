package dev.roocode.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class KernelTest {
  @Test
  void everyKernelGivesTheSameNumbers() {
    SplittableRandom random = new SplittableRandom(7);
    Kernel plain = new Kernel.Scalar();
    Kernel simd = new SimdKernel();
    for (int stride : new int[] {64, 128, 384, 1024}) {
      byte[] rows = new byte[20 * stride];
      short[] code = new short[stride];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (byte) (random.nextInt(255) - 127);
      }
      for (int i = 0; i < stride; i++) {
        code[i] = (short) (random.nextInt(255) - 127);
      }
      int[] expected = new int[20];
      int[] products = new int[20];
      plain.dots(rows, 20, code, expected);
      simd.dots(rows, 20, code, products);
      assertArrayEquals(expected, products);
      assertEquals(plain.dot(rows, 3 * stride, code), simd.dot(rows, 3 * stride, code));
      assertEquals(expected[3], plain.dot(rows, 3 * stride, code));
    }
  }

  /** The sums of pairs are the largest here: 2 × 127² must fit into 16 bits. */
  @Test
  void theLargestValuesDoNotOverflow() {
    byte[] rows = new byte[384];
    short[] code = new short[384];
    for (int sign : new int[] {1, -1}) {
      Arrays.fill(rows, (byte) 127);
      Arrays.fill(code, (short) (sign * 127));
      assertEquals(sign * 384 * 127 * 127, new Kernel.Scalar().dot(rows, 0, code));
      assertEquals(sign * 384 * 127 * 127, new SimdKernel().dot(rows, 0, code));
    }
  }

  @Test
  void codesKeepTheVectorToHalfAStep() {
    Cloud cloud = new Cloud(100, 3, 5);
    for (int i = 0; i < 100; i++) {
      float[] vector = cloud.draw();
      Code code = Code.of(vector);
      assertEquals(128, code.values.length);
      for (int j = 0; j < 100; j++) {
        assertEquals(vector[j], code.values[j] * code.scale, code.scale * 0.501f);
      }
      assertEquals(0, code.values[127]);
    }
  }

  /** The clock goes on by the given ticks: start, after plain Java, after the other, start, … */
  private static LongSupplier clock(long plain, long other) {
    long[] ticks = {0, plain, plain + other};
    AtomicInteger calls = new AtomicInteger();
    return () -> {
      int call = calls.getAndIncrement();
      return call / 3 * 1000L + ticks[call % 3];
    };
  }

  @Test
  void aKernelIsProvenByTakingLessThanHalfTheTime() {
    Kernel plain = new Kernel.Scalar();
    assertTrue(Kernels.isProven(plain, clock(100, 49)));
    assertFalse(Kernels.isProven(plain, clock(100, 51)));
  }
}
