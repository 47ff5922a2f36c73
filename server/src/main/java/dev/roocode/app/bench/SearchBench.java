package dev.roocode.app.bench;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Query;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code search FOLDER...}: whole searches over all that the folders hold, the embedding of the
 * question included, in a process of its own; and that process's memory. The vectors of the chunks
 * are made up, since their values change nothing about the time; those of the questions are real.
 */
public final class SearchBench {
  private static final int QUESTIONS = 300;
  private static final int WORDS = 8;

  private final PrintStream out;
  private final Path data;
  private final List<Path> folders;

  private SearchBench(PrintStream out, Path data, List<Path> folders) {
    this.out = out;
    this.data = data;
    this.folders = folders;
  }

  /**
   * @param args folders of sources
   */
  public static void run(List<String> args, PrintStream out)
      throws IOException, InterruptedException {
    if (args.isEmpty()) {
      out.println("search FOLDER...");
      return;
    }
    Path data = Files.createTempDirectory("roocode-bench");
    try {
      List<Path> folders = args.stream().map(Path::of).toList();
      new SearchBench(out, data, folders).fill();
      List<String> child = new ArrayList<>(args);
      child.addFirst(data.toString());
      ChildJvm.run(SearchBench.class, child, out);
    } finally {
      Folders.delete(data);
    }
  }

  /** The child's side. */
  public static void main(String[] args) throws Exception {
    List<Path> folders = Arrays.stream(args).skip(1).map(Path::of).toList();
    new SearchBench(System.out, Path.of(args[0]), folders).answer();
  }

  private Workspace open(Supplier<Optional<Embedder>> embedder) {
    return Workspaces.open(folders, data, WorkspaceSettings.DEFAULTS, embedder);
  }

  private void fill() {
    try (Workspace workspace = open(() -> Optional.of(new MadeVectors(OnnxEmbedder.MODEL)))) {
      workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
      Coverage coverage = workspace.status().coverage();
      out.printf(
          "%d files, %d chunks, %d vectors%n",
          coverage.filesIndexed(), coverage.chunks(), coverage.vectors());
    }
  }

  private void answer() throws Exception {
    List<String> questions = questions(folders, 2 * QUESTIONS);
    try (Workspace workspace =
        open(() -> Optional.of(OnnxEmbedder.load(data.resolve("natives"))))) {
      awaitVectors(workspace);
      timings(workspace, Query.Mode.HYBRID, questions.subList(0, QUESTIONS)); // warm
      for (Query.Mode mode : List.of(Query.Mode.HYBRID, Query.Mode.LEXICAL)) {
        Timings timings = timings(workspace, mode, questions.subList(QUESTIONS, questions.size()));
        out.printf(
            "%s: p50 %.1f p95 %.1f p99 %.1f ms%n",
            mode, timings.wall(0.5), timings.wall(0.95), timings.wall(0.99));
      }
      ChildJvm.printMemory(out);
      System.gc();
      out.println("after a collection:");
      ChildJvm.printMemory(out);
    }
  }

  /** Each question is asked once, since whole answers are kept. */
  private Timings timings(Workspace workspace, Query.Mode mode, List<String> questions)
      throws Exception {
    return Timings.of(
        questions.stream()
            .map(text -> (Timings.Step) () -> ask(workspace, text, mode))
            .toArray(Timings.Step[]::new));
  }

  /** The first searches go on without the model, which is still being loaded. */
  static void awaitVectors(Workspace workspace) {
    while (ask(workspace, "where is the configuration read", Query.Mode.HYBRID).hits().stream()
        .noneMatch(hit -> hit.matched().contains(Hit.Matched.VECTOR))) {
      Thread.onSpinWait();
    }
  }

  private static SearchResult ask(Workspace workspace, String text, Query.Mode mode) {
    return workspace.search(
        new Query(text, 10, mode, List.of(), List.of(), null, false), Cancellation.NEVER);
  }

  /** Words of random lines: rare and common ones, as a question has them. */
  static List<String> questions(List<Path> folders, int count) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> below = Files.walk(folder)) {
        below
            .filter(file -> file.toString().matches(".*\\.(java|go|py|rs|js|ts)"))
            .forEach(files::add);
      }
    }
    Set<String> questions = new LinkedHashSet<>();
    while (questions.size() < count) {
      List<String> lines = Files.readAllLines(files.get(random.nextInt(files.size())));
      String line = lines.isEmpty() ? "" : lines.get(random.nextInt(lines.size()));
      List<String> words =
          Arrays.stream(line.split("[^A-Za-z]+")).filter(word -> word.length() > 1).toList();
      if (words.size() > 3) {
        questions.add(words.stream().limit(WORDS).collect(Collectors.joining(" ")));
      }
    }
    return List.copyOf(questions);
  }
}
