package dev.roocode.service;

import dev.roocode.backup.SnapshotId;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.index.WorkerLoop;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the backups that are due, on a thread of its own, once the workspace is indexed. It asks by
 * the minute, so that a slot that was slept through is made up for on waking. Thread-safe.
 */
final class BackupClock implements AutoCloseable {
  static final long TICK_MILLIS = 60_000;

  /** After a failure it is left alone for a while. */
  private static final long PATIENCE_MILLIS = 600_000;

  private static final long CLOSE_SECONDS = 30;

  private final Keeper keeper;
  private final CacheKeeping caches;
  private final Schedule schedule;
  private final Ticker ticker;
  private final BooleanSupplier ready;
  private final Runnable changed;
  private final Cancellation.Switch closing = new Cancellation.Switch();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("backup").factory());
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile @Nullable Fault trouble;
  private long failedNanos;
  private boolean settled;

  /**
   * @param ready whether the index is worth a backup
   * @param changed is run after each
   */
  BackupClock(
      Keeper keeper, CacheKeeping caches, Parts parts, BooleanSupplier ready, Runnable changed) {
    this.keeper = keeper;
    this.caches = caches;
    this.schedule = parts.schedule();
    this.ticker = parts.ticker();
    this.ready = ready;
    this.changed = changed;
  }

  /** A second call changes nothing. */
  void start() {
    if (started.compareAndSet(false, true)) {
      // without them the first searches compute what they need
      thread.execute(() -> WorkerLoop.attempt(caches::start));
      plan();
    }
  }

  private void plan() {
    schedule.after(TICK_MILLIS, this::tick);
  }

  private void tick() {
    try {
      thread.execute(() -> {
        WorkerLoop.attempt(this::work).ifPresent(this::failed);
        plan();
      });
    } catch (RejectedExecutionException e) {
      closing.cancel(); // closed meanwhile
    }
  }

  private void work() {
    boolean patient = trouble != null && ticker.millisSince(failedNanos) < PATIENCE_MILLIS;
    if (patient || closing.isCancelled() || !ready.getAsBoolean()) {
      return;
    }
    if (!settled) {
      keeper.settle();
      settled = true;
    }
    Optional<SnapshotId.Kind> due = keeper.due();
    if (due.isPresent()) {
      keeper.create(due.get(), closing);
      trouble = null;
      changed.run();
    }
    if (caches.saveIfDue()) {
      changed.run();
    }
  }

  private void failed(Throwable cause) {
    if (closing.isCancelled() || cause instanceof Fault.Busy) {
      return; // tried again with the next tick
    }
    failedNanos = ticker.nanos();
    trouble =
        cause instanceof Fault fault
            ? fault
            : new Fault.Unavailable("backup", "failed unexpectedly: " + cause, "back up by hand")
                .causedBy(cause);
    changed.run();
  }

  /** Why the newest backup on schedule failed; empty again after one that did not. */
  Optional<Fault> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** A backup under way is given up. */
  @Override
  public void close() {
    closing.cancel();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
