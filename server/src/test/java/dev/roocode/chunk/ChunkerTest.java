package dev.roocode.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Chunked;
import dev.roocode.domain.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChunkerTest {
  private static final ChunkSettings SETTINGS = ChunkSettings.DEFAULTS;
  private final Chunker chunker = new Chunker(SETTINGS);

  @Test
  void everyLineOfOurOwnSourcesIsInAChunk() throws IOException {
    int files = 0;
    try (Stream<Path> tree = Files.walk(Path.of("src"))) {
      for (Path file : tree.filter(f -> f.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        Chunked chunked = chunker.chunk(Language.JAVA, text);
        Coverage.check(file.toString(), text, SETTINGS, chunked);
        assertEquals(List.of(), chunked.problems(), file.toString());
        files++;
      }
    }
    assertTrue(files > 50, "found " + files + " files");
  }

  @Test
  void aTextOfBlanksHasNoChunks() {
    for (String text : List.of("", "\n", " \n\t\n", "\r")) {
      assertEquals(
          new Chunked(List.of(), List.of(), List.of()), chunker.chunk(Language.JAVA, text));
    }
  }
}
