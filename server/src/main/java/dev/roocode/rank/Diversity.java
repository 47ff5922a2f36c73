package dev.roocode.rank;

import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one file from filling the answer: at most {@code perFile} of its chunks among the first ten
 * places, and more in proportion further down. What has to wait keeps its order.
 */
final class Diversity {
  private static final double PLACES = 10;

  private Diversity() {}

  /** The best of each text; copies of a file would otherwise fill the answer. */
  static List<Ranked> withoutCopies(List<Ranked> ranked) {
    Set<ContentHash> seen = new HashSet<>();
    return ranked.stream().filter(r -> seen.add(r.candidate().chunk().hash())).toList();
  }

  /**
   * The same places in an order that lets other files come up.
   *
   * @param ranked best first
   * @param perFile chunks of one file among the first ten places, 1 or more
   */
  static List<Ranked> spread(List<Ranked> ranked, int perFile) {
    List<Ranked> spread = new ArrayList<>(ranked.size());
    Map<FilePath, Integer> shown = new HashMap<>();
    Deque<Ranked> waiting = new ArrayDeque<>();
    int next = 0;
    while (spread.size() < ranked.size()) {
      Ranked taken = firstAllowed(waiting, shown, spread.size(), perFile);
      while (taken == null && next < ranked.size()) {
        Ranked candidate = ranked.get(next++);
        if (isAllowed(candidate, shown, spread.size(), perFile)) {
          taken = candidate;
        } else {
          waiting.addLast(candidate);
        }
      }
      if (taken == null) {
        taken = waiting.removeFirst();
      }
      spread.add(taken);
      shown.merge(taken.candidate().path(), 1, Integer::sum);
    }
    return spread;
  }

  private static @Nullable Ranked firstAllowed(
      Deque<Ranked> waiting, Map<FilePath, Integer> shown, int place, int perFile) {
    for (Ranked candidate : waiting) {
      if (isAllowed(candidate, shown, place, perFile)) {
        waiting.remove(candidate);
        return candidate;
      }
    }
    return null;
  }

  private static boolean isAllowed(
      Ranked candidate, Map<FilePath, Integer> shown, int place, int perFile) {
    double share = Math.max(1, (place + 1) / PLACES);
    return shown.getOrDefault(candidate.candidate().path(), 0) < perFile * share;
  }
}
