package dev.roocode.store.local;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a chunk's symbols: nothing where they are the steps of its qualified name,
 * which is the rule; else the names, each followed by the unit separator, which no name holds.
 */
final class SymbolList {
  private static final char END = '\u001f';

  private SymbolList() {}

  static @Nullable String pack(String qualified, List<String> symbols) {
    if (symbols.equals(steps(qualified))) {
      return null;
    }
    StringBuilder packed = new StringBuilder();
    symbols.forEach(symbol -> packed.append(symbol.replace(END, ' ')).append(END));
    return packed.toString();
  }

  static List<String> unpack(String qualified, @Nullable String packed) {
    if (packed == null) {
      return steps(qualified);
    }
    String[] parts = packed.split(String.valueOf(END), -1);
    return List.of(Arrays.copyOf(parts, parts.length - 1));
  }

  private static List<String> steps(String qualified) {
    return qualified.isEmpty() ? List.of() : List.of(qualified.split("\\.", -1));
  }
}
