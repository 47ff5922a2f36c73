package dev.roocode.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.Chunked;
import dev.roocode.domain.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each golden file is a source with the expected cuts written into it: a line that begins with
 * {@code ▶} stands before each chunk, lines with {@code ◆} at the end name the symbols. {@code
 * -Dupdate} writes them anew.
 */
class ChunkGoldenTest {
  private final Chunker chunker = new Chunker(ChunkSettings.DEFAULTS);

  @TestFactory
  List<DynamicTest> cutsAsWritten() throws IOException {
    assertTrue(Samples.files().size() > 20);
    return Samples.files().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
        .toList();
  }

  private void check(Path file) throws IOException {
    String expected = Files.readString(file);
    String source = Samples.source(file);
    Chunked chunked = chunker.chunk(Samples.language(file), source);
    assertEquals(List.of(), chunked.problems());
    Coverage.check(file.toString(), source, ChunkSettings.DEFAULTS, chunked);
    String actual = annotate(source, chunked);
    if (System.getProperty("update") != null) {
      Files.writeString(file, actual);
    } else {
      assertEquals(expected, actual);
    }
  }

  private static String annotate(String source, Chunked chunked) {
    StringBuilder out = new StringBuilder();
    String[] lines = source.split("\n", -1);
    int row = 0;
    for (Chunk chunk : chunked.chunks()) {
      for (; row < chunk.lines().first() - 1; row++) {
        out.append(lines[row]).append('\n');
      }
      String names = String.join(" ", chunk.symbols());
      out.append("▶ ")
          .append(chunk.lines().first() + "-" + chunk.lines().last())
          .append(" " + chunk.kind().word() + " [" + chunk.symbol() + "] " + names)
          .append('\n');
    }
    for (; row < lines.length - 1; row++) {
      out.append(lines[row]).append('\n');
    }
    return out
        + chunked.symbols().stream().map(ChunkGoldenTest::line).collect(Collectors.joining());
  }

  private static String line(Symbol s) {
    return "◆ %s %s %d-%d, named in %d\n"
        .formatted(
            s.kind().word(), s.qualified(), s.lines().first(), s.lines().last(), s.nameLine());
  }
}
