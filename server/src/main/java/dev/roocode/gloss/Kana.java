package dev.roocode.gloss;

import java.text.Normalizer;
import java.util.Locale;

/** One way of writing where there are several: the form in which words are compared. */
final class Kana {
  private static final String[][] SAME = {
    {"ヴァ", "バ"}, {"ヴィ", "ビ"}, {"ヴェ", "ベ"}, {"ヴォ", "ボ"}, {"ヴ", "ブ"},
    {"ウィ", "ウイ"}, {"ウェ", "ウエ"}, {"ウォ", "ウオ"}, {"ヂ", "ジ"}, {"ヅ", "ズ"},
    {"フェイス", "フェース"}, {"イヤ", "イア"}, {"ディジタル", "デジタル"},
  };

  private Kana() {}

  /** Half-width katakana made whole, full-width Latin narrow (NFKC), kana variants made one. */
  static String canonical(String text) {
    String whole = Normalizer.normalize(text, Normalizer.Form.NFKC);
    if (Script.holds(whole, Script.KATAKANA)) {
      for (String[] pair : SAME) {
        whole = whole.replace(pair[0], pair[1]);
      }
    }
    return whole;
  }

  /** As {@link #canonical}, and without case: the form of a word in the glossary. */
  static String key(String word) {
    return canonical(word).toLowerCase(Locale.ROOT);
  }
}
