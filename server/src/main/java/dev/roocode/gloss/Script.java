package dev.roocode.gloss;

import java.lang.Character.UnicodeScript;

/** The scripts that Japanese is written in. */
enum Script {
  KANJI,
  HIRAGANA,
  KATAKANA,
  HANGUL,
  OTHER;

  static final char LONG_VOWEL = 'ー';

  /** Nothing of these scripts stands before it in Unicode. */
  static final char FIRST = 0x1100;

  static Script of(char c) {
    if (c < FIRST) {
      return OTHER;
    }
    if (c == LONG_VOWEL) {
      return KATAKANA;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return switch (script) {
      case HAN -> KANJI;
      case HIRAGANA -> HIRAGANA;
      case KATAKANA -> KATAKANA;
      case HANGUL -> HANGUL;
      default -> OTHER;
    };
  }

  static boolean holds(CharSequence text, Script script) {
    return text.chars().anyMatch(c -> of((char) c) == script);
  }

  /** Where the run of one script that begins at {@code from} ends. */
  static int endOfRun(CharSequence text, int from) {
    Script script = of(text.charAt(from));
    int at = from + 1;
    while (at < text.length() && of(text.charAt(at)) == script) {
      at++;
    }
    return at;
  }
}
