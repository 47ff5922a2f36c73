package dev.roocode.answer;

import dev.roocode.domain.Hit;
import dev.roocode.domain.LineRange;
import dev.roocode.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The lines of a hit that say most about the question.
 *
 * @param hit where they stand
 * @param lines which
 * @param text the lines, joined by {@code \n}
 */
record Passage(Hit hit, LineRange lines, String text) {
  /** The window of at most so many lines with most of the question's words; the first of equals. */
  static Passage of(Hit hit, Set<String> terms, int maxLines) {
    List<String> lines = Arrays.asList(hit.snippet().split("\n", -1));
    int length = Math.min(maxLines, lines.size());
    int[] counts = lines.stream().mapToInt(line -> held(line, terms)).toArray();
    int sum = 0;
    int best = -1;
    int start = 0;
    for (int end = 0; end < counts.length; end++) {
      sum += counts[end] - (end >= length ? counts[end - length] : 0);
      if (end >= length - 1 && sum > best) {
        best = sum;
        start = end - length + 1;
      }
    }
    int first = hit.lines().first() + start;
    return new Passage(
        hit,
        new LineRange(first, first + length - 1),
        String.join("\n", lines.subList(start, start + length)));
  }

  private static int held(String line, Set<String> terms) {
    return (int) Words.of(line).stream().distinct().filter(terms::contains).count();
  }
}
