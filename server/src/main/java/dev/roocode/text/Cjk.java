package dev.roocode.text;

import java.lang.Character.UnicodeScript;
import java.util.function.Consumer;

/**
 * Scripts written without spaces. Overlapping pairs of characters find words there without a
 * dictionary (the usual bigram indexing of Chinese, Japanese and Korean).
 */
final class Cjk {
  private static final int FIRST = 0x1100;
  private static final int PROLONGED_SOUND_MARK = 0x30FC;

  private Cjk() {}

  static boolean holds(int c) {
    if (c < FIRST) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.HANGUL
        || c == PROLONGED_SOUND_MARK;
  }

  /** Gives the pairs of the run that starts at {@code from}; returns where the run ends. */
  static int pairs(String s, int from, Consumer<String> terms) {
    int before = from;
    int at = from + Character.charCount(s.codePointAt(from));
    boolean alone = true;
    while (at < s.length() && holds(s.codePointAt(at))) {
      int next = at + Character.charCount(s.codePointAt(at));
      terms.accept(s.substring(before, next));
      alone = false;
      before = at;
      at = next;
    }
    if (alone) {
      terms.accept(s.substring(from, at));
    }
    return at;
  }
}
