package dev.roocode.chunk;

import dev.roocode.domain.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sources of the golden files, without what is expected of them. */
final class Samples {
  private static final Path FOLDER = Path.of("src/test/resources/golden/chunk");

  private Samples() {}

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  /** {@code sample.py.txt} is Python. */
  static Language language(Path file) {
    return Language.ofFile(file.getFileName().toString().replaceFirst("\\.txt$", ""));
  }

  static String source(Path file) throws IOException {
    return Files.readString(file)
        .lines()
        .filter(line -> !line.startsWith("▶") && !line.startsWith("◆"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
