package dev.roocode.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Cuts text into terms, the same way for the index and for questions. One pass, linear in the text.
 * Thread-safe.
 *
 * <ul>
 *   <li>an identifier of several parts gives itself, lower-cased and without underscores, and the
 *       stem of each part of two or more characters: {@code HTTPServer_v2} gives {@code
 *       httpserverv2 http server}; so {@code fileName} and {@code file_name} are one term
 *   <li>any other word gives its stem ({@link Stem})
 *   <li>Han, Hiragana, Katakana and Hangul give overlapping pairs of characters, a lone one itself
 * </ul>
 *
 * Text is brought to NFKC first. A word longer than {@link #TERM_CHARS} is cut there.
 */
public final class Words {
  /** The longest term; nothing longer is an identifier that somebody looks for. */
  public static final int TERM_CHARS = 64;

  private static final Set<String> STOP_WORDS = StopWords.STEMS;
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}_]+");

  private Words() {}

  /** All terms in the order of the text, with repetitions, none dropped. */
  public static List<String> of(CharSequence text) {
    List<String> terms = new ArrayList<>();
    each(text, terms::add);
    return terms;
  }

  /**
   * The distinct terms of a question with their weight, in the order of the question. Words that
   * say nothing about code ({@code how}, {@code the}, single letters) are dropped unless no other
   * word is there.
   */
  public static Map<String, Float> queryTerms(CharSequence question) {
    Map<String, Float> telling = new LinkedHashMap<>();
    Map<String, Float> all = new LinkedHashMap<>();
    each(
        question,
        term -> {
          all.put(term, 1f);
          if (!isStopWord(term)) {
            telling.put(term, 1f);
          }
        });
    return telling.isEmpty() ? all : telling;
  }

  /** The distinct terms of a name's parts: of a file, without its ending. */
  public static Set<String> ofName(String name) {
    Set<String> terms = new LinkedHashSet<>();
    for (String word : SEPARATORS.split(name, -1)) {
      for (String part : Identifier.parts(word)) {
        if (part.length() > 1) {
          terms.addAll(of(part));
        }
      }
    }
    return terms;
  }

  /** Like {@link #of}, without the list. */
  public static void each(CharSequence text, Consumer<String> terms) {
    String s = normal(text);
    int at = 0;
    while (at < s.length()) {
      int c = s.codePointAt(at);
      if (Cjk.holds(c)) {
        at = Cjk.pairs(s, at, terms);
      } else if (isWordPart(c)) {
        int end = endOfWord(s, at);
        WordTerms.of(s, at, boundedEnd(s, at, end)).forEach(terms);
        at = end;
      } else {
        at += Character.charCount(c);
      }
    }
  }

  static boolean isStopWord(String term) {
    return STOP_WORDS.contains(term) || (term.length() == 1 && term.charAt(0) < 0x80);
  }

  private static String normal(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
      }
    }
    return text.toString();
  }

  private static boolean isWordPart(int c) {
    return c == '_' || (Character.isLetterOrDigit(c) && !Cjk.holds(c));
  }

  private static int endOfWord(String s, int from) {
    int at = from;
    while (at < s.length() && isWordPart(s.codePointAt(at))) {
      at += Character.charCount(s.codePointAt(at));
    }
    return at;
  }

  private static int boundedEnd(String s, int from, int end) {
    int bounded = Math.min(end, from + TERM_CHARS);
    boolean splitsPair = bounded < end && Character.isHighSurrogate(s.charAt(bounded - 1));
    return splitsPair ? bounded - 1 : bounded;
  }
}
