package dev.roocode.text;

import java.util.Arrays;

/** How well chunks and their files match a question by BM25. Immutable, thread-safe. */
public final class TextMatches {
  private final long[] ids;
  private final int[] files;
  private final float[] chunkScores;
  private final float[] fileScores;
  private final long[] best;

  /**
   * @param ids rising, at least as many as there are chunk scores
   * @param files of the chunks, in the same order
   */
  TextMatches(long[] ids, int[] files, float[] chunkScores, float[] fileScores, int limit) {
    this.ids = ids;
    this.files = files;
    this.chunkScores = chunkScores;
    this.fileScores = fileScores;
    this.best = best(limit);
  }

  /** Identifiers of the best chunks, best first, equal scores by rising identifier. A copy. */
  public long[] best() {
    return best.clone();
  }

  /** The chunk's score; 0 where no term matches or its file may not answer. */
  public float chunk(long chunkId) {
    int slot = Arrays.binarySearch(ids, 0, chunkScores.length, chunkId);
    return slot < 0 ? 0 : chunkScores[slot];
  }

  /** The score of the chunk's file; 0 where no term matches or the chunk is unknown. */
  public float file(long chunkId) {
    int slot = Arrays.binarySearch(ids, 0, chunkScores.length, chunkId);
    return slot < 0 ? 0 : fileScores[files[slot]];
  }

  private long[] best(int limit) {
    BestSlots heap = new BestSlots(limit, chunkScores);
    for (int slot = 0; slot < chunkScores.length; slot++) {
      if (chunkScores[slot] > 0) {
        heap.offer(slot);
      }
    }
    int[] order = heap.bestFirst();
    long[] result = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      result[i] = ids[order[i]];
    }
    return result;
  }
}
