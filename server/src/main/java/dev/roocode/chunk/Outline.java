package dev.roocode.chunk;

import dev.roocode.domain.Problem;
import java.util.List;

/**
 * What is known of a file's structure, in rows from 0.
 *
 * @param definitions in the order of the file, an enclosing one before what it encloses
 * @param spans other pieces that are better not cut: statements, strings, fenced code
 * @param imports rows that only name other files
 * @param problems why something is missing
 */
record Outline(
    List<Definition> definitions, List<Span> spans, List<Span> imports, List<Problem> problems) {
  /** Nothing known. */
  static Outline none() {
    return new Outline(List.of(), List.of(), List.of(), List.of());
  }

  /** Nothing known, because of a problem; the path is for the caller to fill in. */
  static Outline none(String rule, String message) {
    Problem problem = new Problem("", rule, message + "; cut by its indentation");
    return new Outline(List.of(), List.of(), List.of(), List.of(problem));
  }

  /** Whether there is no structure to cut along. */
  boolean isFlat() {
    return definitions.isEmpty() && spans.isEmpty() && imports.isEmpty();
  }

  /** Rows, both ends inclusive. */
  record Span(int first, int last) {
    int rows() {
      return last - first + 1;
    }
  }
}
