package dev.roocode.store;

import java.util.Map;

/**
 * Terms to match, with their weights; 1 is a plain word of the question.
 *
 * @param weights by term; terms as {@code text.Words} makes them
 * @param lenient whether a term that nothing holds may stand for those it begins or that a typing
 *     error makes of it, as far as the store can tell
 */
public record TermQuery(Map<String, Float> weights, boolean lenient) {
  public TermQuery {
    weights = Map.copyOf(weights);
  }

  /** Every term stands for itself. */
  public static TermQuery exact(Map<String, Float> weights) {
    return new TermQuery(weights, false);
  }
}
