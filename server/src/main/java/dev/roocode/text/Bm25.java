package dev.roocode.text;

/**
 * Okapi BM25 (S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
 * 2009) with the inverse document frequency that never turns negative, {@code ln(1 + (N − n + 0.5)
 * / (n + 0.5))}, and without the constant factor {@code k1 + 1}, as Apache Lucene's BM25Similarity
 * does since version 8. Scores one term after the other.
 */
final class Bm25 {
  /** How soon more occurrences stop to count; the usual value, best on the retrieval benchmark. */
  static final float K1 = 1.2f;

  /** How much long texts are discounted; the usual value, best on the retrieval benchmark. */
  static final float B = 0.75f;

  private final int documents;
  private final float perLength;
  private float weight;

  Bm25(int documents, long totalLength) {
    this.documents = documents;
    this.perLength = K1 * B * documents / Math.max(1, totalLength);
  }

  /**
   * Turns to the next term.
   *
   * @param holders documents that hold it
   * @param queryWeight 1 for a plain word of the question
   */
  void term(int holders, float queryWeight) {
    weight = queryWeight * (float) Math.log1p((documents - holders + 0.5) / (holders + 0.5));
  }

  float score(int frequency, int length) {
    return weight * frequency / (frequency + K1 * (1 - B) + perLength * length);
  }
}
