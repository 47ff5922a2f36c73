package dev.roocode.gloss;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The other spellings of a word of the glossary, by rule:
 *
 * <ul>
 *   <li>inflected forms of verbs and adjectives that stand in the dictionary form: of {@code 返す}
 *       {@code 返さ 返し 返せ 返そ}; a longer stem such as {@code 読み込} stands for all its forms
 *   <li>compounds without their inner okurigana: {@code 読込み 読込} beside {@code 読み込み}
 *   <li>katakana of three sounds or more without its last long vowel (JIS Z 8301): {@code サーバ}
 *       beside {@code サーバー}; the other direction needs no form, a long vowel left over after a word
 *       is passed over
 * </ul>
 */
final class Spelling {
  private static final String U_ROW = "うくぐすつぬぶむる";

  /** By the place in {@link #U_ROW}: what may follow a stem of five steps, with its contraction. */
  private static final String[] FIVE_STEPS = {
    "わいうえおっ", "かきくけこいっ", "がぎぐげごい", "さしすせそ", "たちつてとっ", "なにぬねのん", "ばびぶべぼん", "まみむめもん", "らりるれろっ"
  };

  private static final String ONE_STEP = "るたてまなられよ";
  private static final String I_AND_E_ROWS = "いきぎしじちにひびみりえけげせぜてでねへべめれ";
  private static final String ADJECTIVE = "いくかけさ";

  /** What stands between the kanji of compound verbs; particles are not among them. */
  private static final String OKURIGANA = "いきぎしちじりみびけげせてえれめべわっ";

  private static final int LONG_KATAKANA = 4;

  private Spelling() {}

  /**
   * All spellings but the word itself.
   *
   * @param word in the form of {@link Kana#key}
   */
  static Set<String> of(String word) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(word);
    inflect(word, forms);
    for (String form : List.copyOf(forms)) {
      dropOkurigana(form, forms);
      dropLongVowels(form, forms);
    }
    forms.remove(word);
    return forms;
  }

  private static void inflect(String word, Set<String> forms) {
    int n = word.length();
    if (n < 2 || Script.of(word.charAt(n - 1)) != Script.HIRAGANA) {
      return;
    }
    boolean hasKanji = Script.holds(word, Script.KANJI);
    String stem = word.substring(0, n - 1);
    char last = word.charAt(n - 1);
    int row = U_ROW.indexOf(last);
    if (n == 3 && word.endsWith("する") && hasKanji) {
      each(word.substring(0, 1), "しさせす", forms);
    } else if (last == 'い' && hasKanji) {
      each(stem, ADJECTIVE, forms);
      stand(stem, forms);
    } else if (row >= 0 && (hasKanji || n >= 3)) {
      each(stem, endings(stem, row), forms);
      stand(stem, forms);
    }
  }

  private static String endings(String stem, int row) {
    char before = stem.charAt(stem.length() - 1);
    boolean isRu = U_ROW.charAt(row) == 'る';
    if (isRu && I_AND_E_ROWS.indexOf(before) >= 0) {
      return ONE_STEP;
    }
    // After kanji the spelling does not tell which kind it is: 作る, 見る.
    boolean either = isRu && Script.of(before) == Script.KANJI;
    return either ? FIVE_STEPS[row] + ONE_STEP : FIVE_STEPS[row];
  }

  private static void each(String stem, String endings, Set<String> forms) {
    endings.chars().forEach(ending -> forms.add(stem + (char) ending));
  }

  /** A stem that is telling by itself. One kanji alone is part of too many words. */
  private static void stand(String stem, Set<String> forms) {
    if (stem.length() >= (Script.holds(stem, Script.KANJI) ? 2 : 3)) {
      forms.add(stem);
    }
  }

  private static void dropOkurigana(String form, Set<String> forms) {
    List<int[]> inner = innerOkurigana(form);
    if (inner.isEmpty()) {
      return;
    }
    StringBuilder short1 = new StringBuilder(form);
    for (int[] gap : inner.reversed()) {
      short1.delete(gap[0], gap[1]);
    }
    forms.add(short1.toString());
    forms.add(form.substring(0, inner.getFirst()[0]) + form.substring(inner.getFirst()[1]));
    int end = short1.length();
    while (end > 0 && OKURIGANA.indexOf(short1.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end >= 2) {
      forms.add(short1.substring(0, end));
    }
  }

  /** One or two hiragana of {@link #OKURIGANA} between kanji, as places from and to. */
  private static List<int[]> innerOkurigana(String form) {
    List<int[]> inner = new ArrayList<>();
    for (int i = 1; i < form.length() - 1; i++) {
      int end = i;
      while (end < form.length() && OKURIGANA.indexOf(form.charAt(end)) >= 0) {
        end++;
      }
      boolean between =
          end > i
              && end - i <= 2
              && end < form.length()
              && Script.of(form.charAt(i - 1)) == Script.KANJI
              && Script.of(form.charAt(end)) == Script.KANJI;
      if (between) {
        inner.add(new int[] {i, end});
        i = end;
      }
    }
    return inner;
  }

  private static void dropLongVowels(String form, Set<String> forms) {
    StringBuilder dropped = new StringBuilder();
    for (int at = 0; at < form.length(); ) {
      int end = Script.endOfRun(form, at);
      boolean drops = end - at >= LONG_KATAKANA && form.charAt(end - 1) == Script.LONG_VOWEL;
      dropped.append(form, at, drops ? end - 1 : end);
      at = end;
    }
    if (dropped.length() < form.length()) {
      forms.add(dropped.toString());
    }
  }
}
