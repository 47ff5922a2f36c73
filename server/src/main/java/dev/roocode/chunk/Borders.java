package dev.roocode.chunk;

import dev.roocode.domain.SymbolKind;

/**
 * What it costs to begin a chunk at a row, and what it costs not to. Costs are in units of which a
 * chunk itself costs {@link Cutter#CHUNK}; they were set by reading chunks of real repositories and
 * by the retrieval benchmark (docs/BENCHMARKS.md).
 */
final class Borders {
  private static final double BLOCK = 3; // for each level of indentation around the border
  private static final int LEVELS = 12; // deeper ones add nothing
  private static final double OPENING = 4; // between the head of a block and its first row
  private static final double CLOSING = 14; // before a closing bracket
  private static final double NO_GAP = 3; // no blank row there
  private static final double TORN_COMMENT = 8; // between a comment and what it speaks of
  private static final double FUNCTION = 24;
  private static final double CONTAINER = 1;
  private static final double STATEMENT = 2;
  private static final double OWN_COMMENT = 30; // a definition from its comments…
  private static final double SIGNATURE = 12; // between the name and the body
  private static final double LONG_COMMENT = 6; // …when these are long
  private static final int LONG_COMMENT_ROWS = 8;

  private static final double NEIGHBOURS = 14; // two large definitions in one chunk
  private static final int LARGE_ROWS = 12;
  private static final double IMPORTS = 6; // imports and code in one chunk

  private final double[] cut;
  private final double[] join;

  private Borders(int rows) {
    cut = new double[rows + 1];
    join = new double[rows + 1];
  }

  static Borders of(Lines lines, Outline outline) {
    Borders borders = new Borders(lines.rows());
    outline.definitions().forEach(borders::define);
    outline.spans().forEach(span -> borders.hold(span.first(), span.last(), STATEMENT));
    outline.imports().forEach(borders::partImports);
    for (int row = 1; row < borders.cut.length; row++) { // from differences to values
      borders.cut[row] += borders.cut[row - 1];
    }
    borders.indent(lines);
    return borders;
  }

  /** The cost of a chunk that begins at the row. */
  double cut(int row) {
    return cut[row];
  }

  /** The cost of a chunk that goes on across the upper border of the row. */
  double join(int row) {
    return join[row];
  }

  private void define(Definition d) {
    hold(d.first(), d.last(), d.isFunction() ? FUNCTION : CONTAINER);
    hold(d.head(), d.body(), SIGNATURE);
    if (d.head() > d.first()) {
      hold(d.first(), d.head() - 1, BLOCK);
      boolean isLong = d.head() - d.first() >= LONG_COMMENT_ROWS;
      hold(d.head() - 1, d.head(), isLong ? LONG_COMMENT : OWN_COMMENT);
    }
    if (d.kind() != SymbolKind.FIELD && d.kind() != SymbolKind.CONSTANT) {
      double part = NEIGHBOURS / 2 * Math.min(1, (double) d.rows() / LARGE_ROWS);
      join[d.first()] += part;
      join[d.last() + 1] += part;
    }
  }

  private void partImports(Outline.Span span) {
    join[span.first()] += IMPORTS / 2;
    join[span.last() + 1] += IMPORTS / 2;
  }

  private void hold(int first, int last, double cost) {
    if (first < last) {
      cut[first + 1] += cost;
      cut[last + 1] -= cost;
    }
  }

  private void indent(Lines lines) {
    int[] open = new int[LEVELS];
    int depth = 0;
    int before = -1;
    for (int row = 0; row < lines.rows(); row++) {
      if (lines.blank(row)) {
        continue;
      }
      int indent = lines.indent(row);
      while (depth > 0 && open[depth - 1] >= indent) {
        depth--;
      }
      if (before >= 0) {
        cut[row] += BLOCK * depth + textCost(lines, before, row);
      }
      if (depth < LEVELS) {
        open[depth++] = indent;
      }
      before = row;
    }
  }

  private static double textCost(Lines lines, int before, int row) {
    boolean gap = row - before > 1;
    double cost = gap ? 0 : NO_GAP;
    if (lines.closes(row)) {
      cost += CLOSING;
    } else if (lines.indent(row) > lines.indent(before)) {
      cost += OPENING;
    }
    return !gap && lines.comments(before) ? cost + TORN_COMMENT : cost;
  }
}
