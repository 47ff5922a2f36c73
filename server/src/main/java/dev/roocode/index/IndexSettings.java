package dev.roocode.index;

import dev.roocode.base.Setting;

/**
 * Settings of the indexer.
 *
 * @param workers threads that read and cut files
 * @param embedWorkers threads that compute vectors
 * @param cpuShare percent of the time that a thread which computes vectors works; it rests for the
 *     remainder
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
    @Setting(
            value =
                "Share of the time, in percent, in which vectors are computed while some wait; less leaves more to others.",
            min = 5,
            max = 100)
        int cpuShare,
    int batchFiles,
    int attachTexts,
    long retryFirstMillis,
    long retryLastMillis,
    int giveUpAfter) {
  private static final long REST_NANOS_MAX = 10_000_000_000L;

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** Both cores of a small machine, half of a larger one for the slow part. */
  public static final IndexSettings DEFAULTS =
      new IndexSettings(
          Math.clamp(CORES, 1, 8), Math.clamp(CORES / 2, 2, 8), 100, 64, 32, 1_000, 300_000, 3);

  public IndexSettings withEmbedWorkers(int count) {
    return new IndexSettings(
        workers,
        count,
        cpuShare,
        batchFiles,
        attachTexts,
        retryFirstMillis,
        retryLastMillis,
        giveUpAfter);
  }

  public IndexSettings withCpuShare(int percent) {
    return new IndexSettings(
        workers,
        embedWorkers,
        percent,
        batchFiles,
        attachTexts,
        retryFirstMillis,
        retryLastMillis,
        giveUpAfter);
  }

  /** For how long to rest after so much work. */
  long restNanos(long workNanos) {
    return Math.min(REST_NANOS_MAX, workNanos * (100 - cpuShare) / cpuShare);
  }

  /** How long to wait after so many failures, counted from 1. */
  long retryMillis(int failures) {
    return Math.min(retryLastMillis, retryFirstMillis << Math.clamp(failures - 1, 0, 20));
  }
}
