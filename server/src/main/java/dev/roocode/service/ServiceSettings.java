package dev.roocode.service;

import dev.roocode.base.Setting;

/**
 * Settings of an open workspace.
 *
 * @param modelWaitMillis how long a search waits for the embedding model while it is being loaded
 * @param editDelayMillis how long an editor must rest before its unsaved text is indexed without a
 *     search asking for it
 * @param changeDelayMillis for which changes on disk are collected before they are indexed
 * @param statusIntervalMillis the least time between two reports to a listener
 * @param resultCacheEntries results of searches, and answers, that are kept
 * @param resultCacheTtlSeconds for how long they are kept at most
 * @param vectorCacheSize vectors of questions that are kept
 * @param cacheMegabytes memory for all that is kept: half for vectors, three eighths for results,
 *     an eighth for answers and for prompts that answers may still come to
 */
public record ServiceSettings(
    long modelWaitMillis,
    @Setting(
            value = "Rest after which unsaved text is indexed without a search asking for it.",
            min = 10,
            max = 60000)
        long editDelayMillis,
    @Setting(
            value = "For how long changes on disk are collected before they are indexed.",
            min = 10,
            max = 60000)
        long changeDelayMillis,
    long statusIntervalMillis,
    @Setting(value = "Results and answers that are kept.", min = 0, max = 10000)
        int resultCacheEntries,
    @Setting(value = "For how long a result or an answer is kept at most.", min = 1, max = 86400)
        int resultCacheTtlSeconds,
    @Setting(value = "Vectors of questions that are kept.", min = 0, max = 100000)
        int vectorCacheSize,
    @Setting(value = "Memory for results, answers and vectors that are kept.", min = 1, max = 256)
        int cacheMegabytes) {
  public static final ServiceSettings DEFAULTS =
      new ServiceSettings(1_000, 1_000, 200, 500, 200, 7_200, 10_000, 40);

  /** These settings with another wait for the model. */
  public ServiceSettings withModelWait(long millis) {
    return new ServiceSettings(
        millis,
        editDelayMillis,
        changeDelayMillis,
        statusIntervalMillis,
        resultCacheEntries,
        resultCacheTtlSeconds,
        vectorCacheSize,
        cacheMegabytes);
  }

  private static final int EIGHTH_BYTES = 1 << 17;

  long vectorCacheBytes() {
    return 4L * EIGHTH_BYTES * cacheMegabytes;
  }

  long resultCacheBytes() {
    return resultCacheEntries == 0 ? 0 : 3L * EIGHTH_BYTES * cacheMegabytes;
  }

  long answerCacheBytes() {
    return resultCacheEntries == 0 ? 0 : (long) EIGHTH_BYTES / 2 * cacheMegabytes;
  }

  /** Prompts are kept whatever else is not: an answer to one is checked against it. */
  long promptCacheBytes() {
    return (long) EIGHTH_BYTES / 2 * cacheMegabytes;
  }

  /** What a result weighs at least, so that one bound keeps number and bytes. */
  int resultShareBytes() {
    return share(resultCacheBytes());
  }

  int answerShareBytes() {
    return share(answerCacheBytes());
  }

  private int share(long bytes) {
    return (int) (bytes / Math.max(1, resultCacheEntries));
  }
}
