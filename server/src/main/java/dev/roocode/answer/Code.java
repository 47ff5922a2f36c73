package dev.roocode.answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where code begins and ends in Markdown. */
final class Code {
  private static final Pattern OPENING = Pattern.compile("\\s*(?:(`{3,})([^`]*)|(~{3,})(.*))");
  private static final Pattern LANGUAGE = Pattern.compile("\\s*([A-Za-z0-9+#._-]{1,20}).*");

  /**
   * The first line of a block of code.
   *
   * @param mark what the last line consists of
   * @param language {@code ""} where none is named
   */
  record Fence(String mark, String language) {
    /** As much of it again, or more, alone on a line. */
    boolean isClosedBy(String line) {
      String bare = line.strip();
      return bare.length() >= mark.length() && bare.chars().allMatch(c -> c == mark.charAt(0));
    }
  }

  private Code() {}

  /** Empty where the line opens no block. */
  static Optional<Fence> opening(String line) {
    Matcher opening = OPENING.matcher(line);
    if (!opening.matches()) {
      return Optional.empty();
    }
    boolean quotes = opening.group(1) != null;
    Matcher language = LANGUAGE.matcher(opening.group(quotes ? 2 : 4));
    return Optional.of(
        new Fence(opening.group(quotes ? 1 : 3), language.matches() ? language.group(1) : ""));
  }

  /** Whether what there is of a line may yet open or close a block. */
  static boolean mayBeFence(CharSequence line) {
    int at = 0;
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    for (int i = at; i < Math.min(at + 3, line.length()); i++) {
      if (line.charAt(i) != '`' && line.charAt(i) != '~') {
        return false;
      }
    }
    return true;
  }

  static int endOfRun(CharSequence text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == '`') {
      at++;
    }
    return at;
  }

  /**
   * Where inline code ends.
   *
   * @param from the first of the backquotes that open it
   * @param open behind the last of them
   * @return the first of as many backquotes, -1 where there are none
   */
  static int closing(CharSequence text, int from, int open) {
    int at = open;
    while (at < text.length()) {
      if (text.charAt(at) == '`') {
        int end = endOfRun(text, at);
        if (end - at == open - from) {
          return at;
        }
        at = end;
      } else {
        at++;
      }
    }
    return -1;
  }
}
