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
 * @param resultCacheEntries answers that are kept
 * @param resultCacheTtlSeconds for how long they are kept at most
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
    @Setting(value = "Answers that are kept.", min = 0, max = 10000) int resultCacheEntries,
    @Setting(value = "For how long an answer is kept at most.", min = 1, max = 86400)
        int resultCacheTtlSeconds) {
  public static final ServiceSettings DEFAULTS =
      new ServiceSettings(1_000, 1_000, 200, 500, 200, 7_200);

  /** These settings with another wait for the model. */
  public ServiceSettings withModelWait(long millis) {
    return new ServiceSettings(
        millis,
        editDelayMillis,
        changeDelayMillis,
        statusIntervalMillis,
        resultCacheEntries,
        resultCacheTtlSeconds);
  }
}
