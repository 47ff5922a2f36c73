package dev.roocode.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.Chunked;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Symbol;
import java.util.Arrays;

/** What holds for every text that is cut. */
final class Coverage {
  private Coverage() {}

  static void check(String what, String text, ChunkSettings settings, Chunked chunked) {
    String[] lines = text.split("\n", -1);
    int covered = 0;
    for (Chunk chunk : chunked.chunks()) {
      LineRange range = chunk.lines();
      assertTrue(range.first() > covered, () -> what + ": overlap at " + range);
      assertBlank(what, lines, covered, range.first() - 1);
      covered = range.last();
      assertTrue(covered <= lines.length, () -> what + ": beyond the end: " + range);
      assertFalse(lines[range.first() - 1].isBlank(), () -> what + ": blank before " + range);
      assertFalse(lines[range.last() - 1].isBlank(), () -> what + ": blank after " + range);
      String expected = String.join("\n", Arrays.copyOfRange(lines, range.first() - 1, covered));
      assertEquals(expected, chunk.text(), what);
      assertTrue(range.count() <= settings.maxLines(), () -> what + ": " + range);
      assertTrue(
          range.count() == 1 || chunk.text().length() <= settings.maxChars(),
          () -> what + ": too many characters in " + range);
    }
    assertBlank(what, lines, covered, lines.length);
    for (Symbol symbol : chunked.symbols()) {
      assertTrue(symbol.lines().last() <= lines.length, () -> what + ": " + symbol);
      assertTrue(
          symbol.lines().contains(new LineRange(symbol.nameLine(), symbol.nameLine())),
          () -> what + ": " + symbol);
      assertFalse(symbol.name().isBlank(), () -> what + ": " + symbol);
    }
  }

  private static void assertBlank(String what, String[] lines, int from, int to) {
    for (int row = from; row < to; row++) {
      int line = row;
      assertTrue(lines[row].isBlank(), () -> what + ": line " + (line + 1) + " is in no chunk");
    }
  }
}
