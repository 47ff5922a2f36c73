package dev.roocode.index;

import dev.roocode.domain.ContentHash;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.PendingText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hands the store's waiting texts to several workers, each text to one. Only a window of the queue
 * is in memory, and ahead of it what searches prefer; the store holds the whole. Guarded by the
 * lock of {@link EmbeddingLoop}.
 */
final class EmbeddingQueue {
  private static final int WINDOW = 256;

  /** Of what earlier searches preferred the rest goes back to its place in the store. */
  private static final int PREFERRED = 256;

  private static final Duration ANY_TIME = Duration.ofDays(365);

  private final ChunkStore store;
  private final ArrayDeque<PendingText> preferred = new ArrayDeque<>();
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
    List<PendingText> unit = takePreferred(most, workers);
    if (!unit.isEmpty()) {
      return unit;
    }
    if (ready.isEmpty()) {
      fill(now);
    }
    int share = share(most, workers, ready.size());
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

  private static int share(int most, int workers, int texts) {
    return Math.min(most, Math.max(1, Math.ceilDiv(texts, workers)));
  }

  /** Of what is preferred only, best first; without what another worker has just now. */
  List<PendingText> takePreferred(int most, int workers) {
    List<PendingText> unit = new ArrayList<>();
    int share = share(most, workers, preferred.size());
    Iterator<PendingText> each = preferred.iterator();
    while (unit.size() < share && each.hasNext()) {
      PendingText text = each.next();
      if (taken.add(text.hash())) {
        unit.add(text);
        each.remove();
      }
    }
    return unit;
  }

  /** Puts texts ahead of all others, in this order. */
  void prefer(List<PendingText> texts) {
    Set<ContentHash> hashes = hashes(texts);
    preferred.removeIf(text -> hashes.contains(text.hash()));
    ready.removeIf(text -> hashes.contains(text.hash()));
    texts.reversed().forEach(preferred::addFirst);
    while (preferred.size() > PREFERRED) {
      preferred.removeLast();
    }
  }

  /** Whether any of these is still to be done, or being done. */
  boolean holds(List<PendingText> texts) {
    Set<ContentHash> hashes = hashes(texts);
    return preferred.stream().anyMatch(text -> hashes.contains(text.hash()))
        || !Collections.disjoint(taken, hashes);
  }

  private static Set<ContentHash> hashes(List<PendingText> texts) {
    return texts.stream().map(PendingText::hash).collect(Collectors.toSet());
  }

  private void fill(Instant now) {
    store.pending(WINDOW + taken.size(), now).stream()
        .filter(text -> !taken.contains(text.hash()))
        // batches of similar length waste no padding
        .sorted(Comparator.comparingInt(text -> text.text().length()))
        .forEach(ready::add);
  }

  /** These wait no longer, or not now: they are written or postponed. */
  void settled(Collection<ContentHash> hashes) {
    preferred.removeIf(text -> hashes.contains(text.hash()));
  }

  /** These are written, postponed, or given back untouched. */
  void done(Collection<PendingText> unit) {
    unit.forEach(text -> taken.remove(text.hash()));
  }

  /** Forgets the window, since the store is to be asked again. */
  void forget() {
    ready.clear();
  }

  /** Forgets what was preferred, too, since the store holds something else. */
  void forgetAll() {
    forget();
    preferred.clear();
  }

  boolean isIdle() {
    return preferred.isEmpty() && ready.isEmpty() && taken.isEmpty();
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
