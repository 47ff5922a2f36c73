package dev.roocode.store;

import java.util.Map;

/**
 * Terms to match, with their weights; 1 is a plain word of the question.
 *
 * @param weights by term; terms as {@code text.Words} makes them
 */
public record TermQuery(Map<String, Float> weights) {
  public TermQuery {
    weights = Map.copyOf(weights);
  }
}
