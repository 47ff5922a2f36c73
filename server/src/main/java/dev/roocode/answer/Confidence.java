package dev.roocode.answer;

import dev.roocode.domain.Hit;
import dev.roocode.text.Question;
import dev.roocode.text.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How likely the places found answer the question at all, from raw scores: those of a ranking are
 * stretched per question and always look good.
 *
 * @param cosine the best cosine between the question and a place, 0 without vectors
 * @param share of the question's words that the best covering place holds
 * @param hasVectors whether any place had a vector
 */
record Confidence(double cosine, double share, boolean hasVectors) {
  /** More places add nothing. */
  private static final int PLACES = 10;

  private static final double COSINE_WEIGHT = 0.7;

  static Confidence of(String question, List<Hit> hits) {
    Question asked = Question.of(question);
    double cosine = 0;
    double share = 0;
    boolean hasVectors = false;
    for (Hit hit : hits.subList(0, Math.min(PLACES, hits.size()))) {
      double own = hit.explain().getOrDefault("raw.cosine", 0.0);
      hasVectors |= own != 0;
      cosine = Math.max(cosine, own);
      share = Math.max(share, share(asked, hit));
    }
    return new Confidence(cosine, share, hasVectors);
  }

  private static double share(Question question, Hit hit) {
    Set<String> held = new HashSet<>(Words.of(hit.snippet()));
    held.addAll(Words.of(hit.path().relative()));
    held.addAll(Words.of(hit.symbol()));
    return question.share(held, hit.snippet());
  }

  /** 0 … 1, both together; measured to part right from wrong questions better than each alone. */
  double value() {
    return COSINE_WEIGHT * cosine + (1 - COSINE_WEIGHT) * share;
  }

  boolean isEnough(AnswerSettings settings) {
    return hasVectors ? value() >= settings.minConfidence() : share >= settings.minShare();
  }
}
