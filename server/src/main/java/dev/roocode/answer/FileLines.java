package dev.roocode.answer;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Symbol;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An indexed file put together from its chunks; lines that no chunk holds are blank. */
final class FileLines {
  private final NavigableMap<Integer, String> lines = new TreeMap<>();
  private final Set<Integer> chunkEnds = new HashSet<>();
  private final List<Symbol> outline;

  private FileLines(List<Symbol> outline) {
    this.outline = outline;
  }

  static FileLines of(FilePath path, Indexed indexed) {
    FileLines file = new FileLines(indexed.outline(path));
    for (Chunk chunk : indexed.chunks(path)) {
      int number = chunk.lines().first();
      for (String line : Arrays.asList(chunk.text().split("\n", -1))) {
        file.lines.put(number++, line);
      }
      file.chunkEnds.add(chunk.lines().last());
    }
    file.outline.forEach(symbol -> file.chunkEnds.add(symbol.lines().last()));
    return file;
  }

  /** Whether these lines still read so: the index may have moved on since the search. */
  boolean has(Excerpt excerpt) {
    return text(excerpt.lines()).equals(excerpt.text());
  }

  String text(LineRange range) {
    StringBuilder text = new StringBuilder();
    for (int line = range.first(); line <= range.last(); line++) {
      text.append(line == range.first() ? "" : "\n").append(lines.getOrDefault(line, ""));
    }
    return text.toString();
  }

  /** Whether nothing but blank lines is between the two, or they touch or overlap. */
  boolean touch(LineRange one, LineRange other) {
    int from = Math.min(one.last(), other.last()) + 1;
    int to = Math.max(one.first(), other.first());
    return from >= to || lines.subMap(from, to).values().stream().allMatch(String::isBlank);
  }

  /** The smallest definition that holds these lines and more. */
  Optional<Symbol> enclosing(LineRange range) {
    return outline.stream()
        .filter(symbol -> symbol.lines().contains(range) && symbol.lines().count() > range.count())
        .min(Comparator.comparingInt(symbol -> symbol.lines().count()));
  }

  /** Whether exactly these lines are a definition. */
  boolean isWhole(LineRange range) {
    return outline.stream().anyMatch(symbol -> symbol.lines().equals(range));
  }

  /** Whether a chunk or a definition ends with this line. */
  boolean endsAt(int line) {
    return chunkEnds.contains(line);
  }
}
