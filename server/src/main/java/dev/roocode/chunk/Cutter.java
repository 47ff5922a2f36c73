package dev.roocode.chunk;

import dev.roocode.domain.LineRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the cheapest way to cut all rows into chunks, by dynamic programming over the rows that are
 * not blank: time and memory are proportional to rows × {@code maxLines}. That every such row is in
 * exactly one chunk holds by construction.
 */
final class Cutter {
  /** What each chunk costs, so that small neighbours come together. */
  static final double CHUNK = 10;

  private static final double UNEVEN = 0.03; // times rows squared: prefers halves to a rest
  private static final double SMALL = 2.5; // for each row below SMALL_ROWS
  private static final int SMALL_ROWS = 6;
  private static final double SILENT = 200; // closing brackets alone

  private final ChunkSettings settings;
  private final Lines lines;
  private final Borders borders;
  private final int[] rows; // those that are not blank
  private final double[] joined; // sums of join costs before each of them
  private final int[] speaking; // counts of rows with words before each of them

  Cutter(ChunkSettings settings, Lines lines, Borders borders) {
    this.settings = settings;
    this.lines = lines;
    this.borders = borders;
    rows = new int[lines.filled()];
    joined = new double[rows.length + 1];
    speaking = new int[rows.length + 1];
    int next = 0;
    double join = 0;
    for (int row = 0; row < lines.rows(); row++) {
      join += borders.join(row);
      if (!lines.blank(row)) {
        rows[next] = row;
        joined[next] = join;
        speaking[next + 1] = speaking[next] + (lines.speaks(row) ? 1 : 0);
        next++;
      }
    }
  }

  /** Lines from 1, in order. */
  List<LineRange> cut() {
    double[] best = new double[rows.length + 1];
    int[] from = new int[rows.length + 1];
    Arrays.fill(best, 1, best.length, Double.MAX_VALUE);
    for (int begin = 0; begin < rows.length; begin++) {
      double base = best[begin] + CHUNK + (begin == 0 ? 0 : borders.cut(rows[begin]));
      for (int end = begin + 1; end <= rows.length; end++) {
        int last = rows[end - 1];
        if (end > begin + 1 && !fits(rows[begin], last)) {
          break;
        }
        double cost = base + joined[end - 1] - joined[begin] + size(begin, end);
        if (cost < best[end]) {
          best[end] = cost;
          from[end] = begin;
        }
      }
    }
    return ranges(from);
  }

  private boolean fits(int first, int last) {
    return last - first < settings.maxLines() && lines.chars(first, last) <= settings.maxChars();
  }

  private double size(int begin, int end) {
    int filled = end - begin;
    int count = rows[end - 1] - rows[begin] + 1;
    double cost = UNEVEN * count * count + SMALL * Math.max(0, SMALL_ROWS - filled);
    return speaking[end] == speaking[begin] ? cost + SILENT : cost;
  }

  private List<LineRange> ranges(int[] from) {
    List<LineRange> ranges = new ArrayList<>();
    for (int end = rows.length; end > 0; end = from[end]) {
      ranges.add(new LineRange(rows[from[end]] + 1, rows[end - 1] + 1));
    }
    return ranges.reversed();
  }
}
