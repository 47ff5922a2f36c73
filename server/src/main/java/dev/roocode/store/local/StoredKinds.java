package dev.roocode.store.local;

import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.SymbolKind;
import java.util.List;

/** The numbers of kinds in the tables: positions here. New ones are added at the end. */
final class StoredKinds {
  private static final List<ChunkKind> CHUNKS =
      List.of(
          ChunkKind.FUNCTION, ChunkKind.TYPE, ChunkKind.BLOCK, ChunkKind.SECTION, ChunkKind.LINES);

  private static final List<SymbolKind> SYMBOLS =
      List.of(
          SymbolKind.METHOD,
          SymbolKind.FIELD,
          SymbolKind.FUNCTION,
          SymbolKind.CLASS,
          SymbolKind.INTERFACE,
          SymbolKind.ENUM,
          SymbolKind.CONSTANT,
          SymbolKind.TYPE,
          SymbolKind.MODULE,
          SymbolKind.SECTION);

  private StoredKinds() {}

  static int code(ChunkKind kind) {
    return known(CHUNKS.indexOf(kind), kind);
  }

  static int code(SymbolKind kind) {
    return known(SYMBOLS.indexOf(kind), kind);
  }

  private static int known(int code, Enum<?> kind) {
    if (code < 0) {
      throw new IllegalStateException("no stored number for " + kind);
    }
    return code;
  }

  static ChunkKind chunk(int code) {
    return code < CHUNKS.size() ? CHUNKS.get(code) : ChunkKind.LINES;
  }

  static SymbolKind symbol(int code) {
    return code < SYMBOLS.size() ? SYMBOLS.get(code) : SymbolKind.TYPE;
  }
}
