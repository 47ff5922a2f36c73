package dev.roocode.gloss;

import java.util.ArrayList;
import java.util.List;

/**
 * A question as it was read. Thread-safe, a value.
 *
 * @param question as asked
 * @param english its words in English, in the order of the question, with all that was written in
 *     Latin letters as it was; the question itself where nothing was translated
 * @param words the Japanese words that were understood
 * @param guesses Latin spellings that unknown katakana words may have
 * @param unknown Japanese words that the glossary does not know, each once
 */
public record Reading(
    String question, String english, List<Word> words, List<String> guesses, List<String> unknown) {
  /**
   * A word that was understood.
   *
   * @param written as in the question, in its usual spelling
   * @param meanings in English, lower case, the commonest first, one at least
   */
  public record Word(String written, List<String> meanings) {}

  private static final char FIRST_KANA = '\u3041';
  private static final char LAST_KANA = '\u30FE';

  public Reading {
    words = List.copyOf(words);
    guesses = List.copyOf(guesses);
    unknown = List.copyOf(unknown);
  }

  /**
   * Reads a question. Japanese is what has kana, and kanji by themselves if the glossary knows them
   * all; anything else, Chinese and Korean among it, stays as it is.
   */
  public static Reading of(String question) {
    if (question.chars().noneMatch(c -> c >= Script.FIRST)) {
      return untranslated(question, List.of());
    }
    String text = Kana.canonical(question);
    boolean kana = Script.holds(text, Script.HIRAGANA) || Script.holds(text, Script.KATAKANA);
    if (Script.holds(text, Script.HANGUL) || !(kana || Script.holds(text, Script.KANJI))) {
      return untranslated(question, List.of());
    }
    Segmentation cut = new Segmentation(text, Glossary.japanese());
    if (!kana && !cut.coversKanji()) {
      return untranslated(question, List.of());
    }
    return read(question, text, cut);
  }

  /**
   * The words of a text in which Japanese occurs, such as code with comments; none of one without
   * kana.
   */
  public static List<Word> wordsOf(String text) {
    if (text.chars().noneMatch(c -> c >= FIRST_KANA && c <= LAST_KANA)) {
      return List.of();
    }
    String canonical = Kana.canonical(text);
    return words(canonical, new Segmentation(canonical, Glossary.japanese()));
  }

  /** Whether any word was put into English. */
  public boolean isTranslated() {
    return !words.isEmpty();
  }

  private static List<Word> words(String text, Segmentation cut) {
    List<Word> words = new ArrayList<>();
    for (Segmentation.Piece piece : cut.known()) {
      List<String> meanings = piece.meanings();
      if (meanings != null && !meanings.isEmpty()) {
        words.add(new Word(text.substring(piece.from(), piece.to()), meanings));
      }
    }
    return words;
  }

  private static Reading untranslated(String question, List<String> unknown) {
    return new Reading(question, question, List.of(), List.of(), unknown);
  }

  private static Reading read(String question, String text, Segmentation cut) {
    List<Word> words = words(text, cut);
    StringBuilder english = new StringBuilder();
    int at = 0;
    for (Segmentation.Piece piece : cut.known()) {
      keepLatin(text, at, piece.from(), english);
      at = piece.to();
      List<String> meanings = piece.meanings();
      if (meanings != null && !meanings.isEmpty()) {
        english.append(String.join(" ", meanings)).append(' ');
      }
    }
    keepLatin(text, at, text.length(), english);
    List<String> unknown =
        cut.unknown().stream().map(p -> text.substring(p.from(), p.to())).distinct().toList();
    List<String> guesses =
        unknown.stream()
            .filter(word -> Script.of(word.charAt(0)) == Script.KATAKANA)
            .flatMap(word -> Romaji.of(word).stream())
            .toList();
    return words.isEmpty()
        ? new Reading(question, question, List.of(), guesses, unknown)
        : new Reading(question, english.toString().strip(), words, guesses, unknown);
  }

  /** What is not written in Japanese goes over as it stands; a gap stands for what is. */
  private static void keepLatin(String text, int from, int to, StringBuilder english) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean kept = Script.of(c) == Script.OTHER && !Character.isWhitespace(c) && !isMark(c);
      boolean gap = !english.isEmpty() && english.charAt(english.length() - 1) != ' ';
      if (kept) {
        english.append(c);
      } else if (gap) {
        english.append(' ');
      }
    }
    if (!english.isEmpty() && english.charAt(english.length() - 1) != ' ') {
      english.append(' ');
    }
  }

  private static boolean isMark(char c) {
    return (c >= '\u3000' && c <= '\u303F') || c == '・';
  }
}
