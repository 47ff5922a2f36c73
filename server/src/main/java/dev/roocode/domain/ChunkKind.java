package dev.roocode.domain;

import java.util.Locale;

/** What a chunk mostly holds. */
public enum ChunkKind {
  /** A function or method, or a part of one. */
  FUNCTION,
  /** A class, interface, enum, struct, trait: its head and its fields. */
  TYPE,
  /** Statements, imports, constants outside of functions. */
  BLOCK,
  /** A section under a heading of a document. */
  SECTION,
  /** Lines of a file without known structure. */
  LINES;

  /** As it travels and is shown: {@code function}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
