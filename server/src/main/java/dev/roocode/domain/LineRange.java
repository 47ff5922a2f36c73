package dev.roocode.domain;

/** Lines of a file, 1-based, both ends inclusive. */
public record LineRange(int first, int last) {
  public LineRange {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("lines " + first + "-" + last);
    }
  }

  public int count() {
    return last - first + 1;
  }

  public boolean overlaps(LineRange other) {
    return first <= other.last && other.first <= last;
  }

  public boolean contains(LineRange other) {
    return first <= other.first && other.last <= last;
  }

  /** The smallest range that holds both. */
  public LineRange union(LineRange other) {
    return new LineRange(Math.min(first, other.first), Math.max(last, other.last));
  }
}
