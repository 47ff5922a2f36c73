package dev.roocode.index;

import dev.roocode.domain.ContentHash;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.PendingText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Hands the store's waiting texts to several workers, each text to one. Only a window of the queue
 * is in memory; the store holds the whole. Guarded by the lock of {@link EmbeddingLoop}.
 */
final class EmbeddingQueue {
  private static final int WINDOW = 256;
  private static final Duration ANY_TIME = Duration.ofDays(365);

  private final ChunkStore store;
  private final ArrayDeque<PendingText> ready = new ArrayDeque<>();
  private final Set<ContentHash> taken = new HashSet<>();

  EmbeddingQueue(ChunkStore store) {
    this.store = store;
  }

  /**
   * Texts of similar length for one worker; a text that failed before comes alone, so that it
   * cannot fail others again.
   *
   * @param workers that share what is left
   */
  List<PendingText> take(int most, int workers, Instant now) {
    if (ready.isEmpty()) {
      fill(now);
    }
    int share = Math.min(most, Math.max(1, Math.ceilDiv(ready.size(), workers)));
    List<PendingText> unit = new ArrayList<>();
    while (unit.size() < share && !ready.isEmpty()) {
      boolean failedBefore = ready.getFirst().attempts() > 0;
      if (failedBefore && !unit.isEmpty()) {
        break;
      }
      unit.add(ready.removeFirst());
      if (failedBefore) {
        break;
      }
    }
    unit.forEach(text -> taken.add(text.hash()));
    return unit;
  }

  private void fill(Instant now) {
    store.pending(WINDOW + taken.size(), now).stream()
        .filter(text -> !taken.contains(text.hash()))
        // batches of similar length waste no padding
        .sorted(Comparator.comparingInt(text -> text.text().length()))
        .forEach(ready::add);
  }

  /** These are written, postponed, or given back untouched. */
  void done(Collection<PendingText> unit) {
    unit.forEach(text -> taken.remove(text.hash()));
  }

  /** Forgets the window, since the store is to be asked again. */
  void forget() {
    ready.clear();
  }

  boolean isIdle() {
    return ready.isEmpty() && taken.isEmpty();
  }

  /** Whether nothing waits but texts that failed at least so often. */
  boolean onlyFailing(int attempts, Instant now) {
    return store.pending(WINDOW, now.plus(ANY_TIME)).stream()
        .allMatch(text -> text.attempts() >= attempts);
  }

  /** Whether texts wait for a later time. */
  boolean hasPostponed(Instant now) {
    return !store.pending(1, now.plus(ANY_TIME)).isEmpty();
  }
}
