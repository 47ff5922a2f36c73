package dev.roocode.redact;

/** Kinds of characters; secrets are ASCII. */
final class Chars {
  private static final boolean[] WORD = new boolean[128];

  static {
    for (char c = 0; c < WORD.length; c++) {
      WORD[c] = isLetter(c) || isDigit(c) || c == '_' || c == '-';
    }
  }

  private Chars() {}

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isLetter(char c) {
    return isUpper(c) || isLower(c);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Letters, digits, {@code _} and {@code -}: what tokens are made of. */
  static boolean isWord(char c) {
    return c < WORD.length && WORD[c];
  }

  static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  /** Ends an unquoted value. */
  static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00A0';
  }
}
