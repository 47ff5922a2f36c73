package dev.roocode.search;

import dev.roocode.base.Setting;
import dev.roocode.rank.RankSettings;

/**
 * How a search is carried out.
 *
 * @param deadlineMillis how long the two halves of the index are waited for
 * @param candidates how many chunks each half brings; the first 200 hold 92–98 % of what is right
 *     on the retrieval benchmark
 * @param countUnknownWords whether the caller keeps words that were not understood
 * @param rank how candidates are weighed
 */
public record SearchSettings(
    @Setting(
            value =
                "How long the two halves of the index are waited for; a late one is left out and reported.",
            min = 10,
            max = 60000)
        long deadlineMillis,
    int candidates,
    @Setting(
            value =
                "Whether Japanese words that could not be translated are counted in a file of the data"
                    + " folder, single words without their questions. Never while the index is sealed.",
            machine = true)
        boolean countUnknownWords,
    RankSettings rank) {
  public static final SearchSettings DEFAULTS =
      new SearchSettings(2_000, 200, false, RankSettings.DEFAULTS);

  /** These settings with another deadline. */
  public SearchSettings withDeadline(long millis) {
    return new SearchSettings(millis, candidates, countUnknownWords, rank);
  }
}
