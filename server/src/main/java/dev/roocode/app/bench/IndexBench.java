package dev.roocode.app.bench;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Query;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.embed.Embedder;
import dev.roocode.embed.OnnxEmbedder;
import dev.roocode.service.Progress;
import dev.roocode.service.Reindex;
import dev.roocode.service.Workspace;
import dev.roocode.service.WorkspaceSettings;
import dev.roocode.service.Workspaces;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code index DIR [text] [QUESTION]}: a cold start on a folder, then a reopening, each in a
 * process of its own and timed from the start of its JVM: until all text can be found, until all
 * vectors are in, until the first answer; memory at its peak, bytes on disk. With {@code text} no
 * vectors are made.
 */
public final class IndexBench {
  private static final String QUESTION = "where is the configuration read";

  private final PrintStream out;
  private final Path folder;
  private final Path data;
  private final boolean textOnly;

  private IndexBench(PrintStream out, Path folder, Path data, boolean textOnly) {
    this.out = out;
    this.folder = folder;
    this.data = data;
    this.textOnly = textOnly;
  }

  /**
   * @param args the folder, then {@code text} for no vectors, then the question
   */
  public static void run(List<String> args, PrintStream out)
      throws IOException, InterruptedException {
    if (args.isEmpty()) {
      out.println("index DIR [text] [QUESTION]");
      return;
    }
    List<String> rest = new ArrayList<>(args.subList(1, args.size()));
    String vectors = rest.remove("text") ? "text" : "vectors";
    String question = rest.isEmpty() ? QUESTION : String.join(" ", rest);
    Path data = Files.createTempDirectory("roocode-bench");
    try {
      for (String step : List.of("cold", "reopen")) {
        out.println(step + " start of " + args.getFirst());
        out.flush();
        child(List.of(step, args.getFirst(), data.toString(), vectors, question), out);
      }
    } finally {
      delete(data);
    }
  }

  /** A step in a JVM of its own. */
  private static void child(List<String> step, PrintStream out)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(IndexBench.class.getName());
    command.addAll(step);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
      lines.forEach(line -> out.println("  " + line));
    }
    if (process.waitFor() != 0) {
      out.println("  failed with exit code " + process.exitValue());
    }
  }

  /** The child's side. */
  public static void main(String[] args) throws IOException {
    IndexBench bench =
        new IndexBench(System.out, Path.of(args[1]), Path.of(args[2]), args[3].equals("text"));
    if (args[0].equals("cold")) {
      bench.cold();
    } else {
      bench.reopen(args[4]);
    }
  }

  private Workspace open() {
    return Workspaces.open(List.of(folder), data, WorkspaceSettings.DEFAULTS, this::embedder);
  }

  private Optional<Embedder> embedder() {
    return textOnly ? Optional.empty() : Optional.of(OnnxEmbedder.load(data.resolve("natives")));
  }

  private static long sinceStartMillis() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  private void cold() throws IOException {
    long[] textReady = {0};
    Progress watch =
        (stage, done, total) -> {
          if (stage == Progress.Stage.CHUNKING && done == total) {
            textReady[0] = sinceStartMillis();
          }
        };
    try (Workspace workspace = open()) {
      long opened = sinceStartMillis();
      ReindexReport report = workspace.reindex(Reindex.CHANGED, watch, Cancellation.NEVER);
      long total = sinceStartMillis();
      line("open after", opened, "ms");
      line("text ready after", textReady[0], "ms");
      line("vectors ready after", total, "ms");
      line("files", report.filesSeen(), "");
      line("chunks", report.chunks(), "");
      line("chunks cut and written", perSecond(report.chunks(), textReady[0] - opened), "per s");
      line("embedded", report.embedded(), "");
      line("embedded", perSecond(report.embedded(), total - textReady[0]), "per s");
      line("skipped", report.skipped().size(), "");
      line("problems", report.problems().size(), "");
      sizes();
    }
    memory();
  }

  private void reopen(String question) throws IOException {
    try (Workspace workspace = open()) {
      long opened = sinceStartMillis();
      SearchResult answer = workspace.search(Query.of(question, 10), Cancellation.NEVER);
      line("open after", opened, "ms");
      line("first answer after", sinceStartMillis(), "ms");
      answer.problems().forEach(problem -> out.println("note: " + problem.message()));
      long start = sinceStartMillis();
      ReindexReport report = workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
      line("look for changes", sinceStartMillis() - start, "ms");
      line("changed", report.filesChanged(), "");
      line("embedded", report.embedded(), "");
      for (int i = 1; i <= 5; i++) {
        Query other = Query.of(question + " " + i, 10);
        line("search", workspace.search(other, Cancellation.NEVER).tookMillis(), "ms");
      }
      answer.hits().stream()
          .limit(3)
          .forEach(hit -> out.println(hit.path() + ":" + hit.lines().first()));
    }
    memory();
  }

  private static long perSecond(long count, long millis) {
    return count * 1000 / Math.max(1, millis);
  }

  private void sizes() throws IOException {
    long source = 0;
    try (Workspace workspace = open(); // reads beside the one that writes
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        source += workspace.explain(file).indexed() ? Files.size(file) : 0;
      }
    }
    long index = bytesBelow(data, "index.db");
    line("source of the indexed files", source >> 10, "KiB");
    line("index", index >> 10, "KiB");
    out.printf(Locale.ROOT, "index : source = %.2f%n", (double) index / Math.max(1, source));
  }

  private static long bytesBelow(Path data, String prefix) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += file.toString().contains(prefix) ? Files.size(file) : 0;
      }
    }
    return bytes;
  }

  /** The highest resident memory of this process, where the system tells. */
  private void memory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
          .forEach(line -> out.println(line.replaceAll("\\s+", " ")));
    }
  }

  private void line(String name, long value, String unit) {
    out.println(name + " " + value + (unit.isEmpty() ? "" : " " + unit));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
