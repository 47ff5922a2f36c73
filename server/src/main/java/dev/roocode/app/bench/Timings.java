package dev.roocode.app.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** Durations of one thing done many times: wall time and the thread's own time. */
final class Timings {
  /** What is measured. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  private final double[] wallMillis;
  private final double[] cpuMillis;

  private Timings(int count) {
    this.wallMillis = new double[count];
    this.cpuMillis = new double[count];
  }

  /** Runs the steps once each. */
  static Timings of(Step... steps) throws Exception {
    Timings timings = new Timings(steps.length);
    for (int i = 0; i < steps.length; i++) {
      long wall = System.nanoTime();
      long cpu = threadNanos();
      steps[i].run();
      timings.cpuMillis[i] = (threadNanos() - cpu) / 1e6;
      timings.wallMillis[i] = (System.nanoTime() - wall) / 1e6;
    }
    Arrays.sort(timings.wallMillis);
    Arrays.sort(timings.cpuMillis);
    return timings;
  }

  private static long threadNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Thread time, milliseconds; fraction 0 to 1. */
  double cpu(double fraction) {
    return at(cpuMillis, fraction);
  }

  double wall(double fraction) {
    return at(wallMillis, fraction);
  }

  private static double at(double[] sorted, double fraction) {
    return sorted[Math.min(sorted.length - 1, (int) (fraction * sorted.length))];
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "cpu p50 %.2f p95 %.2f ms, wall p50 %.2f p95 %.2f ms",
        cpu(0.5),
        cpu(0.95),
        wall(0.5),
        wall(0.95));
  }
}
