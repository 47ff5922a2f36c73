package dev.roocode.app.bench;

import dev.roocode.domain.Hit;
import dev.roocode.domain.LineRange;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How well one question was answered.
 *
 * @param recall the share of gold ranges that the first {@link #BUDGET_LINES} lines returned touch
 *     (R400L)
 * @param reciprocalRank of the first right file among the first ten files, 0 without one
 */
record QualityScore(double recall, double reciprocalRank) {
  /** About what fits into a model's prompt. */
  static final int BUDGET_LINES = 400;

  private static final int HIT_LINES = 60;
  private static final int FILES = 10;

  static QualityScore of(QualityQuestion question, List<Hit> hits) {
    return new QualityScore(recall(question, hits), reciprocalRank(question, hits));
  }

  private static double recall(QualityQuestion question, List<Hit> hits) {
    Set<QualityQuestion.Gold> touched = new HashSet<>();
    int left = BUDGET_LINES;
    for (Hit hit : hits) {
      int count = Math.min(Math.min(hit.lines().count(), HIT_LINES), left);
      if (count < 1) {
        break;
      }
      LineRange seen = new LineRange(hit.lines().first(), hit.lines().first() + count - 1);
      for (QualityQuestion.Gold gold : question.gold()) {
        if (gold.path().equals(hit.path().relative()) && gold.lines().overlaps(seen)) {
          touched.add(gold);
        }
      }
      left -= count;
    }
    return (double) touched.size() / question.gold().size();
  }

  private static double reciprocalRank(QualityQuestion question, List<Hit> hits) {
    Set<String> right =
        question.gold().stream().map(QualityQuestion.Gold::path).collect(Collectors.toSet());
    Set<String> files = new LinkedHashSet<>();
    hits.forEach(hit -> files.add(hit.path().relative()));
    int rank = 0;
    for (String file : files) {
      rank++;
      if (rank <= FILES && right.contains(file)) {
        return 1.0 / rank;
      }
    }
    return 0;
  }
}
