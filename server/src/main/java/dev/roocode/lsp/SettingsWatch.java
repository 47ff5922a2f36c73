package dev.roocode.lsp;

import dev.roocode.rpc.Throttle;
import java.util.function.BooleanSupplier;

/**
 * Takes over settings that were changed in a file, without a restart: looks every few seconds, as
 * the file lies where no editor watches. Thread-safe.
 */
final class SettingsWatch implements AutoCloseable {
  static final long LOOK_MILLIS = 10_000;

  private final Throttle.Timer timer;
  private final BooleanSupplier outdated;
  private final Runnable changed;
  private boolean started;
  private boolean closed;

  /**
   * @param outdated whether the file is another one than was read
   * @param changed is run then; quick
   */
  SettingsWatch(Throttle.Timer timer, BooleanSupplier outdated, Runnable changed) {
    this.timer = timer;
    this.outdated = outdated;
    this.changed = changed;
  }

  /** A second call changes nothing. */
  synchronized void start() {
    if (!started) {
      started = true;
      timer.after(LOOK_MILLIS, this::look);
    }
  }

  private void look() {
    if (isClosed()) {
      return;
    }
    if (outdated.getAsBoolean()) {
      changed.run();
    }
    timer.after(LOOK_MILLIS, this::look);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
