package dev.roocode.store.local;

import dev.roocode.domain.Chunked;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Symbol;

/**
 * Which values the sum of a row covers: all but those that a walk over the workspace corrects by
 * itself (size, time and hash of a file) and texts, which are compared with their hash.
 */
final class RowSums {
  private RowSums() {}

  /** Of a file, but its names. */
  static RowSum file(FilePath path, String language, FileNumbers numbers) {
    return new RowSum()
        .add(path.root())
        .add(path.relative())
        .add(language)
        .add(numbers.id())
        .add(numbers.firstChunk())
        .add(numbers.chunks())
        .add(numbers.firstSymbol())
        .add(numbers.symbols())
        .add(numbers.redacted());
  }

  /** The numbers in the row of a file that never change. */
  record FileNumbers(
      long id, long firstChunk, int chunks, long firstSymbol, int symbols, int redacted) {}

  /** Of a chunk, but its names. */
  static RowSum chunk(ChunkNumbers numbers, byte[] terms) {
    return new RowSum()
        .add(numbers.id())
        .add(numbers.file())
        .add(numbers.content())
        .add(numbers.first())
        .add(numbers.last())
        .add(numbers.kind())
        .add(terms);
  }

  /** The numbers in the row of a chunk. */
  record ChunkNumbers(long id, long file, long content, int first, int last, int kind) {}

  /** Of a model. */
  static RowSum model(long id, String name, int dimensions) {
    return new RowSum().add(id).add(name).add(dimensions);
  }

  /** Of the qualified names of a file's chunks, then its definitions. */
  static int names(Chunked content) {
    RowSum names = new RowSum();
    content.chunks().forEach(chunk -> names.add(chunk.symbol()));
    content.symbols().forEach(symbol -> add(names, symbol));
    return names.value();
  }

  /** The next definition of the file. */
  static void add(RowSum names, Symbol symbol) {
    names
        .add(symbol.name())
        .add(symbol.container())
        .add(StoredKinds.code(symbol.kind()))
        .add(symbol.lines().first())
        .add(symbol.lines().last())
        .add(symbol.nameLine());
  }
}
