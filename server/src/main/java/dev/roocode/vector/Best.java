package dev.roocode.vector;

/**
 * The best of what is offered, at most a fixed number: a binary heap with the worst on top. A
 * higher score is better, among equal scores the lower identifier. Not thread-safe.
 */
final class Best {
  private final float[] scores;
  private final long[] ids;
  private int size;

  Best(int limit) {
    scores = new float[limit];
    ids = new long[limit];
  }

  /** Whether an offer with this score could be taken; a cheap test before a costly filter. */
  boolean wants(float score, long id) {
    return size < scores.length || better(score, id, scores[0], ids[0]);
  }

  void offer(float score, long id) {
    if (size < scores.length) {
      rise(size++, score, id);
    } else if (size > 0 && better(score, id, scores[0], ids[0])) {
      sink(score, id);
    }
  }

  int size() {
    return size;
  }

  /** The identifiers taken so far, as the keys of a map. */
  IdMap ids() {
    IdMap taken = new IdMap();
    for (int i = 0; i < size; i++) {
      taken.put(ids[i], i);
    }
    return taken;
  }

  /** What was taken, best first; empties this heap. */
  Neighbours drain() {
    int count = size;
    long[] sortedIds = new long[count];
    float[] sortedScores = new float[count];
    for (int rank = count - 1; rank >= 0; rank--) {
      sortedIds[rank] = ids[0];
      sortedScores[rank] = scores[0];
      size--;
      sink(scores[size], ids[size]);
    }
    return new Neighbours(sortedIds, sortedScores);
  }

  private static boolean better(float score, long id, float otherScore, long otherId) {
    return score > otherScore || (score == otherScore && id < otherId);
  }

  private void rise(int from, float score, long id) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!better(scores[parent], ids[parent], score, id)) {
        break;
      }
      put(at, scores[parent], ids[parent]);
      at = parent;
    }
    put(at, score, id);
  }

  /** Replaces the worst and lets the newcomer find its place. */
  private void sink(float score, long id) {
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size
          && better(scores[child], ids[child], scores[child + 1], ids[child + 1])) {
        child++;
      }
      if (!better(score, id, scores[child], ids[child])) {
        break;
      }
      put(at, scores[child], ids[child]);
      at = child;
    }
    put(at, score, id);
  }

  private void put(int at, float score, long id) {
    scores[at] = score;
    ids[at] = id;
  }
}
