package dev.roocode.app.bench;

import dev.roocode.app.bench.ColdIndex.Part;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Query;
import dev.roocode.domain.SearchResult;
import dev.roocode.embed.Embedder;
import dev.roocode.embed.OnnxEmbedder;
import dev.roocode.search.SearchSettings;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asks the questions of a retrieval benchmark while only a part of the vectors is there: how good
 * the order is then, what is gained where the best candidates are embedded for each question, and
 * what that costs.
 */
public final class ColdBench {
  /** Every so many questions are asked with the model itself instead of kept vectors. */
  private static final int TIMED = 6;

  /** With kept vectors everything that is wanted is there at once. */
  private static final long ENOUGH_MILLIS = 20_000;

  private static final int RESULTS = 50;

  /** A point of the curve. */
  private record Level(Part part, int percent) {
    @Override
    public String toString() {
      return percent + " %" + (part == Part.BY_QUEUE ? " of the queue" : "");
    }
  }

  private static final List<Level> LEVELS =
      List.of(
          new Level(Part.BY_CONTENT, 0),
          new Level(Part.BY_CONTENT, 10),
          new Level(Part.BY_CONTENT, 30),
          new Level(Part.BY_QUEUE, 30),
          new Level(Part.BY_CONTENT, 60),
          new Level(Part.BY_CONTENT, 100));

  private static final List<Level> TIMED_LEVELS =
      List.of(new Level(Part.BY_CONTENT, 0), new Level(Part.BY_CONTENT, 30));

  /** What is asked of an index in one way. */
  private record Asked(List<QualityScore> scores, List<Double> millis, List<Long> embedded) {
    Asked() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(QualityScore score, double tookMillis, long texts) {
      scores.add(score);
      millis.add(tookMillis);
      embedded.add(texts);
    }

    double recall() {
      return scores.stream().mapToDouble(QualityScore::recall).average().orElse(0);
    }

    double reciprocalRank() {
      return scores.stream().mapToDouble(QualityScore::reciprocalRank).average().orElse(0);
    }

    double texts() {
      return embedded.stream().mapToLong(Long::longValue).average().orElse(0);
    }

    double millis(int percent) {
      return millis.stream().sorted().toList().get((millis.size() - 1) * percent / 100);
    }
  }

  private final Path corpus;
  private final Path cache;
  private final SearchSettings settings = SearchSettings.DEFAULTS;
  private final Map<Level, Asked> without = new LinkedHashMap<>();
  private final Map<Level, Asked> with = new LinkedHashMap<>();
  private final Map<Level, Asked> timedWithout = new LinkedHashMap<>();
  private final Map<Level, Asked> timedWith = new LinkedHashMap<>();

  private ColdBench(Path corpus, Path cache) {
    this.corpus = corpus;
    this.cache = cache;
  }

  /**
   * Prints the curve, and what it costs in time.
   *
   * @param args the corpus folder, the folder of questions, and a folder in which vectors are kept
   *     from run to run
   */
  public static void run(List<String> args, PrintStream out) throws IOException {
    if (args.size() != 3) {
      throw new Fault.Invalid("bench cold", "takes 3 arguments", "give CORPUS QUESTIONS CACHE");
    }
    Path cache = Path.of(args.get(2));
    Files.createDirectories(cache);
    Map<String, List<QualityQuestion>> byTree =
        QualityQuestion.readAll(Path.of(args.get(1))).stream()
            .filter(QualityQuestion::isPrimary)
            .collect(
                Collectors.groupingBy(QualityQuestion::tree, TreeMap::new, Collectors.toList()));
    ColdBench bench = new ColdBench(Path.of(args.get(0)), cache);
    for (Map.Entry<String, List<QualityQuestion>> tree : byTree.entrySet()) {
      bench.ask(tree.getKey(), tree.getValue());
    }
    bench.print(out);
  }

  private void ask(String tree, List<QualityQuestion> questions) throws IOException {
    Path folder = Files.createTempDirectory(cache, "cold");
    Path text = folder.resolve("text");
    try (OnnxEmbedder model = OnnxEmbedder.load(cache)) {
      index(tree, text);
      List<QualityQuestion> some = new ArrayList<>();
      for (int i = 0; i < questions.size(); i += TIMED) {
        some.add(questions.get(i));
      }
      try (CachedEmbedder kept = new CachedEmbedder(OnnxEmbedder.load(cache), cache)) {
        for (Level level : LEVELS) {
          Path made = folder.resolve("made");
          ColdIndex.make(text, made, kept, level.part(), level.percent());
          SearchSettings ample = settings.withWanted(settings.wantedTexts(), ENOUGH_MILLIS);
          askAll(made, kept, questions, settings.withWanted(0, 0), asked(without, level));
          askAll(made, kept, questions, ample, asked(with, level));
          if (TIMED_LEVELS.contains(level)) {
            askAll(made, model, some, settings.withWanted(0, 0), asked(timedWithout, level));
            askAll(made, model, some, settings, asked(timedWith, level));
          }
          Folders.delete(made);
        }
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static Asked asked(Map<Level, Asked> by, Level level) {
    return by.computeIfAbsent(level, any -> new Asked());
  }

  private void index(String tree, Path data) {
    try (Workspace workspace =
        Workspaces.open(
            List.of(corpus.resolve(tree)),
            data,
            WorkspaceSettings.DEFAULTS,
            () -> Optional.empty())) {
      workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
    }
  }

  private static void askAll(
      Path made,
      Embedder embedder,
      List<QualityQuestion> questions,
      SearchSettings settings,
      Asked asked) {
    ColdIndex index = ColdIndex.open(made, embedder, settings);
    try {
      for (QualityQuestion question : questions) {
        index = index.asMade();
        long start = System.nanoTime();
        SearchResult found = index.search(Query.of(question.query(), RESULTS));
        double millis = (System.nanoTime() - start) / 1e6;
        asked.add(QualityScore.of(question, found.hits()), millis, index.embedded());
      }
    } finally {
      index.close();
    }
  }

  private void print(PrintStream out) {
    out.printf("%-20s %24s %34s%n", "", "as they are", "best candidates embedded");
    out.printf("%-20s", "vectors");
    out.printf(" %7s %8s        %7s %8s %12s%n", "R400L", "fMRR@10", "R400L", "fMRR@10", "texts");
    without.forEach((level, before) -> {
      Asked after = asked(with, level);
      out.printf(
          "%-20s %7.3f %8.3f        %7.3f %8.3f %12.1f%n",
          level,
          before.recall(),
          before.reciprocalRank(),
          after.recall(),
          after.reciprocalRank(),
          after.texts());
    });
    timedWithout.forEach((level, before) -> {
      Asked after = asked(timedWith, level);
      out.printf(
          "with the model itself, %s, %d questions: R400L %.3f -> %.3f, %.1f texts in time;"
              + " search p50 %.0f -> %.0f ms, p95 %.0f -> %.0f ms%n",
          level,
          after.scores().size(),
          before.recall(),
          after.recall(),
          after.texts(),
          before.millis(50),
          after.millis(50),
          before.millis(95),
          after.millis(95));
    });
  }
}
