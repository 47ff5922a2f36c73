package dev.roocode.answer;

import dev.roocode.base.Setting;

/**
 * When and how a question is answered with passages.
 *
 * <p>The two limits were measured by asking the questions of the retrieval benchmark of their own
 * repository and of five others, and sixteen questions about other matters of all
 * (docs/BENCHMARKS.md): at 0.30 with vectors 99 % of the right questions and 5 % of those about
 * other matters are answered (area under the curve .998; against other repositories .933); at 0.25
 * without vectors 97 % and 16 %.
 *
 * @param minConfidence below this {@link Confidence#value} nothing is said to answer the question
 * @param minShare likewise where no place has a vector
 * @param passageLines the most lines of one passage
 * @param outlineSymbols the most definitions in the outline
 * @param scoreShare passages with less than this share of the best one's score are left out
 * @param budgetTokens the most tokens of a prompt for a model; some 25 passages, which a model of
 *     8,000 tokens reads with room for its answer
 */
public record AnswerSettings(
    double minConfidence,
    double minShare,
    int passageLines,
    int outlineSymbols,
    double scoreShare,
    @Setting(
            value =
                "The most tokens of a prompt for a model that writes answers: question and passages.",
            min = Packing.BUDGET_MIN,
            max = Packing.BUDGET_MAX)
        int budgetTokens) {
  public static final AnswerSettings DEFAULTS = new AnswerSettings(0.30, 0.25, 12, 20, 0.5, 6_000);
}
