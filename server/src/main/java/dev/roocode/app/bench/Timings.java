package dev.roocode.app.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
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
      timings.run(i, steps[i]);
    }
    return timings.sorted();
  }

  /** Runs two lists of as many steps, one of each in turns. */
  static List<Timings> inTurns(List<Step> first, List<Step> second) throws Exception {
    Timings[] both = {new Timings(first.size()), new Timings(second.size())};
    for (int i = 0; i < first.size(); i++) {
      both[0].run(i, first.get(i));
      both[1].run(i, second.get(i));
    }
    return List.of(both[0].sorted(), both[1].sorted());
  }

  private void run(int at, Step step) throws Exception {
    long wall = System.nanoTime();
    long cpu = threadNanos();
    step.run();
    cpuMillis[at] = (threadNanos() - cpu) / 1e6;
    wallMillis[at] = (System.nanoTime() - wall) / 1e6;
  }

  private Timings sorted() {
    Arrays.sort(wallMillis);
    Arrays.sort(cpuMillis);
    return this;
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
