package dev.roocode.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.text.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrevityTest {
  private static final Question QUESTION =
      Question.of("where is the checksum of a backup verified");

  /** At line 101, one line per word. */
  private static Hit place(String... lines) {
    return new Hit(
        FilePath.of("src/A.java"),
        new LineRange(101, 100 + lines.length),
        "A",
        ChunkKind.FUNCTION,
        Language.JAVA,
        1,
        Set.of(),
        String.join("\n", lines),
        false,
        Map.of());
  }

  private static String[] filled(int count, Map<Integer, String> telling) {
    return IntStream.range(0, count)
        .mapToObj(i -> telling.getOrDefault(i, "other();"))
        .toArray(String[]::new);
  }

  private static List<Hit> after(int before, Hit last) {
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < before; i++) {
      hits.add(place(filled(20, Map.of(3, "backup();"))));
    }
    hits.add(last);
    return hits;
  }

  private static Hit last(List<Hit> hits) {
    return hits.getLast();
  }

  @Test
  void theFirstPlacesStayAsTheyAre() {
    List<Hit> hits = after(Brevity.WHOLE_PLACES - 1, place(filled(20, Map.of(9, "backup();"))));
    assertSame(hits, Brevity.of(QUESTION, hits));
    List<Hit> more = after(Brevity.WHOLE_PLACES, place(filled(20, Map.of(9, "backup();"))));
    assertEquals(
        more.subList(0, Brevity.WHOLE_PLACES),
        Brevity.of(QUESTION, more).subList(0, Brevity.WHOLE_PLACES));
  }

  @Test
  void aFurtherPlaceIsToldByTheLinesThatHoldWhatIsRare() {
    Map<Integer, String> telling =
        Map.of(1, "backup(); backup();", 2, "backup();", 14, "checksum(x);", 17, "verify(x);");
    Hit told = last(Brevity.of(QUESTION, after(Brevity.WHOLE_PLACES, place(filled(20, telling)))));
    assertEquals(new LineRange(114, 118), told.lines());
    assertEquals("other();\nchecksum(x);\nother();\nother();\nverify(x);", told.snippet());
  }

  @Test
  void whereNothingTellsTheBeginningIsShown() {
    Hit told = last(Brevity.of(QUESTION, after(Brevity.WHOLE_PLACES, place(filled(9, Map.of())))));
    assertEquals(new LineRange(101, 105), told.lines());
  }

  @Test
  void shortPlacesAndThoseWithLeftOutTextStayWhole() {
    Hit small = place(filled(Brevity.LINES, Map.of(2, "checksum();")));
    assertSame(small, last(Brevity.of(QUESTION, after(Brevity.WHOLE_PLACES, small))));
    Hit cut = place(filled(30, Map.of())).withLines(new LineRange(101, 160), "checksum();");
    assertSame(cut, last(Brevity.of(QUESTION, after(Brevity.WHOLE_PLACES, cut))));
  }

  @Test
  void linesAndTextAgreeWhereverThePlaceIsCut() {
    for (int at = 0; at < 25; at++) {
      String[] lines = IntStream.range(0, 25).mapToObj(i -> "line" + i).toArray(String[]::new);
      lines[at] = "checksum line" + at;
      Hit told = last(Brevity.of(QUESTION, after(Brevity.WHOLE_PLACES, place(lines))));
      int first = told.lines().first() - 101;
      assertEquals(
          IntStream.range(first, first + Brevity.LINES)
              .mapToObj(i -> lines[i])
              .collect(Collectors.joining("\n")),
          told.snippet());
      assertEquals(true, told.snippet().contains("checksum"), "line " + at);
    }
  }
}
