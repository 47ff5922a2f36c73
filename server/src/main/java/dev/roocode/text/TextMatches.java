package dev.roocode.text;

import java.util.Arrays;

/** How well chunks and their files match a question by BM25. Immutable, thread-safe. */
public final class TextMatches {
  private final long[] ids;
  private final int[] files;
  private final int slots;
  private final float[] chunkScores;
  private final float[] fileScores;
  private final long[] best;

  TextMatches(
      long[] ids, int[] files, int slots, float[] chunkScores, float[] fileScores, int limit) {
    this.ids = ids;
    this.files = files;
    this.slots = slots;
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
    int slot = Arrays.binarySearch(ids, 0, slots, chunkId);
    return slot < 0 ? 0 : chunkScores[slot];
  }

  /** The score of the chunk's file; 0 where no term matches or the chunk is unknown. */
  public float file(long chunkId) {
    int slot = Arrays.binarySearch(ids, 0, slots, chunkId);
    return slot < 0 ? 0 : fileScores[files[slot]];
  }

  private long[] best(int limit) {
    BestSlots heap = new BestSlots(limit, chunkScores);
    for (int slot = 0; slot < slots; slot++) {
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
