package dev.roocode.index;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.Committed;
import dev.roocode.store.FileUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The only way from the pipeline into the store. What an editor holds is never overwritten by what
 * a run read from disk, however the two interleave. Thread-safe.
 */
final class Writer {
  private final ChunkStore store;
  private final Set<FilePath> held = ConcurrentHashMap.newKeySet();

  Writer(ChunkStore store) {
    this.store = store;
  }

  /** From now on only {@link #commitHeld} writes this file. */
  void hold(FilePath path) {
    held.add(path);
  }

  void letGo(FilePath path) {
    held.remove(path);
  }

  boolean isHeld(FilePath path) {
    return held.contains(path);
  }

  /** Writes those that no editor holds. */
  synchronized Committed commit(List<FileUpdate> updates) {
    return write(updates.stream().filter(update -> !held.contains(update.path())).toList());
  }

  /** Writes those that an editor still holds. */
  synchronized Committed commitHeld(List<FileUpdate> updates) {
    return write(updates.stream().filter(update -> held.contains(update.path())).toList());
  }

  private Committed write(List<FileUpdate> updates) {
    return updates.isEmpty() ? new Committed(store.generation(), 0, 0, 0) : store.commit(updates);
  }

  synchronized void restamp(Map<FilePath, FileStamp> stamps) {
    Map<FilePath, FileStamp> free = new HashMap<>(stamps);
    free.keySet().removeAll(held);
    if (!free.isEmpty()) {
      store.restamp(free);
    }
  }
}
