package dev.roocode.store;

/**
 * The scores that one half of a search gave, as of one generation. Scores can be asked for any
 * chunk of that generation, also for those that are not among the best. Thread-safe.
 */
public interface Matches {
  /** Identifiers of the best chunks, best first; at most the limit that was asked for. */
  long[] best();

  /** The chunk's score: BM25, or cosine. 0 where it does not match or is unknown. */
  float chunk(long id);

  /**
   * The score of the chunk's file: BM25 over the whole file, or the mean cosine of the file's three
   * best chunks.
   */
  float file(long id);
}
