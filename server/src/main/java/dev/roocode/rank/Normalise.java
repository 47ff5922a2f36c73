package dev.roocode.rank;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Stretches the scores of one question's candidates to 0 … 1 (min-max normalisation). */
final class Normalise {
  /**
   * So many known places count for half: the few best ones that are embedded for a question lie in
   * a small part of the range of all. Without it eight of them make the order worse (.679 R400L,
   * .688 without any, .690 with it).
   */
  private static final double FEW = 16;

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

  /**
   * The same for cosines, some of which are not known yet (0). A place without one is taken for
   * half as near as its words say, and half as near as the known places that words have found: 0,
   * or the least known, would put the best below any place that has a vector. The order for a third
   * of the vectors is .694 R400L then, .559 with 0, .688 without any
   * (docs/decisions/0022-cold-index.md).
   *
   * @param words the same place's score by words
   * @param stretched those scores, 0 … 1
   */
  static double[] known(
      List<Candidate> candidates,
      ToDoubleFunction<Candidate> cosine,
      ToDoubleFunction<Candidate> words,
      double[] stretched) {
    List<Candidate> known = candidates.stream().filter(c -> cosine.applyAsDouble(c) != 0).toList();
    if (known.size() == candidates.size() || known.isEmpty()) {
      return minMax(candidates, cosine);
    }
    double[] ofKnown = minMax(known, cosine);
    double[] scores = new double[candidates.size()];
    if (Arrays.stream(ofKnown).max().orElse(0) == 0) {
      return scores; // one, or equal ones: they tell nothing of the others
    }
    double usual =
        IntStream.range(0, ofKnown.length)
            .filter(i -> words.applyAsDouble(known.get(i)) > 0)
            .mapToDouble(i -> ofKnown[i])
            .average()
            .orElse(0);
    double trust = known.size() / (known.size() + FEW);
    int next = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] =
          cosine.applyAsDouble(candidates.get(i)) != 0
              ? usual + trust * (ofKnown[next++] - usual)
              : (usual + stretched[i]) / 2;
    }
    return scores;
  }
}
