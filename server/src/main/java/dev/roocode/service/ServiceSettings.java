package dev.roocode.service;

/**
 * Settings of an open workspace.
 *
 * @param modelWaitMillis how long a search waits for the embedding model while it is being loaded
 * @param editDelayMillis how long an editor must rest before its unsaved text is indexed without a
 *     search asking for it
 * @param changeDelayMillis for which changes on disk are collected before they are indexed
 * @param statusIntervalMillis the least time between two reports to a listener
 * @param cacheEntries answers that are kept
 * @param cacheSeconds for how long they are kept at most
 */
public record ServiceSettings(
    long modelWaitMillis,
    long editDelayMillis,
    long changeDelayMillis,
    long statusIntervalMillis,
    int cacheEntries,
    int cacheSeconds) {
  public static final ServiceSettings DEFAULTS =
      new ServiceSettings(1_000, 1_000, 200, 500, 200, 7_200);
}
