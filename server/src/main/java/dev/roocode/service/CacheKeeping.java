package dev.roocode.service;

import dev.roocode.backup.Snapshot;
import dev.roocode.embed.QueryVectors;
import dev.roocode.index.WorkerLoop;

/**
 * Snapshots of what is kept to be fast and survives a restart: the vectors of questions, never
 * results or answers, which hold texts of an index that goes on changing. Used by one thread at a
 * time.
 */
final class CacheKeeping {
  private final Keeper keeper;
  private final QueryVectors vectors;
  private boolean warm;
  private boolean started;
  private long saved;

  CacheKeeping(Keeper keeper, QueryVectors vectors) {
    this.keeper = keeper;
    this.vectors = vectors;
  }

  /** From now on it is written by itself; what was kept comes back. */
  synchronized void start() {
    started = true;
    warm();
  }

  private void warm() {
    if (!warm) {
      warm = true;
      keeper.newestCache().ifPresent(vectors::load);
    }
  }

  synchronized Snapshot save() {
    warm(); // what was kept before is kept on
    long added = vectors.added();
    Snapshot made = keeper.createCache(vectors.content());
    saved = added;
    return made;
  }

  /**
   * @return whether it was due
   */
  synchronized boolean saveIfDue() {
    boolean due = vectors.added() > saved && keeper.cacheDue();
    if (due) {
      save();
    }
    return due;
  }

  /** A clean end; where it cannot be written, the next start is a cold one. */
  synchronized void end() {
    if (started && vectors.added() > saved && keeper.isAutomatic() && !keeper.isReadOnly()) {
      WorkerLoop.attempt(this::save);
    }
  }
}
