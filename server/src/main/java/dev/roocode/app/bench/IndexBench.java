package dev.roocode.app.bench;

import com.sun.management.OperatingSystemMXBean;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code index DIR [text] [QUESTION]}: a cold start on a folder, then a reopening, each in a
 * process of its own and timed from the start of its JVM, by the wall and by the processors: until
 * all text can be found, until all vectors are in, until the first answer; memory at its peak,
 * bytes on disk. With {@code text} no vectors are made.
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
        ChildJvm.run(
            IndexBench.class,
            List.of(step, args.getFirst(), data.toString(), vectors, question),
            out);
      }
    } finally {
      Folders.delete(data);
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

  /** Since the JVM began. */
  private record Moment(long wallMillis, long cpuMillis) {
    static Moment now() {
      long wall = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
      long cpuNanos =
          ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
              ? system.getProcessCpuTime()
              : 0;
      return new Moment(wall, cpuNanos / 1_000_000);
    }

    Moment since(Moment start) {
      return new Moment(wallMillis - start.wallMillis, cpuMillis - start.cpuMillis);
    }

    /** The rates per second of wall and of processor time. */
    String rates(long count) {
      return "%d per s, %d per cpu-s"
          .formatted(count * 1000 / Math.max(1, wallMillis), count * 1000 / Math.max(1, cpuMillis));
    }

    @Override
    public String toString() {
      return wallMillis + " ms (" + cpuMillis + " ms of processor)";
    }
  }

  private void cold() throws IOException {
    Moment[] textReady = {Moment.now()};
    Progress watch =
        (stage, done, total) -> {
          if (stage == Progress.Stage.CHUNKING && done == total) {
            textReady[0] = Moment.now();
          }
        };
    try (Workspace workspace = open()) {
      Moment opened = Moment.now();
      ReindexReport report = workspace.reindex(Reindex.CHANGED, watch, Cancellation.NEVER);
      Moment ready = Moment.now();
      line("open after", opened);
      line("text ready after", textReady[0]);
      line("vectors ready after", ready);
      line("files", report.filesSeen());
      line("chunks", report.chunks());
      line("cut and written", textReady[0].since(opened).rates(report.chunks()));
      line("embedded", report.embedded());
      line("embedded", ready.since(textReady[0]).rates(report.embedded()));
      line("skipped", report.skipped().size());
      line("problems", report.problems().size());
    }
    line("closed after", Moment.now());
    ChildJvm.printMemory(out);
  }

  private void reopen(String question) throws IOException {
    long index = bytesBelow(data, "index.db");
    try (Workspace workspace = open()) {
      line("open after", Moment.now());
      SearchResult answer = workspace.search(Query.of(question, 10), Cancellation.NEVER);
      line("first answer after", Moment.now());
      answer.problems().forEach(problem -> out.println("note: " + problem.message()));
      Moment start = Moment.now();
      ReindexReport report = workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
      line("look for changes", Moment.now().since(start));
      line("changed", report.filesChanged());
      line("embedded", report.embedded());
      for (int i = 1; i <= 5; i++) {
        Moment before = Moment.now();
        workspace.search(Query.of(question + " " + i, 10), Cancellation.NEVER);
        line("search", Moment.now().since(before));
      }
      answer.hits().stream()
          .limit(3)
          .forEach(hit -> out.println(hit.path() + ":" + hit.lines().first()));
      ChildJvm.printMemory(out);
      sizes(workspace, index);
    }
  }

  private void sizes(Workspace workspace, long index) throws IOException {
    long source = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        source += workspace.explain(file).indexed() ? Files.size(file) : 0;
      }
    }
    line("source of the indexed files in KiB", source >> 10);
    line("index in KiB", index >> 10);
    line("index : source", String.format(Locale.ROOT, "%.2f", (double) index / source));
  }

  private static long bytesBelow(Path data, String name) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += file.toString().contains(name) ? Files.size(file) : 0;
      }
    }
    return bytes;
  }

  private void line(String name, Object value) {
    out.println(name + " " + value);
  }
}
