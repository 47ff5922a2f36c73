package dev.roocode.store.local;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** The vectors of the answering model in memory, by content. */
final class ContentVectors {
  /** Contents with their cosines, best first. */
  record Nearest(int[] contents, float[] cosines) {}

  private final Map<Integer, float[]> vectors = new HashMap<>();

  void add(int content, float[] vector) {
    vectors.put(content, vector);
  }

  void remove(int content) {
    vectors.remove(content);
  }

  boolean holds(int content) {
    return vectors.containsKey(content);
  }

  Nearest nearest(float[] query, int limit, IntPredicate accepts) {
    int[] order =
        vectors.keySet().stream()
            .filter(accepts::test)
            .sorted(
                (a, b) -> {
                  int byScore = Float.compare(cosine(query, b), cosine(query, a));
                  return byScore != 0 ? byScore : Integer.compare(a, b);
                })
            .limit(limit)
            .mapToInt(Integer::intValue)
            .toArray();
    float[] cosines = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      cosines[i] = cosine(query, order[i]);
    }
    return new Nearest(order, cosines);
  }

  /** 0 where the content has no vector. */
  float cosine(float[] query, int content) {
    float[] vector = vectors.get(content);
    if (vector == null) {
      return 0;
    }
    float sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += query[i] * vector[i];
    }
    return sum;
  }

  @Override
  public String toString() {
    return Arrays.toString(vectors.keySet().toArray());
  }
}
