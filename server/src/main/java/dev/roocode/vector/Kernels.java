package dev.roocode.vector;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The kernel in force, for the whole process. It starts in plain Java: before the JIT has compiled
 * them, vector instructions are objects and a first scan of 100,000 rows took 3.3 s, in plain Java
 * 0.2 s. A thread of low priority runs the SIMD kernel until it is measurably faster, and only then
 * puts it in force; on a machine where it never is, plain Java stays.
 */
final class Kernels {
  private static final int SAMPLE_ROWS = 256;
  private static final int MOST_ROUNDS = 400;
  private static final int LEAST_ROUNDS = 20;

  private static final Kernel SCALAR = new Kernel.Scalar();
  private static final AtomicBoolean WARMING = new AtomicBoolean();
  private static volatile Kernel current = SCALAR;

  private Kernels() {}

  static Kernel current() {
    return current;
  }

  /** Starts the warm-up, once a process. */
  @SuppressWarnings("ThreadPriorityCheck") // a courtesy; nothing relies on it
  static void warm() {
    if (WARMING.get()) {
      return;
    }
    boolean possible = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (possible && WARMING.compareAndSet(false, true)) {
      Thread.ofPlatform()
          .name("roocode-vector-warm-up")
          .daemon()
          .priority(Thread.MIN_PRIORITY)
          .start(Kernels::warmUp);
    }
  }

  private static void warmUp() {
    Kernel simd = new SimdKernel();
    if (isProven(simd, System::nanoTime)) {
      current = simd;
    }
  }

  /**
   * Runs the kernel until it takes half the time of plain Java, for a bounded number of rounds.
   *
   * @param nanos a monotonic clock
   */
  static boolean isProven(Kernel kernel, LongSupplier nanos) {
    byte[] rows = new byte[SAMPLE_ROWS * 6 * Code.ALIGNMENT];
    short[] code = new short[6 * Code.ALIGNMENT];
    int[] products = new int[SAMPLE_ROWS];
    for (int round = 0; round < MOST_ROUNDS; round++) {
      long start = nanos.getAsLong();
      SCALAR.dots(rows, SAMPLE_ROWS, code, products);
      long between = nanos.getAsLong();
      kernel.dots(rows, SAMPLE_ROWS, code, products);
      long end = nanos.getAsLong();
      if ((end - between) * 2 < between - start && round > LEAST_ROUNDS) {
        return true;
      }
    }
    return false;
  }
}
