package dev.roocode.store.local;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Which chunks hold a content; mostly one. About 80 bytes per content. */
final class ContentChunks {
  private static final long[] NONE = {};

  private final Map<Integer, long[]> chunks = new HashMap<>();

  long[] of(int content) {
    return chunks.getOrDefault(content, NONE);
  }

  boolean holds(int content) {
    return chunks.containsKey(content);
  }

  /** Distinct contents. */
  int size() {
    return chunks.size();
  }

  /** Those that the test does not hold of. */
  Set<Integer> without(IntPredicate test) {
    Set<Integer> without = new HashSet<>(chunks.keySet());
    without.removeIf(test::test);
    return without;
  }

  void add(int content, long chunk) {
    long[] before = of(content);
    long[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = chunk;
    chunks.put(content, after);
  }

  void remove(int content, long chunk) {
    long[] after = Arrays.stream(of(content)).filter(other -> other != chunk).toArray();
    if (after.length == 0) {
      chunks.remove(content);
    } else {
      chunks.put(content, after);
    }
  }
}
