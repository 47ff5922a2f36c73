package dev.roocode.gloss;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into known words, so that the sum of their squared lengths is greatest: long words
 * win over short ones, and a cut that covers more over one that covers less. Time is the text's
 * length times that of the longest word.
 *
 * <p>Short parts are doubtful where the rest of their run of one script is unknown: of {@code パスタ}
 * nobody means {@code パス}, so such parts are given up and the run is an unknown word.
 */
final class Segmentation {
  /**
   * A stretch of the text.
   *
   * @param meanings null for what is no known word
   */
  record Piece(int from, int to, @Nullable List<String> meanings) {}

  private static final String AFTER_NOUN = "のをがはにでともやへかだなごまよず";
  private static final String SURU = "しすさせ";
  private static final int SURE_KATAKANA = 4;
  private static final int SURE_KANJI = 2;
  private static final int UNKNOWN_CHARS = 2;

  private final String text;
  private final Glossary glossary;

  /** Length of the word that begins at a place, 0 where none does. */
  private final int[] words;

  private final boolean[] covered;
  private final List<Piece> unknown = new ArrayList<>();

  /**
   * @param text in the form of {@link Kana#canonical}
   */
  Segmentation(String text, Glossary glossary) {
    this.text = text.length() == lower(text).length() ? lower(text) : text;
    this.glossary = glossary;
    this.words = best();
    this.covered = new boolean[text.length()];
    for (int i = 0; i < words.length; i++) {
      cover(i, words[i], true);
    }
    for (int at = 0; at < text.length(); ) {
      int end = Script.endOfRun(text, at);
      doubt(at, end);
      at = end;
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The known words in order. */
  List<Piece> known() {
    List<Piece> known = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      if (words[i] > 0) {
        known.add(new Piece(i, i + words[i], meanings(i, words[i])));
      }
    }
    return known;
  }

  /**
   * Runs of kanji or katakana, or parts of them, that no word covers; of two characters or more.
   */
  List<Piece> unknown() {
    return unknown;
  }

  /** Whether every kanji belongs to a known word. */
  boolean coversKanji() {
    for (int i = 0; i < text.length(); i++) {
      if (!covered[i] && Script.of(text.charAt(i)) == Script.KANJI) {
        return false;
      }
    }
    return true;
  }

  private int[] best() {
    int n = text.length();
    long[] sum = new long[n + 1];
    int[] taken = new int[n];
    for (int i = n - 1; i >= 0; i--) {
      sum[i] = sum[i + 1];
      for (int length = 1; length <= Math.min(glossary.longest(), n - i); length++) {
        long with = square(i, length) + sum[i + length];
        if (with >= sum[i] && isWhole(i, i + length) && meanings(i, length) != null) {
          sum[i] = with;
          taken[i] = length;
        }
      }
    }
    int[] words = new int[n];
    for (int i = 0; i < n; i += Math.max(1, taken[i])) {
      words[i] = taken[i];
    }
    return words;
  }

  /** 表示 before する counts as longer by one, or 示す would win together with 表. */
  private long square(int from, int length) {
    int to = from + length;
    boolean verb =
        length >= SURE_KANJI
            && to < text.length()
            && SURU.indexOf(text.charAt(to)) >= 0
            && Script.of(text.charAt(from)) == Script.KANJI
            && Script.endOfRun(text, from) == to;
    long counted = verb ? length + 1 : length;
    return counted * counted;
  }

  private @Nullable List<String> meanings(int from, int length) {
    return glossary.meanings(text.substring(from, from + length));
  }

  /**
   * Whether a word may begin and end there: not inside of a Latin word, and one kanji by itself
   * only where no verb's ending follows.
   */
  private boolean isWhole(int from, int to) {
    if (joins(from) || joins(to)) {
      return false;
    }
    boolean oneKanji = to - from == 1 && Script.of(text.charAt(from)) == Script.KANJI;
    return !oneKanji
        || to == text.length()
        || Script.of(text.charAt(to)) != Script.HIRAGANA
        || AFTER_NOUN.indexOf(text.charAt(to)) >= 0;
  }

  private boolean joins(int at) {
    return at > 0 && at < text.length() && isLatin(text.charAt(at - 1)) && isLatin(text.charAt(at));
  }

  private static boolean isLatin(char c) {
    return Character.isLetterOrDigit(c) && Script.of(c) == Script.OTHER;
  }

  private void cover(int from, int length, boolean known) {
    for (int i = from; i < from + length; i++) {
      covered[i] = known;
    }
  }

  private void doubt(int from, int to) {
    Script script = Script.of(text.charAt(from));
    if (script != Script.KANJI && script != Script.KATAKANA) {
      return;
    }
    passLongVowels(from, to);
    if (isCovered(from, to)) {
      return;
    }
    int sure = script == Script.KANJI ? SURE_KANJI : SURE_KATAKANA;
    for (int i = from; i < to; i++) {
      if (words[i] > 0 && words[i] < sure) {
        cover(i, words[i], false);
        words[i] = 0;
      }
    }
    addUnknown(from, to);
  }

  /** サーバー is サーバ and a long vowel. */
  private void passLongVowels(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      covered[i] |= text.charAt(i) == Script.LONG_VOWEL && covered[i - 1];
    }
  }

  private boolean isCovered(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!covered[i]) {
        return false;
      }
    }
    return true;
  }

  private void addUnknown(int from, int to) {
    for (int at = from; at < to; at++) {
      int end = at;
      while (end < to && !covered[end]) {
        end++;
      }
      if (end - at >= UNKNOWN_CHARS) {
        unknown.add(new Piece(at, end, null));
      }
      at = Math.max(at, end - 1);
    }
  }
}
