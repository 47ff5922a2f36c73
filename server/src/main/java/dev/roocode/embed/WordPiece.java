package dev.roocode.embed;

import dev.roocode.domain.Limits;
import java.util.Arrays;
import java.util.Map;

/**
 * The tokens of BERT's uncased vocabulary: words and single punctuation marks, each cut greedily
 * into the longest known pieces (Wu et al. 2016, "Google's Neural Machine Translation System",
 * section 4.1; Devlin et al. 2019). Immutable, thread-safe.
 *
 * <p>Written here rather than taken from a native library (docs/decisions/0007): it gives the same
 * tokens, starts without unpacking a second native library, and cannot reach for the network. The
 * tests compare it with the reference implementation. One difference is wanted: {@code [SEP]} and
 * its like in a text are text, never control tokens.
 */
final class WordPiece {
  /** Tokens of one text with the two that frame it: the model was made for no more. */
  static final int MAX_TOKENS = 512;

  /** A longer word is unknown as a whole; the model was trained so. */
  private static final int MAX_WORD_CHARS = 100;

  private final Map<String, Integer> vocabulary;
  private final int longestPiece;
  private final int unknown;
  private final int first;
  private final int last;

  /**
   * @param vocabulary token numbers by piece; pieces that continue a word start with {@code ##}
   */
  WordPiece(Map<String, Integer> vocabulary) {
    this.vocabulary = Map.copyOf(vocabulary);
    this.longestPiece = vocabulary.keySet().stream().mapToInt(String::length).max().orElse(0);
    this.unknown = special("[UNK]");
    this.first = special("[CLS]");
    this.last = special("[SEP]");
  }

  private int special(String piece) {
    Integer number = vocabulary.get(piece);
    if (number == null) {
      throw new IllegalArgumentException("the vocabulary lacks " + piece);
    }
    return number;
  }

  /**
   * The numbers of a text's tokens, 2 to {@link #MAX_TOKENS}; the rest of the text is cut. Looks at
   * no more than {@link Limits#QUERY_CHARS} characters, so that a huge text is as cheap as a long
   * one.
   */
  long[] tokens(String text) {
    String plain = PlainText.of(cut(text));
    Tokens tokens = new Tokens();
    tokens.add(first);
    int start = 0;
    while (start < plain.length() && !tokens.full()) {
      int end = wordEnd(plain, start);
      if (end > start) {
        addWord(plain.substring(start, end), tokens);
        start = end;
      } else {
        start++; // white space
      }
    }
    return tokens.closedBy(last);
  }

  private static String cut(String text) {
    if (text.length() <= Limits.QUERY_CHARS) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(Limits.QUERY_CHARS - 1));
    return text.substring(0, Limits.QUERY_CHARS - (splitsPair ? 1 : 0));
  }

  /** The end of the word or punctuation mark that starts here; the start itself at white space. */
  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (PlainText.isPunctuation(c)) {
        return end == start ? end + Character.charCount(c) : end;
      }
      if (PlainText.isSpace(c)) {
        return end;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private void addWord(String word, Tokens tokens) {
    int before = tokens.size;
    int start = 0;
    while (start < word.length()) {
      int end = start == 0 && isTooLong(word) ? start : pieceEnd(word, start);
      if (end == start) {
        tokens.size = before;
        tokens.add(unknown);
        return;
      }
      tokens.add(vocabulary.getOrDefault(piece(word, start, end), unknown));
      start = end;
    }
  }

  private static boolean isTooLong(String word) {
    return word.length() > MAX_WORD_CHARS && word.codePointCount(0, word.length()) > MAX_WORD_CHARS;
  }

  /** Where the longest known piece that starts here ends; the start itself without one. */
  private int pieceEnd(String word, int start) {
    int end = Math.min(word.length(), start + longestPiece);
    while (end > start && !vocabulary.containsKey(piece(word, start, end))) {
      end--;
    }
    return end;
  }

  private static String piece(String word, int start, int end) {
    return start == 0 ? word.substring(0, end) : "##".concat(word.substring(start, end));
  }

  /**
   * A bounded list. What goes beyond is counted while a word is cut, since a word that turns out to
   * be unknown takes its pieces back, and dropped in the end.
   */
  private static final class Tokens {
    private final long[] numbers = new long[MAX_TOKENS];
    private int size;

    void add(int number) {
      if (size < numbers.length) {
        numbers[size] = number;
      }
      size++;
    }

    boolean full() {
      return size >= numbers.length - 1;
    }

    long[] closedBy(int last) {
      int length = Math.min(size + 1, numbers.length);
      numbers[length - 1] = last;
      return Arrays.copyOf(numbers, length);
    }
  }
}
