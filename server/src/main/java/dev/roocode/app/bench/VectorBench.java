package dev.roocode.app.bench;

import dev.roocode.vector.Neighbours;
import dev.roocode.vector.VectorIndex;
import dev.roocode.vector.VectorSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code scripts/bench vectors [--sizes 20000,100000] [--queries 200] [--dimensions 384]
 * [--no-graph] [--width 100]}: the exact scan in floats, the scan over codes, and the graph, on
 * clustered vectors. Times are CPU times of the searching thread.
 */
public final class VectorBench {
  private static final int NEIGHBOURS = 10;
  private static final long SEED = 20_261_124;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Options options;
  private final PrintStream out;

  private VectorBench(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Runs with these arguments and prints a table for each size. */
  public static void run(List<String> args, PrintStream out) {
    Options options = Options.parse(args);
    VectorBench bench = new VectorBench(options, out);
    try {
      for (int size : options.sizes()) {
        bench.measure(size);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param sizes vectors
   * @param queries measured for each way
   * @param dimensions of each vector
   * @param graph whether the graph is built, about a minute for 100,000
   * @param width of a search in the graph
   */
  private record Options(
      List<Integer> sizes, int queries, int dimensions, boolean graph, int width) {
    static Options parse(List<String> args) {
      return new Options(
          Stream.of(value(args, "--sizes", "20000,100000").split(","))
              .map(Integer::parseInt)
              .toList(),
          Integer.parseInt(value(args, "--queries", "200")),
          Integer.parseInt(value(args, "--dimensions", "384")),
          !args.contains("--no-graph"),
          Integer.parseInt(value(args, "--width", "100")));
    }

    private static String value(List<String> args, String name, String otherwise) {
      int at = args.indexOf(name);
      return at >= 0 && at + 1 < args.size() ? args.get(at + 1) : otherwise;
    }
  }

  /**
   * @param millis CPU time of each query, sorted
   * @param recall share of the true ten nearest
   */
  private record Result(String name, List<Double> millis, double recall) {
    double percentile(int percent) {
      return millis.get(Math.min(millis.size() - 1, millis.size() * percent / 100));
    }
  }

  private void measure(int size) throws IOException {
    ClusteredVectors vectors = new ClusteredVectors(size, options.dimensions(), SEED);
    float[][] queries = vectors.queries(options.queries());
    out.printf(
        Locale.ROOT,
        "%,d vectors, %d dimensions, %d queries; jvector by %s%n",
        size,
        options.dimensions(),
        queries.length,
        JVectorScan.provider());
    List<Set<Long>> truth = new ArrayList<>();
    for (float[] query : queries) {
      truth.add(ids(vectors.nearest(query, NEIGHBOURS)));
    }
    List<Result> results = new ArrayList<>();
    results.add(
        time("floats, plain Java", queries, truth, q -> ids(vectors.nearest(q, NEIGHBOURS))));
    byJVector(vectors, queries, truth, results);
    results.add(scan(vectors, queries, truth));
    if (options.graph()) {
      results.add(graph(vectors, queries, truth));
    }
    double base = results.get(1).percentile(50);
    for (Result result : results) {
      out.printf(
          Locale.ROOT,
          "  %-22s p50 %7.3f ms  p95 %7.3f ms  %5.2f of jvector's floats  recall@10 %.4f%n",
          result.name(),
          result.percentile(50),
          result.percentile(95),
          result.percentile(50) / base,
          result.recall());
    }
  }

  private void byJVector(
      ClusteredVectors vectors, float[][] queries, List<Set<Long>> truth, List<Result> results) {
    JVectorScan scan = new JVectorScan(vectors, options.dimensions());
    results.add(time("floats, jvector", queries, truth, q -> ids(scan.byFloats(q, NEIGHBOURS))));
    results.add(
        time("NVQ, jvector, reranked", queries, truth, q -> ids(scan.byCodes(q, NEIGHBOURS))));
  }

  private Result scan(ClusteredVectors vectors, float[][] queries, List<Set<Long>> truth) {
    VectorSettings never = VectorSettings.DEFAULTS.withCrossover(Integer.MAX_VALUE);
    long before = usedBytes();
    try (VectorIndex index = new VectorIndex(options.dimensions(), never, vectors, Path.of("."))) {
      double cpu = fill(index, vectors);
      long bytes = usedBytes() - before;
      out.printf(
          Locale.ROOT,
          "  added in %.1f CPU-s; %.0f bytes a vector%n",
          cpu,
          (double) bytes / vectors.size());
      return time("codes, reranked", queries, truth, query -> search(index, query));
    }
  }

  private Result graph(ClusteredVectors vectors, float[][] queries, List<Set<Long>> truth)
      throws IOException {
    Path folder = Files.createTempDirectory("roocode-bench");
    VectorSettings base = VectorSettings.DEFAULTS;
    VectorSettings settings =
        new VectorSettings(
            2,
            base.maxConnections(),
            options.width(),
            base.buildWidth(),
            base.rerank(),
            base.maxVectors());
    long before = usedBytes();
    try (VectorIndex index = new VectorIndex(options.dimensions(), settings, vectors, folder)) {
      fill(index, vectors);
      double start = processSeconds();
      index.settle();
      double built = processSeconds() - start;
      long bytes = usedBytes() - before;
      Result result = time("graph, reranked", queries, truth, query -> search(index, query));
      double saving = processSeconds();
      index.save(1);
      out.printf(
          Locale.ROOT,
          "  graph built in %.1f CPU-s, saved in %.1f CPU-s as %.1f MB; %.0f bytes a vector; %s%n",
          built,
          processSeconds() - saving,
          Files.size(folder.resolve("graph.jv")) / 1e6,
          (double) bytes / vectors.size(),
          index.graph());
      return result;
    } finally {
      Folders.delete(folder);
    }
  }

  private double fill(VectorIndex index, ClusteredVectors vectors) {
    long start = threads.getCurrentThreadCpuTime();
    for (int id = 0; id < vectors.size(); id++) {
      index.add(id, vectors.vector(id));
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1e9;
  }

  private static Set<Long> search(VectorIndex index, float[] query) {
    Neighbours found = index.nearest(query, NEIGHBOURS);
    return ids(found.ids());
  }

  private static Set<Long> ids(long[] found) {
    Set<Long> ids = new HashSet<>();
    for (long id : found) {
      ids.add(id);
    }
    return ids;
  }

  /** Twice: the first run lets the JIT settle. */
  private Result time(
      String name, float[][] queries, List<Set<Long>> truth, Function<float[], Set<Long>> search) {
    double[] millis = new double[queries.length];
    int hits = 0;
    for (int run = 0; run < 2; run++) {
      hits = 0;
      for (int i = 0; i < queries.length; i++) {
        long start = threads.getCurrentThreadCpuTime();
        Set<Long> found = search.apply(queries[i]);
        millis[i] = (threads.getCurrentThreadCpuTime() - start) / 1e6;
        found.retainAll(truth.get(i));
        hits += found.size();
      }
    }
    Arrays.sort(millis);
    double recall = (double) hits / (queries.length * NEIGHBOURS);
    return new Result(name, Arrays.stream(millis).boxed().toList(), recall);
  }

  private static double processSeconds() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime()
        / 1e9;
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
