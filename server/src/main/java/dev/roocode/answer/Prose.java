package dev.roocode.answer;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code [n]} outside of code in Markdown, in one pass. */
final class Prose {
  private static final int MAX_DIGITS = 6;

  private Prose() {}

  static List<Integer> references(String markdown) {
    List<Integer> numbers = new ArrayList<>();
    int at = 0;
    while (at < markdown.length()) {
      char c = markdown.charAt(at);
      if (c == '`') {
        at = afterCode(markdown, at);
      } else if (c == '[') {
        int end = endOfDigits(markdown, at + 1);
        if (end > at + 1 && end < markdown.length() && markdown.charAt(end) == ']') {
          numbers.add(Integer.parseInt(markdown.substring(at + 1, end)));
        }
        at++;
      } else {
        at++;
      }
    }
    return numbers;
  }

  /** After the same number of backquotes as here, or after these where they are never closed. */
  private static int afterCode(String s, int from) {
    int open = endOfRun(s, from);
    int at = open;
    while (at < s.length()) {
      if (s.charAt(at) == '`') {
        int end = endOfRun(s, at);
        if (end - at == open - from) {
          return end;
        }
        at = end;
      } else {
        at++;
      }
    }
    return open;
  }

  private static int endOfRun(String s, int from) {
    int at = from;
    while (at < s.length() && s.charAt(at) == '`') {
      at++;
    }
    return at;
  }

  private static int endOfDigits(String s, int from) {
    int at = from;
    while (at < s.length() && at < from + MAX_DIGITS && isDigit(s.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
