package dev.roocode.rank;

import java.util.Map;

/**
 * A candidate with its score and what the score is the sum of.
 *
 * @param components by the names in {@link Ranking}
 */
public record Ranked(Candidate candidate, double score, Map<String, Double> components) {
  public Ranked {
    components = Map.copyOf(components);
  }
}
