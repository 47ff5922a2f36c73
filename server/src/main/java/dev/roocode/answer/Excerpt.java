package dev.roocode.answer;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import java.util.Arrays;

/**
 * Lines of a file as a model gets them.
 *
 * @param symbol the qualified name of the definition they belong to, or {@code ""}
 * @param text the lines, joined by {@code \n}, as they are indexed
 * @param stale whether the file had changed when they were found
 * @param omitted how many lines that belong to them are left out behind them, for want of space
 */
record Excerpt(
    FilePath path,
    Language language,
    LineRange lines,
    String symbol,
    String text,
    boolean stale,
    int omitted) {
  static Excerpt of(Hit hit) {
    return new Excerpt(
        hit.path(), hit.language(), hit.lines(), hit.symbol(), hit.snippet(), hit.stale(), 0);
  }

  /** The same place with other lines. */
  Excerpt with(LineRange others, String otherSymbol, String otherText) {
    return new Excerpt(path, language, others, otherSymbol, otherText, stale, 0);
  }

  /** The first lines alone. */
  Excerpt first(int count) {
    String[] all = text.split("\n", -1);
    LineRange kept = new LineRange(lines.first(), lines.first() + count - 1);
    String less = String.join("\n", Arrays.asList(all).subList(0, count));
    return new Excerpt(path, language, kept, symbol, less, stale, lines.count() - count);
  }

  /** {@code src/Hash.java:12-14}. */
  String place() {
    return path + ":" + lines.first() + "-" + lines.last();
  }
}
