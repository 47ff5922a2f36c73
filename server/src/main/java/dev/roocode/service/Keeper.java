package dev.roocode.service;

import dev.roocode.backup.Backups;
import dev.roocode.backup.Choice;
import dev.roocode.backup.Findings;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Disk;
import dev.roocode.base.SystemDisk;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.metrics.Recorder;
import dev.roocode.metrics.Work;
import dev.roocode.store.Counts;
import dev.roocode.store.local.LocalStore;
import dev.roocode.store.local.Replacement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The backups of an open workspace, and the exchange of its index for a restored one. Search goes
 * on throughout; indexing stands still for the exchange itself. Thread-safe.
 */
final class Keeper {
  private final LocalStore local;
  private final LiveStore live;
  private final Backups backups;
  private final Disk disk;
  private final Ticker ticker;
  private final Recorder recorder;
  private final Supplier<Optional<ServedWorkspace>> writer;
  private final ReentrantLock restoring = new ReentrantLock();
  private volatile @Nullable String lastBackup;
  private volatile boolean restoredHere;

  Keeper(
      LocalStore local,
      LiveStore live,
      Backups backups,
      Recorder recorder,
      Supplier<Optional<ServedWorkspace>> writer) {
    this.local = local;
    this.live = live;
    this.backups = backups;
    this.disk = SystemDisk.INSTANCE;
    this.ticker = Ticker.SYSTEM;
    this.recorder = recorder;
    this.writer = writer;
  }

  /** Reads once what {@link #lastBackup} says from then on. */
  void look() {
    note(backups.newest());
  }

  private void note(Optional<SnapshotId> newest) {
    lastBackup = newest.map(id -> id.time().toString()).orElse(null);
  }

  /** The time of the newest snapshot, ISO 8601; null without one. */
  @Nullable String lastBackup() {
    return lastBackup;
  }

  boolean isReadOnly() {
    return local.isReadOnly();
  }

  /** Whether this process only reads the index, and could write it if it opened it now. */
  boolean couldWrite() {
    return local.couldWrite();
  }

  /**
   * Where this process only reads the index, the workspace as the one serves that writes it; its
   * snapshots are this one's. Empty where none answers.
   */
  Optional<ServedWorkspace> writer() {
    return local.isReadOnly() ? writer.get() : Optional.empty();
  }

  /** Counts how often the index was exchanged. */
  long epoch() {
    return live.epoch();
  }

  Snapshot create(SnapshotId.Kind kind, Cancellation cancellation) {
    Snapshot made =
        told(Work.BACKUP, Snapshot::bytes, () -> backups.create(kind, local, cancellation));
    note(Optional.of(made.id()));
    return made;
  }

  Snapshot createCache(byte[] content) {
    if (local.isReadOnly()) {
      throw new Fault.Busy(
          "cache", "another process writes this workspace's data", "make the backup there");
    }
    return told(Work.BACKUP, Snapshot::bytes, () -> backups.createCache(content));
  }

  /** Work whose end is told, however it ends. */
  private <T> T told(Work kind, ToLongFunction<T> amount, Supplier<T> work) {
    long start = ticker.nanos();
    long done = 0;
    boolean ok = false;
    try {
      T result = work.get();
      done = amount.applyAsLong(result);
      ok = true;
      return result;
    } finally {
      recorder.done(kind, ok, ticker.nanos() - start, done);
    }
  }

  Optional<byte[]> newestCache() {
    return backups.newestCache();
  }

  boolean cacheDue() {
    return !local.isReadOnly() && backups.cacheDue();
  }

  boolean isAutomatic() {
    return backups.isAutomatic();
  }

  List<Snapshot> list() {
    return backups.list();
  }

  Findings verify(@Nullable String id, boolean deep, Cancellation cancellation) {
    return backups.verify(id, deep, local, cancellation);
  }

  Optional<SnapshotId.Kind> due() {
    return local.isReadOnly() ? Optional.empty() : backups.due();
  }

  /** How the rest of the workspace stands still for the exchange, and learns of it. */
  interface Surroundings {
    /**
     * Runs the exchange while nothing is indexed or embedded.
     *
     * @throws Fault.Busy when indexing goes on for too long
     */
    void still(Runnable exchange);

    /** Tells the index that is to come what model fills it. */
    void declare(Replacement next);
  }

  /**
   * Puts a snapshot in use.
   *
   * @throws Fault.Busy while another restore is under way, or indexing, or another process writes
   */
  Restored restore(Choice choice, Surroundings around, Cancellation cancellation) {
    return alone(() -> {
      long start = ticker.nanos();
      Backups.Prepared prepared = backups.prepare(choice, cancellation);
      try {
        exchange(prepared.folder(), around, former -> {});
      } finally {
        backups.discard(prepared);
      }
      return restored(prepared.id().toString(), start);
    });
  }

  /**
   * Puts the index in use that the last restore took the place of.
   *
   * @throws Fault.NotFound when there is none any more
   */
  Restored undo(Surroundings around) {
    return alone(() -> {
      long start = ticker.nanos();
      Path former =
          backups
              .former(local.versionFolder())
              .orElseThrow(() ->
                  new Fault.NotFound(
                      "restore",
                      "there is none that can be undone",
                      "restore another backup instead"));
      exchange(former, around, backups::forget);
      return restored("", start);
    });
  }

  private Restored alone(Supplier<Restored> work) {
    if (local.isReadOnly()) {
      throw new Fault.Busy(
          "index", "another process writes it", "restore there: the editor has a command for it");
    }
    if (!restoring.tryLock()) {
      throw new Fault.Busy("restore", "one is under way", "try again when it is done");
    }
    try {
      return told(Work.RESTORE, Restored::files, work);
    } finally {
      restoring.unlock();
    }
  }

  /**
   * @param left takes the version folder that is no longer in use
   */
  private void exchange(Path folder, Surroundings around, Consumer<Path> left) {
    around.still(() -> {
      Path former = local.versionFolder();
      try (Replacement next = local.replacement(folder, disk)) {
        backups.replaces(former, next.folder());
        around.declare(next);
        next.note();
        live.exchange(next::takeOver);
        restoredHere = true;
      }
      left.accept(former);
    });
  }

  private Restored restored(String id, long start) {
    Counts counts = live.counts();
    return new Restored(
        id, counts.files(), counts.chunks(), live.generation(), ticker.millisSince(start));
  }

  /** The restored index has proved itself in a process that did not restore it: no way back. */
  void settle() {
    if (!restoredHere && !local.isReadOnly()) {
      backups.settle(local.versionFolder());
    }
  }
}
