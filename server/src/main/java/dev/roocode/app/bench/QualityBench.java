package dev.roocode.app.bench;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Query;
import dev.roocode.embed.OnnxEmbedder;
import dev.roocode.service.Progress;
import dev.roocode.service.Reindex;
import dev.roocode.service.Workspace;
import dev.roocode.service.WorkspaceSettings;
import dev.roocode.service.Workspaces;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asks the questions of a retrieval benchmark and scores the answers: one source tree per
 * repository below a corpus folder, indexed by the real rooms.
 */
public final class QualityBench {
  private static final int RESULTS = 50;

  private final Path corpus;
  private final Path cache;
  private final PrintStream out;
  private final Gson gson = new Gson();

  private QualityBench(Path corpus, Path cache, PrintStream out) {
    this.corpus = corpus;
    this.cache = cache;
    this.out = out;
  }

  /**
   * Writes the run as JSON lines {@code {id, results: [{path, startLine, endLine, score}]}} and
   * prints a table.
   *
   * @param args the corpus folder, the folder of questions, the run file to write, and a folder in
   *     which vectors are kept from run to run
   */
  public static void run(List<String> args, PrintStream out) throws IOException {
    if (args.size() != 4) {
      throw new Fault.Invalid(
          "bench quality", "takes 4 arguments", "give CORPUS QUESTIONS RUN.jsonl CACHE");
    }
    Path cache = Path.of(args.get(3));
    Files.createDirectories(cache);
    List<QualityQuestion> questions = QualityQuestion.readAll(Path.of(args.get(1)));
    QualityTable table = new QualityTable();
    QualityBench bench = new QualityBench(Path.of(args.get(0)), cache, out);
    try (Writer run = Files.newBufferedWriter(Path.of(args.get(2)))) {
      bench.askAll(questions, run, table);
    }
    table.print(out);
  }

  private void askAll(List<QualityQuestion> questions, Writer run, QualityTable table)
      throws IOException {
    Map<String, List<QualityQuestion>> byTree =
        questions.stream()
            .collect(
                Collectors.groupingBy(QualityQuestion::tree, TreeMap::new, Collectors.toList()));
    for (Map.Entry<String, List<QualityQuestion>> tree : byTree.entrySet()) {
      long start = System.nanoTime();
      Path data = Files.createTempDirectory(cache, "index");
      try (CachedEmbedder embedder = new CachedEmbedder(OnnxEmbedder.load(cache), cache);
          Workspace workspace =
              Workspaces.open(
                  List.of(corpus.resolve(tree.getKey())),
                  data,
                  WorkspaceSettings.DEFAULTS,
                  () -> Optional.of(embedder))) {
        workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
        for (QualityQuestion question : tree.getValue()) {
          ask(workspace, question, run, table);
        }
        out.printf(
            "%s: %s, %d questions, %.1f s%n",
            tree.getKey(),
            workspace.status().coverage(),
            tree.getValue().size(),
            (System.nanoTime() - start) / 1e9);
      } finally {
        Folders.delete(data);
      }
    }
  }

  private void ask(Workspace workspace, QualityQuestion question, Writer run, QualityTable table)
      throws IOException {
    long start = System.nanoTime();
    List<Hit> hits =
        workspace.search(Query.of(question.query(), RESULTS), Cancellation.NEVER).hits();
    table.add(question, QualityScore.of(question, hits), (System.nanoTime() - start) / 1e6);
    run.write(gson.toJson(line(question.id(), hits)) + "\n");
  }

  private static JsonObject line(String id, List<Hit> hits) {
    JsonArray results = new JsonArray();
    for (Hit hit : hits) {
      JsonObject result = new JsonObject();
      result.addProperty("path", hit.path().relative());
      result.addProperty("startLine", hit.lines().first());
      result.addProperty("endLine", hit.lines().last());
      result.addProperty("score", hit.score());
      results.add(result);
    }
    JsonObject line = new JsonObject();
    line.addProperty("id", id);
    line.add("results", results);
    return line;
  }
}
