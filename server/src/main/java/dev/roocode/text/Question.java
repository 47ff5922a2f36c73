package dev.roocode.text;

import dev.roocode.gloss.Reading;
import java.lang.Character.UnicodeScript;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is looked for: the terms of a question, and what it means in English. A Japanese question
 * has both views, its own pairs of characters for Japanese comments and documents and the English
 * words for the code; any other question is taken as it is written. A long one says first what it
 * is about: what only its later sentences say counts less. Thread-safe.
 */
public final class Question {
  private final Reading reading;
  private final Map<String, Float> terms;
  private final Optional<Question> opening;

  private Question(Reading reading, Map<String, Float> terms, Optional<Question> opening) {
    this.reading = reading;
    this.terms = terms;
    this.opening = opening;
  }

  public static Question of(String text) {
    Reading reading = Reading.of(text);
    return new Question(reading, terms(reading), Opening.of(text).map(Question::of));
  }

  private static Map<String, Float> terms(Reading reading) {
    Map<String, Float> terms = Words.queryTerms(reading.question());
    if (reading.isTranslated() || !reading.guesses().isEmpty()) {
      terms.keySet().removeIf(Question::isGrammar);
      terms.putAll(Words.queryTerms(reading.english()));
      for (String guess : reading.guesses()) {
        terms.putAll(Words.queryTerms(guess));
      }
    }
    return terms;
  }

  /** Hiragana are endings and particles; what says something is in kanji or katakana. */
  private static boolean isGrammar(String term) {
    return term.codePoints().allMatch(c -> UnicodeScript.of(c) == UnicodeScript.HIRAGANA);
  }

  /** The distinct terms with their weights, as {@link Words#queryTerms}. */
  public Map<String, Float> terms() {
    return terms;
  }

  /** As it was asked. */
  public String asked() {
    return reading.question();
  }

  /** In English words; as it was asked, where it was not translated. */
  public String english() {
    return reading.english();
  }

  /**
   * The first sentence of a longer question, as a question of its own: there most people say what
   * they are about. Its vector beside that of the whole gains .009 fMRR@10 and .005 R400L on the
   * retrieval benchmark; counting its terms for more gains nothing beside that
   * (docs/decisions/0010-ranking.md).
   */
  public Optional<Question> opening() {
    return opening;
  }

  /** Whether it was read as English words. */
  public boolean isTranslated() {
    return reading.isTranslated();
  }

  /** Japanese words without a translation, each once. */
  public List<String> unknown() {
    return reading.unknown();
  }

  /**
   * The share of its words that a text holds, 0 … 1. A translated word is held where one of its
   * meanings is, or the word itself.
   *
   * @param held the terms of the text
   * @param text itself
   */
  public double share(Set<String> held, String text) {
    if (!isTranslated()) {
      return terms.isEmpty() ? 0 : (double) count(terms.keySet(), held) / terms.size();
    }
    Set<String> latin = new LinkedHashSet<>(Words.queryTerms(reading.question()).keySet());
    latin.removeIf(term -> Cjk.holds(term.codePointAt(0)));
    long words = reading.words().stream().filter(word -> isHeld(word, held, text)).count();
    return (double) (words + count(latin, held)) / (reading.words().size() + latin.size());
  }

  private static long count(Set<String> terms, Set<String> held) {
    return terms.stream().filter(held::contains).count();
  }

  private static boolean isHeld(Reading.Word word, Set<String> held, String text) {
    return text.contains(word.written())
        || word.meanings().stream().anyMatch(meaning -> held.containsAll(Words.of(meaning)));
  }
}
