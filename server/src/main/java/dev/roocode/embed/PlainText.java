package dev.roocode.embed;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form of a text that an uncased BERT vocabulary knows: control characters out, white space as
 * blanks, ideographs apart, accents off, lower case (Devlin et al. 2019, the published uncased
 * models). Works character by character, independent of the machine's language.
 */
final class PlainText {
  private PlainText() {}

  static String of(String text) {
    return isAscii(text) ? ascii(text) : unicode(text);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  /** Control characters become nothing, as below, which for ASCII needs a look at few of them. */
  private static String ascii(String text) {
    boolean clean = text.chars().noneMatch(c -> isControl(c));
    return (clean ? text : unicodeClean(text)).toLowerCase(Locale.ROOT);
  }

  private static String unicode(String text) {
    String apart = Normalizer.normalize(unicodeClean(text), Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder(apart.length());
    apart
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .map(Character::toLowerCase)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static String unicodeClean(String text) {
    StringBuilder clean = new StringBuilder(text.length() + 16);
    text.codePoints().filter(c -> !isControl(c)).forEach(c -> append(c, clean));
    return clean.toString();
  }

  private static void append(int c, StringBuilder clean) {
    if (isIdeograph(c)) {
      clean.append(' ').appendCodePoint(c).append(' ');
    } else if (isSpace(c)) {
      clean.append(' ');
    } else {
      clean.appendCodePoint(c);
    }
  }

  /** Unicode's White_Space. */
  static boolean isSpace(int c) {
    return c == ' ' || within(c, '\t', '\r') || c == 0x85 || (c > 127 && Character.isSpaceChar(c));
  }

  private static boolean isControl(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return false;
    }
    int type = Character.getType(c);
    return c == 0xFFFD
        || type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.PRIVATE_USE
        || type == Character.SURROGATE;
  }

  /** Marks and the ASCII symbols; each is a word of its own. */
  static boolean isPunctuation(int c) {
    if (c < 128) {
      return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** The blocks of Chinese characters that the published models set apart. */
  private static boolean isIdeograph(int c) {
    return within(c, 0x4E00, 0x9FFF)
        || within(c, 0x3400, 0x4DBF)
        || within(c, 0x20000, 0x2A6DF)
        || within(c, 0x2A700, 0x2B73F)
        || within(c, 0x2B740, 0x2B81F)
        || within(c, 0x2B920, 0x2CEAF)
        || within(c, 0xF900, 0xFAFF)
        || within(c, 0x2F800, 0x2FA1F);
  }

  private static boolean within(int c, int first, int last) {
    return first <= c && c <= last;
  }
}
