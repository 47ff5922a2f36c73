package dev.roocode.index;

import dev.roocode.base.Setting;

/**
 * Settings of the indexer.
 *
 * @param workers threads that read and cut files
 * @param embedWorkers threads that compute vectors
 * @param batchFiles files written in one transaction; the first batches are smaller
 * @param attachTexts vectors written in one transaction: what a crash can lose per thread
 * @param retryFirstMillis wait after the first failure of a text or of the embedder
 * @param retryLastMillis the longest wait; each failure doubles it up to here
 * @param giveUpAfter failures in a row after which a request stops waiting for the vectors; the
 *     background goes on trying
 */
public record IndexSettings(
    @Setting(value = "Threads that read and cut files.", min = 1, max = 64) int workers,
    @Setting(value = "Threads that compute vectors.", min = 1, max = 64) int embedWorkers,
    int batchFiles,
    int attachTexts,
    long retryFirstMillis,
    long retryLastMillis,
    int giveUpAfter) {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** Both cores of a small machine, half of a larger one for the slow part. */
  public static final IndexSettings DEFAULTS =
      new IndexSettings(
          Math.clamp(CORES, 1, 8), Math.clamp(CORES / 2, 2, 8), 64, 32, 1_000, 300_000, 3);

  public IndexSettings withEmbedWorkers(int count) {
    return new IndexSettings(
        workers, count, batchFiles, attachTexts, retryFirstMillis, retryLastMillis, giveUpAfter);
  }

  /** How long to wait after so many failures, counted from 1. */
  long retryMillis(int failures) {
    return Math.min(retryLastMillis, retryFirstMillis << Math.clamp(failures - 1, 0, 20));
  }
}
