package dev.roocode.app;

import dev.roocode.app.bench.AnswerBench;
import dev.roocode.app.bench.BackupBench;
import dev.roocode.app.bench.ColdBench;
import dev.roocode.app.bench.EmbedBench;
import dev.roocode.app.bench.IndexBench;
import dev.roocode.app.bench.MetricsBench;
import dev.roocode.app.bench.QualityBench;
import dev.roocode.app.bench.SealedBench;
import dev.roocode.app.bench.SearchBench;
import dev.roocode.app.bench.StoreBench;
import dev.roocode.app.bench.VectorBench;
import dev.roocode.domain.Fault;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The measuring programs by name. */
enum Benches {
  EMBED("the built-in model against the raw runtime", EmbedBench::run),
  VECTORS("nearest vectors: scan and graph", VectorBench::run),
  STORE("writing, opening, text search; size on disk", StoreBench::run),
  BACKUP("snapshots: stall of commits, size of increments, restore : indexing", BackupBench::run),
  SEALED("sealed data against plain: indexing with vectors, whole searches", SealedBench::run),
  INDEX("a whole workspace: time to text, to vectors, memory, reopening", IndexBench::run),
  METRICS("what measuring costs: of each search, and once a minute", MetricsBench::run),
  SEARCH("whole searches, the embedding of the question included; memory", SearchBench::run),
  ANSWERS("answers without a model, and the prompt for one", AnswerBench::run),
  QUALITY("the order of results on the retrieval benchmark", QualityBench::run),
  COLD("the same while only a part of the vectors is there", ColdBench::run);

  /** What a bench is. */
  interface Bench {
    void run(List<String> arguments, PrintStream out) throws Exception;
  }

  private final String purpose;

  @SuppressWarnings("ImmutableEnumChecker") // references to static methods
  private final Bench bench;

  Benches(String purpose, Bench bench) {
    this.purpose = purpose;
    this.bench = bench;
  }

  /**
   * @throws Fault.Invalid where a file or folder among the arguments is not there
   */
  void run(List<String> arguments, PrintStream out) throws Exception {
    try {
      bench.run(arguments, out);
    } catch (NoSuchFileException e) {
      throw new Fault.Invalid(e.getFile(), "no such file or folder", "check the path");
    }
  }

  static Optional<Benches> named(String name) {
    return Arrays.stream(values()).filter(bench -> bench.word().equals(name)).findFirst();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String list() {
    return Arrays.stream(values())
        .map(bench -> String.format("  %-8s %s", bench.word(), bench.purpose))
        .collect(Collectors.joining("\n"));
  }
}
