package dev.roocode.domain;

import java.util.Locale;

/** The kinds of definitions that outline and symbol search tell apart. */
public enum SymbolKind {
  MODULE,
  CLASS,
  INTERFACE,
  ENUM,
  FUNCTION,
  METHOD,
  FIELD,
  CONSTANT,
  TYPE,
  SECTION;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
