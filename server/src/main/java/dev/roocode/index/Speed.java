package dev.roocode.index;

/**
 * How many texts can be embedded within a time, judged by the newest calls. Guarded by the lock of
 * {@link EmbeddingLoop}.
 */
final class Speed {
  /** What the newest call counts: one slow call says little, five in a row say all. */
  private static final double NEWEST = 0.3;

  private double nanosPerText;

  void took(long nanos, int texts) {
    double now = (double) nanos / texts;
    nanosPerText = nanosPerText == 0 ? now : NEWEST * now + (1 - NEWEST) * nanosPerText;
  }

  /** Whether as many threads can make these texts in time; true before the first call. */
  boolean reaches(int texts, int threads, long nanos) {
    return threads * (double) nanos >= texts * nanosPerText;
  }
}
