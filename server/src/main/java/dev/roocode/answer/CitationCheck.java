package dev.roocode.answer;

import dev.roocode.domain.Answer.Citation;
import dev.roocode.domain.Answer.Verification;
import dev.roocode.domain.ContentHash;
import java.util.List;
import java.util.Map;

/**
 * Compares the {@code [n]} of a text with the places it was made from. Code in the text is not
 * looked at: {@code array[1]} cites nothing.
 */
final class CitationCheck {
  private CitationCheck() {}

  /**
   * Counts references to citations whose text is what was read, to numbers that do not exist, and
   * to citations that cannot be checked because their text is not at hand.
   *
   * @param read the text of each place by citation number
   */
  static Verification check(String text, List<Citation> citations, Map<Integer, String> read) {
    int cited = 0;
    int fabricated = 0;
    int unverified = 0;
    for (int number : Prose.references(text)) {
      if (number < 1 || number > citations.size()) {
        fabricated++;
      } else if (read.containsKey(number)) {
        boolean same = ContentHash.of(read.get(number)).equals(citations.get(number - 1).hash());
        cited += same ? 1 : 0;
        fabricated += same ? 0 : 1;
      } else {
        unverified++;
      }
    }
    return new Verification(cited, fabricated, unverified);
  }
}
