package dev.roocode.text;

import java.util.ArrayList;
import java.util.List;

/** Where programmers' words begin inside an identifier. */
final class Identifier {
  private Identifier() {}

  /**
   * The parts between underscores, humps, and changes between letters and digits; an acronym stays
   * whole: {@code HTTPServer} gives {@code HTTP, Server}, {@code URLs} stays one.
   */
  static List<String> parts(String word) {
    List<String> parts = new ArrayList<>(4);
    int start = 0;
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) == '_') {
        add(word, start, i, parts);
        start = i + 1;
      } else if (i > start && beginsPart(word, i)) {
        add(word, start, i, parts);
        start = i;
      }
    }
    add(word, start, word.length(), parts);
    return parts;
  }

  private static boolean beginsPart(String word, int i) {
    char before = word.charAt(i - 1);
    char c = word.charAt(i);
    if (Character.isDigit(c) != Character.isDigit(before)) {
      return true;
    }
    if (!Character.isUpperCase(c)) {
      return false;
    }
    return !Character.isUpperCase(before) || endsAcronym(word, i);
  }

  /** Whether the capital at {@code i} belongs to the word after an acronym, as S in HTTPServer. */
  private static boolean endsAcronym(String word, int i) {
    return isLower(word, i + 1) && !(word.charAt(i + 1) == 's' && !isLower(word, i + 2));
  }

  private static boolean isLower(String word, int i) {
    return i < word.length() && Character.isLowerCase(word.charAt(i));
  }

  private static void add(String word, int from, int to, List<String> parts) {
    if (to > from) {
      parts.add(word.substring(from, to));
    }
  }
}
