package dev.roocode.domain;

/**
 * A definition in a file.
 *
 * @param name its simple name
 * @param container the qualified name of what encloses it, {@code ""} at the top
 * @param kind what it is
 * @param lines the whole definition, with its comments and annotations
 * @param nameLine the line its name stands on, 1-based
 */
public record Symbol(
    String name, String container, SymbolKind kind, LineRange lines, int nameLine) {
  public String qualified() {
    return container.isEmpty() ? name : container + "." + name;
  }
}
