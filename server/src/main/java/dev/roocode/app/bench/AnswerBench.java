package dev.roocode.app.bench;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Answer;
import dev.roocode.domain.Coverage;
import dev.roocode.embed.OnnxEmbedder;
import dev.roocode.service.Ask;
import dev.roocode.service.Progress;
import dev.roocode.service.Reindex;
import dev.roocode.service.Workspace;
import dev.roocode.service.WorkspaceSettings;
import dev.roocode.service.Workspaces;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code answers FOLDER...}: what somebody who asks waits for without a model, and what is done
 * before a model is asked. Real vectors, for whether anything answers depends on them: indexing
 * takes its time.
 */
public final class AnswerBench {
  private static final int QUESTIONS = 100;

  private final PrintStream out;
  private final Workspace workspace;

  private AnswerBench(PrintStream out, Workspace workspace) {
    this.out = out;
    this.workspace = workspace;
  }

  /**
   * @param args folders of sources
   */
  public static void run(List<String> args, PrintStream out) throws Exception {
    if (args.isEmpty()) {
      out.println("answers FOLDER...");
      return;
    }
    List<Path> folders = args.stream().map(Path::of).toList();
    List<String> questions = SearchBench.questions(folders, 3 * QUESTIONS);
    Path data = Files.createTempDirectory("roocode-bench");
    try (Workspace workspace =
        Workspaces.open(
            folders,
            data,
            WorkspaceSettings.DEFAULTS,
            () -> Optional.of(OnnxEmbedder.load(data.resolve("natives"))))) {
      workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
      Coverage coverage = workspace.status().coverage();
      out.printf("%d files, %d chunks%n", coverage.filesIndexed(), coverage.chunks());
      SearchBench.awaitVectors(workspace);
      AnswerBench bench = new AnswerBench(out, workspace);
      bench.answers("first answers", questions.subList(0, QUESTIONS));
      bench.answers("warm", questions.subList(QUESTIONS, 2 * QUESTIONS));
      bench.prompts(questions.subList(2 * QUESTIONS, 3 * QUESTIONS));
    } finally {
      Folders.delete(data);
    }
  }

  /** Each question once, since answers are kept. */
  private void answers(String name, List<String> questions) throws Exception {
    List<Double> first = new ArrayList<>();
    int[] quoted = {0};
    Timings whole =
        Timings.of(
            questions.stream()
                .map(question -> (Timings.Step) () -> ask(question, first, quoted))
                .toArray(Timings.Step[]::new));
    first.sort(null);
    out.printf(
        "%s: first piece p50 %.1f p95 %.1f ms, whole p50 %.1f p95 %.1f ms, %d of %d quote%n",
        name,
        first.get(first.size() / 2),
        first.get((int) (0.95 * first.size())),
        whole.wall(0.5),
        whole.wall(0.95),
        quoted[0],
        questions.size());
  }

  private void ask(String question, List<Double> first, int[] quoted) {
    long start = System.nanoTime();
    boolean[] begun = {false};
    Answer answer =
        workspace.ask(
            Ask.of(question, 10),
            piece -> {
              if (!begun[0]) {
                begun[0] = true;
                first.add((System.nanoTime() - start) / 1e6);
              }
            },
            Cancellation.NEVER);
    quoted[0] += answer.kind() == Answer.Kind.EXTRACTIVE ? 1 : 0;
  }

  /** The first one loads the tokenizer beside. */
  private void prompts(List<String> questions) throws Exception {
    Timings prompts =
        Timings.of(
            questions.stream()
                .map(question ->
                    (Timings.Step)
                        () ->
                            workspace.assemble(question, OptionalInt.of(6_000), Cancellation.NEVER))
                .toArray(Timings.Step[]::new));
    out.printf(
        "prompts of 6000 tokens: p50 %.1f p95 %.1f ms%n", prompts.wall(0.5), prompts.wall(0.95));
  }
}
