package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Query;
import dev.roocode.embed.OnnxEmbedder;
import dev.roocode.service.Progress;
import dev.roocode.service.Reindex;
import dev.roocode.service.Workspace;
import dev.roocode.service.WorkspaceSettings;
import dev.roocode.service.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Questions about this very code, asked of an index of it. The golden file holds the rank of the
 * first right place for each; run with {@code -Dupdate} to write it anew. As the code grows ranks
 * move a little: the test fails when the averages fall, not when a single rank changes.
 */
@Tag("slow")
class OwnQuestionsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/own");
  private static final Path SOURCES = Path.of("src/main");
  private static final int DEPTH = 10;

  /** Two questions of thirty. */
  private static final double TOLERANCE = 0.07;

  private record Question(String text, List<String> right) {
    static Question of(String line) {
      int arrow = line.indexOf(" => ");
      return new Question(
          line.substring(0, arrow), List.of(line.substring(arrow + 4).strip().split(" ", -1)));
    }

    /** 1 for the first place, 0 where none of the first ten is right. */
    int rank(List<Hit> hits) {
      for (int i = 0; i < hits.size(); i++) {
        if (right.stream().anyMatch(place(hits.get(i))::startsWith)) {
          return i + 1;
        }
      }
      return 0;
    }

    private static String place(Hit hit) {
      return hit.path().relative()
          + "#"
          + hit.symbol().substring(hit.symbol().lastIndexOf('.') + 1);
    }
  }

  private record Figures(double recallAt1, double recallAt5, double reciprocalRank) {
    static Figures of(List<Integer> ranks) {
      double n = ranks.size();
      return new Figures(
          ranks.stream().filter(rank -> rank == 1).count() / n,
          ranks.stream().filter(rank -> rank >= 1 && rank <= 5).count() / n,
          ranks.stream().mapToDouble(rank -> rank == 0 ? 0 : 1.0 / rank).sum() / n);
    }

    boolean isNotBelow(Figures golden) {
      return recallAt1 >= golden.recallAt1 - TOLERANCE
          && recallAt5 >= golden.recallAt5 - TOLERANCE
          && reciprocalRank >= golden.reciprocalRank - TOLERANCE;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "recall@1 %.3f  recall@5 %.3f  MRR %.3f",
          recallAt1,
          recallAt5,
          reciprocalRank);
    }
  }

  @Test
  void ownQuestionsAreAnsweredAsWellAsBefore(@TempDir Path data) throws IOException {
    List<Question> english = questions("questions.txt");
    List<Question> japanese = questions("questions-ja.txt");
    try (OnnxEmbedder embedder = OnnxEmbedder.load(Path.of("target/natives"));
        Workspace workspace =
            Workspaces.open(
                List.of(SOURCES.toAbsolutePath()),
                data,
                WorkspaceSettings.DEFAULTS,
                () -> Optional.of(embedder))) {
      workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
      assertAll(
          () -> compare(english, ask(english, workspace), GOLDEN.resolve("ranks.txt")),
          () -> compare(japanese, ask(japanese, workspace), GOLDEN.resolve("ranks-ja.txt")));
    }
  }

  private static List<Question> questions(String file) throws IOException {
    List<Question> questions =
        Files.readAllLines(GOLDEN.resolve(file)).stream()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .map(Question::of)
            .toList();
    for (Question question : questions) {
      for (String right : question.right()) {
        Path place = SOURCES.resolve(right.replaceAll("#.*", ""));
        assertTrue(Files.exists(place), place + " moved: mend the questions");
      }
    }
    return questions;
  }

  private static void compare(List<Question> questions, List<Integer> ranks, Path golden)
      throws IOException {
    Figures now = Figures.of(ranks);
    if (System.getProperty("update") != null) {
      Files.writeString(golden, written(questions, ranks, now));
    }
    List<Integer> before =
        Files.readAllLines(golden).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> Integer.valueOf(line.strip().split(" ", 2)[0]))
            .toList();
    assertTrue(
        now.isNotBelow(Figures.of(before)),
        "was " + Figures.of(before).line() + "\n" + written(questions, ranks, now));
  }

  private static List<Integer> ask(List<Question> questions, Workspace workspace) {
    List<Integer> ranks = new ArrayList<>();
    for (Question question : questions) {
      Query query = Query.of(question.text(), DEPTH);
      ranks.add(question.rank(workspace.search(query, Cancellation.NEVER).hits()));
    }
    return ranks;
  }

  private static String written(List<Question> questions, List<Integer> ranks, Figures figures) {
    StringBuilder text = new StringBuilder("# " + figures.line() + "\n");
    for (int i = 0; i < ranks.size(); i++) {
      text.append(String.format("%2d %s%n", ranks.get(i), questions.get(i).text()));
    }
    return text.toString();
  }
}
