package dev.roocode.gloss;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Latin spellings that an unknown katakana word may have: Hepburn's, and the same without the
 * vowels that Japanese puts after a foreign word's consonants ({@code redisu}, {@code redis}). A
 * guess that names nothing in the code costs nothing.
 */
final class Romaji {
  private static final Map<String, String> SOUNDS = new HashMap<>();

  static {
    row("", "アイウエオ", "aiueo");
    row("k", "カキクケコ", "aiueo");
    row("g", "ガギグゲゴ", "aiueo");
    row("s", "サ*スセソ", "aiueo");
    row("z", "ザ*ズゼゾ", "aiueo");
    row("t", "タ**テト", "aiueo");
    row("d", "ダ**デド", "aiueo");
    row("n", "ナニヌネノ", "aiueo");
    row("h", "ハヒ*ヘホ", "aiueo");
    row("b", "バビブベボ", "aiueo");
    row("p", "パピプペポ", "aiueo");
    row("m", "マミムメモ", "aiueo");
    row("y", "ヤ*ユ*ヨ", "aiueo");
    row("r", "ラリルレロ", "aiueo");
    SOUNDS.putAll(
        Map.of("シ", "shi", "ジ", "ji", "チ", "chi", "ツ", "tsu", "フ", "fu", "ワ", "wa", "ヲ", "o"));
    SOUNDS.putAll(Map.of("ン", "n", "ー", "", "ティ", "ti", "ディ", "di", "トゥ", "tu", "ドゥ", "du"));
    SOUNDS.putAll(Map.of("ファ", "fa", "フィ", "fi", "フェ", "fe", "フォ", "fo", "シェ", "she"));
    SOUNDS.putAll(Map.of("ジェ", "je", "チェ", "che", "デュ", "dyu", "フュ", "fyu"));
    small("ャ", "a");
    small("ュ", "u");
    small("ョ", "o");
  }

  private Romaji() {}

  private static void row(String consonant, String kana, String vowels) {
    for (int i = 0; i < kana.length(); i++) {
      if (kana.charAt(i) != '*') {
        SOUNDS.put(kana.substring(i, i + 1), consonant + vowels.charAt(i));
      }
    }
  }

  private static void small(String kana, String vowel) {
    for (String head : List.of("キ", "ギ", "ニ", "ヒ", "ビ", "ピ", "ミ", "リ", "シ", "ジ", "チ")) {
      String sound = SOUNDS.getOrDefault(head, "");
      String stem = sound.substring(0, sound.length() - 1);
      boolean soft = stem.endsWith("sh") || stem.endsWith("ch") || stem.endsWith("j");
      SOUNDS.put(head + kana, stem + (soft ? "" : "y") + vowel);
    }
  }

  /** At most two spellings, lower case; none where a sound is unknown. */
  static List<String> of(String katakana) {
    StringBuilder whole = new StringBuilder();
    boolean doubles = false;
    for (int at = 0; at < katakana.length(); ) {
      if (katakana.charAt(at) == 'ッ') {
        doubles = true;
        at++;
        continue;
      }
      int length =
          at + 2 <= katakana.length() && SOUNDS.containsKey(katakana.substring(at, at + 2)) ? 2 : 1;
      String sound = SOUNDS.get(katakana.substring(at, at + length));
      if (sound == null) {
        return List.of();
      }
      whole.append(doubles && !sound.isEmpty() ? sound.substring(0, 1) : "").append(sound);
      doubles = false;
      at += length;
    }
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(whole.toString());
    spellings.add(withoutAddedVowels(whole.toString()));
    return List.copyOf(spellings);
  }

  private static String withoutAddedVowels(String s) {
    return s.replaceAll("(?<=[kgszbpmflr])u(?=[bcdfgjkmprstz]|$)", "")
        .replaceAll("(?<=[td])o(?=[bcdfgjkmprsz]|$)", "")
        .replaceAll("(?<=ch|j)i$", "")
        .replaceAll("ts$", "ts");
  }
}
