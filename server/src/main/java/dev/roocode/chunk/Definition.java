package dev.roocode.chunk;

import dev.roocode.domain.LineRange;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolKind;

/**
 * A definition as it stands in a file, in rows from 0.
 *
 * @param name its simple name
 * @param container the qualified name of what encloses it, or {@code ""}
 * @param kind what it is
 * @param first where its comments begin
 * @param head where it begins itself
 * @param body where its body begins, if that is known, else where it begins itself
 * @param last its last row
 * @param nameRow where its name stands
 */
record Definition(
    String name,
    String container,
    SymbolKind kind,
    int first,
    int head,
    int body,
    int last,
    int nameRow) {
  Symbol symbol() {
    return new Symbol(name, container, kind, new LineRange(first + 1, last + 1), nameRow + 1);
  }

  /** The same with another end. */
  Definition until(int row) {
    return new Definition(name, container, kind, first, head, body, row, nameRow);
  }

  String qualified() {
    return container.isEmpty() ? name : container + "." + name;
  }

  int rows() {
    return last - first + 1;
  }

  /** Whether it is code that runs. */
  boolean isFunction() {
    return kind == SymbolKind.FUNCTION || kind == SymbolKind.METHOD;
  }

  /** Whether it has members of its own. */
  boolean isContainer() {
    return switch (kind) {
      case CLASS, INTERFACE, ENUM, MODULE, SECTION -> true;
      case FUNCTION, METHOD, FIELD, CONSTANT, TYPE -> false;
    };
  }
}
