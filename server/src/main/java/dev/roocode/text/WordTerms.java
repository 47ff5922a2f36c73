package dev.roocode.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a word. Code repeats its words, so the last ones are remembered, each in the one
 * place that its hash names. Thread-safe: a place is read and written as one reference, and what it
 * refers to never changes.
 */
final class WordTerms {
  /** Words remembered; a power of two. About 1 MB when full. */
  private static final int PLACES = 8_192;

  private static final @Nullable Known[] KNOWN = new Known[PLACES];

  private record Known(String word, List<String> terms) {}

  private WordTerms() {}

  /** The terms of the word between two places in a text, in order. */
  static List<String> of(String text, int from, int to) {
    int place = place(text, from, to);
    Known known = KNOWN[place];
    if (known != null
        && known.word().length() == to - from
        && text.startsWith(known.word(), from)) {
      return known.terms();
    }
    String word = text.substring(from, to);
    List<String> terms = List.copyOf(split(word));
    KNOWN[place] = new Known(word, terms);
    return terms;
  }

  private static int place(String text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return (hash ^ hash >>> 13) & (PLACES - 1);
  }

  private static List<String> split(String word) {
    List<String> parts = Identifier.parts(word);
    List<String> terms = new ArrayList<>(parts.size() + 1);
    if (parts.size() > 1) {
      terms.add(word.replace("_", "").toLowerCase(Locale.ROOT));
    }
    for (String part : parts) {
      if (parts.size() == 1 || part.length() > 1) {
        terms.add(Stem.of(part.toLowerCase(Locale.ROOT)));
      }
    }
    return terms;
  }
}
