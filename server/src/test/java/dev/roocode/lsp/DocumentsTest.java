package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roocode.domain.Fault;
import dev.roocode.domain.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final Path FILE = Path.of("/w/a.txt");
  private final Documents documents = new Documents();

  private static TextDocumentContentChangeEvent replace(
      int line, int character, int endLine, int endCharacter, String text) {
    Range range = new Range(new Position(line, character), new Position(endLine, endCharacter));
    return new TextDocumentContentChangeEvent(range, text);
  }

  private static String apply(String text, TextDocumentContentChangeEvent change) {
    return Documents.apply(text, change);
  }

  @Test
  void changesInTheMiddle() {
    assertEquals("aXc\nd", apply("abc\nd", replace(0, 1, 0, 2, "X")));
    assertEquals("ab", apply("a\nb", replace(0, 1, 1, 0, "")));
    assertEquals("a\r\nXb", apply("a\r\nb", replace(1, 0, 1, 0, "X")));
    assertEquals("a\rX", apply("a\rb", replace(1, 0, 1, 1, "X")));
  }

  @Test
  void charactersAreUtf16Units() {
    assertEquals("a😀Xb", apply("a😀b", replace(0, 3, 0, 3, "X")));
    assertEquals("üX", apply("üñ", replace(0, 1, 0, 2, "X")));
  }

  @Test
  void placesBehindTheEndMeanTheEnd() {
    assertEquals("abX\nc", apply("ab\nc", replace(0, 99, 0, 99, "X")));
    assertEquals("ab\ncX", apply("ab\nc", replace(99, 0, 99, 7, "X")));
    assertEquals("abX", apply("ab", replace(0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE, "X")));
  }

  @Test
  void severalChangesApplyOneAfterTheOther() {
    documents.open(FILE, "one\ntwo\n");
    assertEquals(
        Optional.of("ONE\nTWO\n"),
        documents.change(FILE, List.of(replace(0, 0, 0, 3, "ONE"), replace(1, 0, 1, 3, "TWO"))));
    assertEquals(Map.of(FILE, "ONE\nTWO\n"), documents.held());
  }

  @Test
  void aWholeTextReplacesEverything() {
    assertEquals(
        Optional.of("new"),
        documents.change(FILE, List.of(new TextDocumentContentChangeEvent("new"))));
  }

  @Test
  void whatDoesNotFitIsLetGo() {
    for (TextDocumentContentChangeEvent wrong :
        List.of(replace(-1, 0, 0, 0, ""), replace(0, -1, 0, 0, ""), replace(0, 2, 0, 1, ""))) {
      documents.open(FILE, "abc");
      assertThrows(Fault.Invalid.class, () -> documents.change(FILE, List.of(wrong)));
      assertEquals(Map.of(), documents.held());
      assertEquals(Optional.empty(), documents.change(FILE, List.of(replace(0, 0, 0, 0, "x"))));
    }
  }

  @Test
  void tooMuchTextIsNotHeld() {
    String large = "x".repeat(Limits.OPEN_FILE_CHARS);
    assertThrows(Fault.TooLarge.class, () -> documents.open(FILE, large + "x"));
    int fit = Limits.OPEN_CHARS / Limits.OPEN_FILE_CHARS;
    for (int file = 0; file < fit; file++) {
      documents.open(Path.of("/w/" + file), large);
    }
    assertThrows(Fault.TooLarge.class, () -> documents.open(FILE, "x"));
    documents.close(Path.of("/w/0"));
    documents.open(FILE, "x");
    assertEquals(fit, documents.held().size());
  }

  /** A model that knows nothing of lines: the text as one array, edited by offset. */
  @Test
  void randomEditsAgreeWithEditsByOffset() {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      StringBuilder model = new StringBuilder("first\r\nsecond 😀\nthird");
      documents.open(FILE, model.toString());
      for (int edit = 0; edit < 20; edit++) {
        int start = place(model, random);
        int end = Math.min(model.length(), start + random.nextInt(6));
        end = splitsLineEnd(model, end) ? end + 1 : end;
        String text = pick(random);
        Range range = new Range(position(model, start), position(model, end));
        model.replace(start, end, text);
        Optional<String> changed =
            documents.change(FILE, List.of(new TextDocumentContentChangeEvent(range, text)));
        assertEquals(Optional.of(model.toString()), changed, "seed " + seed);
      }
    }
  }

  private static String pick(SplittableRandom random) {
    List<String> texts = List.of("", "x", "\n", "é\r\n", "😀");
    return texts.get(random.nextInt(texts.size()));
  }

  private static int place(StringBuilder text, SplittableRandom random) {
    int at = random.nextInt(text.length() + 1);
    return splitsLineEnd(text, at) ? at + 1 : at;
  }

  private static boolean splitsLineEnd(StringBuilder text, int at) {
    return at > 0 && at < text.length() && text.charAt(at - 1) == '\r' && text.charAt(at) == '\n';
  }

  private static Position position(StringBuilder text, int offset) {
    String[] lines = text.substring(0, offset).split("\r\n|\n|\r", -1);
    return new Position(lines.length - 1, lines[lines.length - 1].length());
  }
}
