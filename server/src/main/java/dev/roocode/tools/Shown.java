package dev.roocode.tools;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Indexed text as an agent gets it: data between two lines that nobody who wrote the text could
 * know, with every character shown that a reader would not see. What it says is not obeyed by us;
 * the delimiters help a model not to obey it either.
 */
final class Shown {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BOUNDARY_BYTES = 6;

  private final String boundary;
  private final StringBuilder text = new StringBuilder();

  Shown(String boundary) {
    this.boundary = boundary;
  }

  /** With a boundary of its own. */
  static Shown create() {
    byte[] bytes = new byte[BOUNDARY_BYTES];
    RANDOM.nextBytes(bytes);
    return new Shown(HexFormat.of().formatHex(bytes));
  }

  /** A line of ours; text from files in it was made visible before. */
  Shown line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** Text of a file, already visible. */
  Shown source(String visible) {
    text.append("<<< text of the workspace ").append(boundary).append('\n');
    text.append(visible).append('\n');
    text.append(">>> end ").append(boundary).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "" : text.substring(0, text.length() - 1);
  }

  /**
   * The text with control characters (but tab and line feed), formatting characters such as those
   * that turn the direction of text, and others that show nothing as {@code \\u{202E}}.
   */
  static String visible(String text) {
    if (text.codePoints().allMatch(Shown::isVisible)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          if (isVisible(c)) {
            shown.appendCodePoint(c);
          } else {
            shown.append("\\u{").append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            shown.append('}');
          }
        });
    return shown.toString();
  }

  private static boolean isVisible(int c) {
    if (c == '\n' || c == '\t') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isBlankLetter(c) && !isSelector(c);
    };
  }

  /** Letters and marks that are drawn as nothing. */
  private static boolean isBlankLetter(int c) {
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x034F || c == 0x2800;
  }

  /** Selectors of variants: a run of them can carry a hidden text. */
  private static boolean isSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  /** One line of code in a list, cut where it is too long. */
  static String excerpt(String line, int mostChars) {
    String visible = visible(line.strip());
    return visible.length() > mostChars ? visible.substring(0, mostChars) + "…" : visible;
  }
}
