package dev.roocode.text;

import java.util.Arrays;
import java.util.Map;

/** A question's terms as numbers of a vocabulary. */
public final class TermNumbers {
  /** A question with more terms is a pasted text; nobody types it. */
  private static final int TYPED_TERMS = 16;

  /** So many are looked for among the others; each is a pass over the vocabulary. */
  private static final int MOST_UNKNOWN = 4;

  private int[] ids = new int[16];
  private float[] weights = new float[16];
  private int size;

  private TermNumbers() {}

  /**
   * Each term as it is written; unknown ones are left out.
   *
   * @param terms with their weights, as {@link Words#queryTerms}
   */
  public static TermNumbers exact(Map<String, Float> terms, Vocabulary vocabulary) {
    TermNumbers numbers = new TermNumbers();
    terms.forEach((term, weight) -> {
      int id = vocabulary.id(term);
      if (id != Vocabulary.UNKNOWN) {
        numbers.add(id, weight);
      }
    });
    return numbers;
  }

  /**
   * A term that nothing holds stands for those that are alike, with less weight: search answers
   * while a word is typed, and in spite of an error.
   *
   * @param terms as above
   */
  public static TermNumbers lenient(
      Map<String, Float> terms, Vocabulary vocabulary, Postings postings) {
    TermNumbers numbers = new TermNumbers();
    int unknown = terms.size() > TYPED_TERMS ? MOST_UNKNOWN : 0;
    for (Map.Entry<String, Float> term : terms.entrySet()) {
      int id = vocabulary.id(term.getKey());
      if (postings.chunksWith(id) > 0) {
        numbers.add(id, term.getValue());
      } else if (unknown < MOST_UNKNOWN) {
        unknown++;
        for (AlikeTerms.Alike alike : AlikeTerms.of(term.getKey(), vocabulary, postings)) {
          numbers.add(alike.id(), (float) (term.getValue() * alike.share()));
        }
      }
    }
    return numbers;
  }

  /** Numbers of terms, a copy; one may come twice. */
  public int[] ids() {
    return Arrays.copyOf(ids, size);
  }

  /** Their weights in the same order, a copy. */
  public float[] weights() {
    return Arrays.copyOf(weights, size);
  }

  private void add(int id, float weight) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    ids[size] = id;
    weights[size++] = weight;
  }
}
