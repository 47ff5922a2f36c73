package dev.roocode.domain;

import java.util.List;

/**
 * The answer to a {@link Query}.
 *
 * @param hits best first
 * @param total places considered before the limit was applied
 * @param coverage how much of the workspace could be seen
 * @param generation of the index that answered
 * @param cached whether the answer was kept from an earlier, equal query
 * @param tookMillis wall time
 * @param problems what did not work, such as a vector half that was late
 */
public record SearchResult(
    List<Hit> hits,
    int total,
    Coverage coverage,
    long generation,
    boolean cached,
    long tookMillis,
    List<Problem> problems) {
  public SearchResult {
    hits = List.copyOf(hits);
    problems = List.copyOf(problems);
  }
}
