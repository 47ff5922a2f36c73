package dev.roocode.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityScoreTest {
  private static Hit hit(String path, int first, int last) {
    return new Hit(
        FilePath.of(path),
        new LineRange(first, last),
        "",
        ChunkKind.LINES,
        Language.GO,
        1,
        Set.of(),
        "",
        false,
        Map.of());
  }

  private static QualityQuestion question(String kind, QualityQuestion.Gold... gold) {
    return new QualityQuestion("id", "a/b", kind, "q", List.of(gold));
  }

  private static QualityQuestion.Gold gold(String path, int first, int last) {
    return new QualityQuestion.Gold(path, new LineRange(first, last));
  }

  @Test
  void recallIsTheShareOfTouchedRanges() {
    QualityQuestion question = question("ask", gold("a.go", 10, 20), gold("b.go", 5, 5));
    List<Hit> hits = List.of(hit("c.go", 1, 9), hit("a.go", 18, 30));
    assertEquals(new QualityScore(0.5, 0.5), QualityScore.of(question, hits));
    assertEquals(new QualityScore(0, 0), QualityScore.of(question, List.of()));
  }

  @Test
  void onlyTheFirstFourHundredLinesCountForRecallAndTenFilesForTheRank() {
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      hits.add(hit("f" + i + ".go", 1, 40));
    }
    QualityQuestion tenth = question("ask", gold("f9.go", 40, 40));
    assertEquals(new QualityScore(1, 0.1), QualityScore.of(tenth, hits));
    QualityQuestion eleventh = question("ask", gold("f10.go", 1, 1));
    assertEquals(new QualityScore(0, 0), QualityScore.of(eleventh, hits));
  }

  @Test
  void aLongHitCountsWithItsFirstSixtyLines() {
    List<Hit> hits = List.of(hit("a.go", 1, 500));
    assertEquals(1, QualityScore.of(question("ask", gold("a.go", 60, 70)), hits).recall());
    assertEquals(0, QualityScore.of(question("ask", gold("a.go", 61, 70)), hits).recall());
  }

  @Test
  void questionsAreReadFromJsonLines(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("a.jsonl"),
        """
        {"id":"1","repo":"o/n","kind":"doc","query":"q","gold":[{"path":"a.go","start":3,"end":4}]}
        {"id":"2","repo":"o/n","kind":"ask","query":"r","gold":[]}
        """);
    List<QualityQuestion> questions = QualityQuestion.readAll(folder);
    assertEquals(List.of("1", "2"), questions.stream().map(QualityQuestion::id).toList());
    assertEquals("o__n@nodoc", questions.get(0).tree());
    assertEquals("o__n", questions.get(1).tree());
    assertEquals(List.of(gold("a.go", 3, 4)), questions.get(0).gold());
  }

  @Test
  void theTableLeavesJapaneseOutOfThePrimaryNumber() {
    QualityTable table = new QualityTable();
    table.add(question("ask", gold("a.go", 1, 1)), new QualityScore(1, 0.5), 3);
    table.add(question("ask-ja", gold("a.go", 1, 1)), new QualityScore(0, 0), 5);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    String text = bytes.toString(StandardCharsets.UTF_8).replaceAll(" +", " ");
    assertEquals(
        """
         n R400L fMRR@10
        all but ask-ja 1 1.000 0.500
        ask 1 1.000 0.500
        ask-ja 1 0.000 0.000
        a/b 1 1.000 0.500
        search p50 5.0 ms, p95 5.0 ms
        """,
        text);
  }
}
