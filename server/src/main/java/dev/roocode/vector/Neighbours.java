package dev.roocode.vector;

import java.util.Arrays;

/** Identifiers with their exact cosines, best first, equal ones by the lower identifier. */
public final class Neighbours {
  static final Neighbours NONE = new Neighbours(new long[0], new float[0]);

  private final long[] ids;
  private final float[] scores;

  Neighbours(long[] ids, float[] scores) {
    this.ids = ids;
    this.scores = scores;
  }

  public int size() {
    return ids.length;
  }

  public long id(int rank) {
    return ids[rank];
  }

  /** The cosine, −1 to 1. */
  public float score(int rank) {
    return scores[rank];
  }

  /** A copy. */
  public long[] ids() {
    return ids.clone();
  }

  /** A copy. */
  public float[] scores() {
    return scores.clone();
  }

  @Override
  public String toString() {
    return Arrays.toString(ids) + " " + Arrays.toString(scores);
  }
}
