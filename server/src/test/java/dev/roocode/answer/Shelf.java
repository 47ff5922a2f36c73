package dev.roocode.answer;

import dev.roocode.chunk.ChunkSettings;
import dev.roocode.chunk.Chunker;
import dev.roocode.domain.Chunk;
import dev.roocode.domain.Chunked;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Symbol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Files cut as they are for the index. */
final class Shelf implements Indexed {
  private final Map<FilePath, Chunked> files = new HashMap<>();

  static Shelf of(Map<String, String> texts) {
    Shelf shelf = new Shelf();
    Chunker chunker = new Chunker(ChunkSettings.DEFAULTS);
    texts.forEach((path, text) ->
        shelf.files.put(FilePath.of(path), chunker.chunk(Language.ofFile(path), text)));
    return shelf;
  }

  /** The chunk with this line: {@code path:line}. */
  Hit hit(String place) {
    int colon = place.lastIndexOf(':');
    FilePath path = FilePath.of(place.substring(0, colon));
    int line = Integer.parseInt(place.substring(colon + 1));
    Chunk chunk =
        chunks(path).stream()
            .filter(c -> c.lines().contains(new LineRange(line, line)))
            .findFirst()
            .orElseThrow();
    return new Hit(
        path,
        chunk.lines(),
        chunk.symbol(),
        chunk.kind(),
        Language.ofFile(path.relative()),
        1,
        Set.of(Hit.Matched.TEXT),
        chunk.text(),
        false,
        Map.of());
  }

  @Override
  public List<Chunk> chunks(FilePath path) {
    return file(path).chunks();
  }

  @Override
  public List<Symbol> outline(FilePath path) {
    return file(path).symbols();
  }

  private Chunked file(FilePath path) {
    return Objects.requireNonNull(files.get(path));
  }
}
