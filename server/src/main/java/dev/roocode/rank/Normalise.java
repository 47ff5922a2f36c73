package dev.roocode.rank;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Stretches the scores of one question's candidates to 0 … 1 (min-max normalisation). */
final class Normalise {
  private Normalise() {}

  /** Where all are equal, all are 0: such a score tells nothing. */
  static double[] minMax(List<Candidate> candidates, ToDoubleFunction<Candidate> score) {
    double[] scores = candidates.stream().mapToDouble(score).toArray();
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double s : scores) {
      min = Math.min(min, s);
      max = Math.max(max, s);
    }
    double range = max - min;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = range > 0 ? (scores[i] - min) / range : 0;
    }
    return scores;
  }
}
