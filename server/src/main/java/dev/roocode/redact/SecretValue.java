package dev.roocode.redact;

import java.util.List;
import java.util.Locale;

/**
 * Whether a value can only be a secret: made at random, or a password with digits in it. Words,
 * names of things, dates, patterns, templates and the usual stand-ins are none.
 */
final class SecretValue {
  private static final int KEY_CHARS = 16;
  private static final int KEY_DIGITS = 2;
  private static final int KEY_LETTERS = 4;
  private static final int PASSWORD_CHARS = 8;
  private static final int MOST_CHARS = 512;

  /** So many different characters at least; {@code xxxx…} has one. */
  private static final int DISTINCT = 8;

  /** Random characters change their kind every second time, those of words every sixth. */
  private static final int CHARS_PER_CHANGE = 5;

  private static final int WORD_CHARS = 4;

  private static final List<String> STAND_INS =
      List.of(
          "example",
          "changeme",
          "change-me",
          "change_me",
          "placeholder",
          "your",
          "password",
          "passwd",
          "dummy",
          "sample",
          "redacted",
          "xxxx",
          "****",
          "....",
          "fake",
          "secret");

  private SecretValue() {}

  /** For names such as {@code apiKey} and {@code token}: only what was made at random. */
  static boolean isKey(String value) {
    return value.length() >= KEY_CHARS
        && isPlain(value)
        && count(value, true) >= KEY_DIGITS
        && count(value, false) >= KEY_LETTERS
        && isRandom(value);
  }

  private static boolean isRandom(String value) {
    return changes(value) * CHARS_PER_CHANGE >= value.length() && isNoWord(value);
  }

  /** For what has a known form already: no stand-in and no words. */
  static boolean isNoWord(String value) {
    return value.chars().distinct().count() >= DISTINCT && !isWordy(value) && !isStandIn(value);
  }

  /** For names such as {@code password}: letters with digits among them. */
  static boolean isPassword(String value) {
    return value.length() >= PASSWORD_CHARS
        && isPlain(value)
        && count(value, true) > 0
        && count(value, false) > 0
        && !isWordy(value)
        && !isStandIn(value);
  }

  /** One word without the signs of templates, patterns and calls. */
  private static boolean isPlain(String value) {
    if (value.length() > MOST_CHARS || value.startsWith("$") || value.contains("%s")) {
      return false;
    }
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c <= ' ' || c >= 0x7F || "{}[]()<>\\\"`".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  static boolean isStandIn(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return STAND_INS.stream().anyMatch(lower::contains);
  }

  private static int count(String value, boolean digits) {
    int count = 0;
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      count += (digits ? Chars.isDigit(c) : Chars.isLetter(c)) ? 1 : 0;
    }
    return count;
  }

  /** How often one kind follows another; the capital of a word and what follows count as one. */
  private static int changes(String value) {
    int changes = 0;
    for (int at = 1; at < value.length(); at++) {
      char before = value.charAt(at - 1);
      char now = value.charAt(at);
      boolean known = kind(before) != 0 && kind(now) != 0;
      boolean title = Chars.isUpper(before) && Chars.isLower(now);
      changes += known && !title && kind(before) != kind(now) ? 1 : 0;
    }
    return changes;
  }

  private static int kind(char c) {
    return Chars.isLower(c) ? 1 : Chars.isUpper(c) ? 2 : Chars.isDigit(c) ? 3 : 0;
  }

  /** Whether one of several parts is a word; parts of random values seldom are. */
  private static boolean isWordy(String value) {
    int parts = 0;
    boolean word = false;
    int start = 0;
    for (int at = 0; at <= value.length(); at++) {
      if (at == value.length() || "-_./:,".indexOf(value.charAt(at)) >= 0) {
        parts += at > start ? 1 : 0;
        word |= isWord(value.substring(start, at));
        start = at + 1;
      }
    }
    return word && parts > 1;
  }

  private static boolean isWord(String part) {
    String rest = part.isEmpty() ? part : part.substring(1);
    boolean oneCase =
        rest.chars().allMatch(c -> Chars.isLower((char) c))
            || part.chars().allMatch(c -> Chars.isUpper((char) c));
    return part.length() >= WORD_CHARS
        && oneCase
        && Chars.isLetter(part.charAt(0))
        && !part.chars().allMatch(c -> Chars.isHex((char) c));
  }
}
