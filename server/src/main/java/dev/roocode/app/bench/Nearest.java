package dev.roocode.app.bench;

import java.util.Arrays;

/** The best few of what is offered, kept sorted. */
final class Nearest {
  private final long[] ids;
  private final float[] scores;
  private int size;

  Nearest(int limit) {
    ids = new long[limit];
    scores = new float[limit];
  }

  void offer(float score, long id) {
    if (size == ids.length && score <= scores[size - 1]) {
      return;
    }
    int at = size < ids.length ? size++ : size - 1;
    for (; at > 0 && scores[at - 1] < score; at--) {
      scores[at] = scores[at - 1];
      ids[at] = ids[at - 1];
    }
    scores[at] = score;
    ids[at] = id;
  }

  /** Best first. */
  long[] ids() {
    return Arrays.copyOf(ids, size);
  }
}
