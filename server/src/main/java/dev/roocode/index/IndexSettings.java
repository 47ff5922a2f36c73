package dev.roocode.index;

import dev.roocode.base.Setting;

/**
 * Settings of the indexer.
 *
 * @param workers threads that read and cut files
 * @param embedWorkers threads that compute vectors
 * @param cpuShare percent of the time that a thread works which cuts the files of a whole workspace
 *     or computes vectors; it rests for the remainder
 * @param pauseOnBattery whether vectors wait while the machine runs on its battery
 * @param pauseAtLoad percent of all processors in use by others from which on vectors wait; 0 for
 *     never
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
                "Share of the time, in percent, that a thread works which cuts the files of a whole workspace or computes vectors; less leaves more to others.",
            min = 5,
            max = 100)
        int cpuShare,
    @Setting(
            "Whether vectors wait, and a whole workspace is cut at a quarter of the pace, while the machine runs on its battery. Searches, saved files and what somebody waits for never do. Known on Linux only.")
        boolean pauseOnBattery,
    @Setting(
            value =
                "The same while other programs use more than this share of all processors, in percent, for half a minute; 0 for never.",
            min = 0,
            max = 100)
        int pauseAtLoad,
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
          Math.clamp(CORES, 1, 8),
          Math.clamp(CORES / 2, 2, 8),
          100,
          true,
          75,
          64,
          32,
          1_000,
          300_000,
          3);

  public IndexSettings withEmbedWorkers(int count) {
    return new IndexSettings(
        workers,
        count,
        cpuShare,
        pauseOnBattery,
        pauseAtLoad,
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
        pauseOnBattery,
        pauseAtLoad,
        batchFiles,
        attachTexts,
        retryFirstMillis,
        retryLastMillis,
        giveUpAfter);
  }

  public IndexSettings withPauses(boolean onBattery, int atLoad) {
    return new IndexSettings(
        workers,
        embedWorkers,
        cpuShare,
        onBattery,
        atLoad,
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
