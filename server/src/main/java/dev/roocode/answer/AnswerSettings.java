package dev.roocode.answer;

/**
 * When and how a question is answered with passages.
 *
 * @param minConfidence below this {@link Confidence#value} nothing is said to answer the question;
 *     measured by asking one repository's questions of the others (docs/BENCHMARKS.md)
 * @param passageLines the most lines of one passage
 * @param outlineSymbols the most definitions in the outline
 * @param scoreShare passages with less than this share of the best one's score are left out
 */
public record AnswerSettings(
    double minConfidence, int passageLines, int outlineSymbols, double scoreShare) {
  public static final AnswerSettings DEFAULTS = new AnswerSettings(0.3, 12, 20, 0.5);
}
