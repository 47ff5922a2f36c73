package dev.roocode.app;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Query;
import dev.roocode.domain.SearchResult;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @TempDir private static @Nullable Path data;
  private static @Nullable OnnxEmbedder embedder;
  private static @Nullable Workspace opened;

  @BeforeAll
  static void index() {
    OnnxEmbedder loaded = OnnxEmbedder.load(Path.of("target/natives"));
    embedder = loaded;
    opened =
        Workspaces.open(
            List.of(SOURCES.toAbsolutePath()),
            requireNonNull(data),
            WorkspaceSettings.DEFAULTS,
            () -> Optional.of(loaded));
    workspace().reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
  }

  @AfterAll
  static void close() {
    workspace().close();
    requireNonNull(embedder).close();
  }

  private static Workspace workspace() {
    return requireNonNull(opened);
  }

  /**
   * @param name of the questions' file, and of that of their ranks
   */
  @ParameterizedTest
  @ValueSource(strings = {"", "-ja", "-typed"})
  void ownQuestionsAreAnsweredAsWellAsBefore(String name) throws IOException {
    List<Question> questions = questions("questions" + name + ".txt");
    compare(questions, ask(questions), GOLDEN.resolve("ranks" + name + ".txt"));
  }

  static Stream<String> oddQuestions() throws IOException {
    String file = Files.readString(SOURCES.resolve("java/dev/roocode/text/Postings.java"));
    String trace =
        """
        Exception in thread "main" java.lang.IllegalArgumentException: chunk 3 after 7
            at dev.roocode.text.Postings.add(Postings.java:45)
            at dev.roocode.store.local.TextMirror.readChunks(TextMirror.java:110)
        """;
    return Stream.of(
        "a",
        "?",
        "the of and",
        "word ".repeat(2_000),
        trace,
        file.lines().limit(300).collect(Collectors.joining("\n")),
        "🔍🔍 🚀",
        "^(?:[a-z]+)*\\s*$",
        "(((((((((((((((((((((((((((((((",
        "倒排索引中删除的文档", // Chinese
        "역색인에서 삭제된 문서", // Korean
        "\u202E\u0000\uFFFF",
        "../../../../etc/passwd:1",
        "SELECT * FROM files; DROP TABLE files; --",
        "\"unclosed 'quotes `everywhere");
  }

  @ParameterizedTest
  @MethodSource("oddQuestions")
  void oddQuestionsAreAnsweredOrFindNothing(String question) {
    SearchResult result = workspace().search(Query.of(question, DEPTH), Cancellation.NEVER);
    assertTrue(result.hits().size() <= DEPTH);
    for (Hit hit : result.hits()) {
      assertTrue(Double.isFinite(hit.score()) && !hit.snippet().isBlank(), hit.toString());
    }
    assertEquals(
        List.of(),
        result.problems().stream().filter(p -> !p.rule().equals("tooLong")).toList(),
        "in time, and whole");
  }

  @Test
  void whatIsPastedIsFoundWhereItStands() throws IOException {
    List<String> pasted = oddQuestions().toList();
    assertTrue(
        Set.of("Postings.java", "TextMirror.java").contains(first(pasted.get(4))), "a stack trace");
    assertEquals("Postings.java", first(pasted.get(5)), "a file");
    Query line = Query.of("Postings.java:45", 1);
    Hit hit = workspace().search(line, Cancellation.NEVER).hits().getFirst();
    assertEquals("Postings.java", hit.path().name());
    assertTrue(hit.lines().first() <= 45 && 45 <= hit.lines().last(), hit.lines().toString());
  }

  private static String first(String question) {
    return workspace()
        .search(Query.of(question, 1), Cancellation.NEVER)
        .hits()
        .getFirst()
        .path()
        .name();
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

  private static List<Integer> ask(List<Question> questions) {
    List<Integer> ranks = new ArrayList<>();
    for (Question question : questions) {
      Query query = Query.of(question.text(), DEPTH);
      ranks.add(question.rank(workspace().search(query, Cancellation.NEVER).hits()));
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
