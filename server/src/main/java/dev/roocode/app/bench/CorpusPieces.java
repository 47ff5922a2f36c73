package dev.roocode.app.bench;

import dev.roocode.domain.Language;
import dev.roocode.domain.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Texts of about the size of chunks, from the code below a folder. */
final class CorpusPieces {
  private static final long SEED = 1;

  private CorpusPieces() {}

  /**
   * The same pieces each time: those of all files, shuffled with a fixed seed, the first so many.
   */
  static List<String> of(Path folder, int most) throws IOException {
    List<String> pieces = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(CorpusPieces::isCode).sorted().toList()) {
        cut(folder.relativize(file), lines(file), pieces);
      }
    }
    Collections.shuffle(pieces, new Random(SEED));
    return List.copyOf(pieces.subList(0, Math.min(most, pieces.size())));
  }

  private static boolean isCode(Path file) {
    try {
      return Language.ofFile(String.valueOf(file.getFileName())).nature() == Language.Nature.CODE
          && Files.isRegularFile(file)
          && Files.size(file) <= Limits.FILE_BYTES;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      return List.of(); // not UTF-8: nothing to measure
    }
  }

  private static void cut(Path name, List<String> lines, List<String> pieces) {
    for (int from = 0; from < lines.size(); from += Limits.CHUNK_LINES) {
      int to = Math.min(lines.size(), from + Limits.CHUNK_LINES);
      String text = name + "\n" + String.join("\n", lines.subList(from, to));
      pieces.add(text.substring(0, Math.min(text.length(), Limits.CHUNK_CHARS)));
    }
  }
}
