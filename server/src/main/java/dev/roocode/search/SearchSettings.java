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
 * @param wantedTexts how many of the best candidates without a vector are embedded at once for a
 *     question, the best first; 0 for none. While nothing is embedded, 16 lift R400L from .688 to
 *     .692, 32 to .704; at a third of the vectors .694 to .722 and .727
 * @param wantedMillis how long that may take. Two threads of the built-in model make some 12 of
 *     them; a search that takes over 200 ms again and again is an alert
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
    int wantedTexts,
    long wantedMillis,
    RankSettings rank) {
  public static final SearchSettings DEFAULTS =
      new SearchSettings(2_000, 200, false, 32, 150, RankSettings.DEFAULTS);

  /** These settings with another deadline. */
  public SearchSettings withDeadline(long millis) {
    return new SearchSettings(
        millis, candidates, countUnknownWords, wantedTexts, wantedMillis, rank);
  }

  /** These settings with other bounds on what is embedded for a question. */
  public SearchSettings withWanted(int texts, long millis) {
    return new SearchSettings(deadlineMillis, candidates, countUnknownWords, texts, millis, rank);
  }
}
