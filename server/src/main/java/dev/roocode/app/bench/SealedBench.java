package dev.roocode.app.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.roocode.base.Cancellation;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.Query;
import dev.roocode.embed.OnnxEmbedder;
import dev.roocode.service.Footing;
import dev.roocode.service.Progress;
import dev.roocode.service.Reindex;
import dev.roocode.service.Workspace;
import dev.roocode.service.WorkspaceSettings;
import dev.roocode.service.Workspaces;
import dev.roocode.store.local.Sealing;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code sealed DIR}: what sealing costs. A folder is indexed to the last vector, plain and sealed
 * in turns, each in a process of its own, its processor time counted; then the same questions are
 * asked of both indexes through the whole service, the embedding of the question included, in turns
 * within one process.
 */
public final class SealedBench {
  private static final int ROUNDS = 3;
  private static final int QUESTIONS = 300;

  private final PrintStream out;
  private final Path folder;
  private final Path data;

  private SealedBench(PrintStream out, Path folder, Path data) {
    this.out = out;
    this.folder = folder;
    this.data = data;
  }

  /**
   * @param args the folder
   */
  public static void run(List<String> args, PrintStream out) throws Exception {
    if (args.isEmpty()) {
      out.println("sealed DIR");
      return;
    }
    Path data = Files.createTempDirectory("roocode-bench");
    SealedBench bench = new SealedBench(out, Path.of(args.getFirst()), data);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        for (String form : List.of("plain", "sealed")) {
          if (round > 0) {
            Folders.delete(data.resolve(form));
          }
          ChildJvm.run(SealedBench.class, List.of(args.getFirst(), data.toString(), form), out);
        }
      }
      bench.search();
    } finally {
      Folders.delete(data);
    }
  }

  /** The child's side. */
  public static void main(String[] args) {
    new SealedBench(System.out, Path.of(args[0]), Path.of(args[1])).index(args[2]);
  }

  private Workspace open(String form) {
    Path own = data.resolve(form);
    WorkspaceSettings plain = WorkspaceSettings.DEFAULTS;
    Sealing sealing = plain.store().sealing().wanted(form.equals("sealed"));
    WorkspaceSettings settings =
        new WorkspaceSettings(
            plain.scan(),
            plain.chunk(),
            plain.store().withSealing(sealing),
            plain.index(),
            plain.search(),
            plain.answer(),
            plain.backup(),
            plain.metrics(),
            plain.service());
    return Workspaces.open(
        List.of(folder),
        new Footing(own, () -> Keyring.open(data.resolve("keys")), 0),
        settings,
        () -> Optional.of(OnnxEmbedder.load(data.resolve("natives"))));
  }

  private void index(String form) {
    try (Workspace workspace = open(form)) {
      long cpu = cpuMillis();
      long wall = System.nanoTime();
      workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
      out.printf(
          "index %-6s %d chunks, %d vectors: %d ms of processor, %d ms wall%n",
          form,
          workspace.status().coverage().chunks(),
          workspace.status().coverage().vectors(),
          cpuMillis() - cpu,
          (System.nanoTime() - wall) / 1_000_000);
    }
  }

  private static long cpuMillis() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1_000_000
        : 0;
  }

  /** In turns, so that what else the machine does falls on both. */
  private void search() throws Exception {
    List<String> questions = SearchBench.questions(List.of(folder), 2 * QUESTIONS);
    try (Workspace plain = open("plain");
        Workspace sealed = open("sealed")) {
      for (Workspace workspace : List.of(plain, sealed)) {
        SearchBench.awaitVectors(workspace);
        for (String question : questions.subList(0, QUESTIONS)) {
          ask(workspace, question);
        }
      }
      List<Timings.Step> open = new ArrayList<>();
      List<Timings.Step> shut = new ArrayList<>();
      for (String question : questions.subList(QUESTIONS, 2 * QUESTIONS)) {
        open.add(() -> ask(plain, question));
        shut.add(() -> ask(sealed, question));
      }
      List<Timings> both = Timings.inTurns(open, shut);
      for (int i = 0; i < 2; i++) {
        out.printf(
            "search %-6s wall p50 %.1f p95 %.1f ms%n",
            i == 0 ? "plain" : "sealed", both.get(i).wall(0.5), both.get(i).wall(0.95));
      }
      out.printf(
          "sealed : plain, p50 %.2f, p95 %.2f%n",
          both.get(1).wall(0.5) / both.get(0).wall(0.5),
          both.get(1).wall(0.95) / both.get(0).wall(0.95));
    }
  }

  private static void ask(Workspace workspace, String question) throws IOException {
    if (workspace.search(Query.of(question, 10), Cancellation.NEVER).total() < 0) {
      throw new IOException("no answer");
    }
  }
}
