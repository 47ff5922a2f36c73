package dev.roocode.service;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.index.WorkerLoop;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets one index run at a time, in the order asked for; cancelling takes a waiting run out of the
 * line and touches no other. Thread-safe.
 */
final class Runs implements AutoCloseable {
  private static final long POLL_MILLIS = 20;
  private static final long CLOSE_SECONDS = 30;

  private final Runnable changed;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Cancellation.Switch closing = new Cancellation.Switch();
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("indexing").factory());
  private volatile boolean running;
  private volatile @Nullable Fault trouble;

  /**
   * @param changed is run when a run begins or ends
   */
  Runs(Runnable changed) {
    this.changed = changed;
  }

  /**
   * Runs on the caller's thread once it is its turn.
   *
   * @param run is given a cancellation that also ends it when the workspace closes
   */
  <T> T inTurn(Cancellation cancellation, Function<Cancellation, T> run) {
    return untilClosed(
        cancellation,
        either -> {
          awaitTurn(either);
          try {
            return run(run, either);
          } finally {
            turn.unlock();
          }
        });
  }

  /**
   * As {@link #inTurn}, unless others go on for too long.
   *
   * @throws Fault.Busy then
   */
  void inTurnWithin(long millis, Cancellation cancellation, Runnable run) {
    untilClosed(
        cancellation,
        either -> {
          boolean ours = false;
          try {
            ours = turn.tryLock(millis, TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          if (!ours) {
            throw new Fault.Busy(
                "index", "indexing is under way", "try again when it is done, or cancel it");
          }
          try {
            either.check();
            run.run();
            return ours;
          } finally {
            turn.unlock();
          }
        });
  }

  /** Runs on the caller's thread, beside others; closing the workspace ends it with a fault. */
  <T> T untilClosed(Cancellation cancellation, Function<Cancellation, T> action) {
    try {
      return action.apply(cancellation.or(closing));
    } catch (CancellationException e) {
      if (closing.isCancelled() && !cancellation.isCancelled()) {
        throw closed();
      }
      throw e;
    }
  }

  static Fault closed() {
    return new Fault.NotReady("workspace", "is closed", "open it again");
  }

  private void awaitTurn(Cancellation cancellation) {
    try {
      do {
        cancellation.check();
      } while (!turn.tryLock(POLL_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  private <T> T run(Function<Cancellation, T> run, Cancellation cancellation) {
    running = true;
    changed.run();
    try {
      T result = run.apply(cancellation);
      trouble = null;
      return result;
    } catch (Fault e) { // remembered for the status, and told to the caller
      trouble = e;
      throw e;
    } finally {
      running = false;
      changed.run();
    }
  }

  /** Runs later on the background thread, where a failure only shows in {@link #trouble}. */
  void background(Runnable task) {
    try {
      background.execute(() -> guarded(task));
    } catch (RejectedExecutionException e) {
      throw closed();
    }
  }

  /** The next task must still run. Only closing cancels the background, and that is no failure. */
  private void guarded(Runnable task) {
    WorkerLoop.attempt(task::run).filter(cause -> !closing.isCancelled()).ifPresent(this::failed);
  }

  /** Something outside of a run failed, such as the write of an unsaved text. */
  void failed(Throwable cause) {
    trouble =
        cause instanceof Fault fault
            ? fault
            : new Fault.Unavailable(
                    "index", "indexing failed unexpectedly: " + cause, "reindex; run doctor")
                .causedBy(cause);
    changed.run();
  }

  boolean isRunning() {
    return running;
  }

  /** Why the newest run failed; empty again after one that did not. */
  Optional<Fault> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Cancels every run, and every action until closed. */
  void cancelAll() {
    closing.cancel();
  }

  /** A run has come a step further. */
  void touch() {
    changed.run();
  }

  /** Cancels every run and waits for the current one to end. */
  @Override
  public void close() {
    cancelAll();
    background.shutdown();
    try {
      if (background.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)
          && turn.tryLock(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
