package dev.roocode.index;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much of the time the threads work that read and cut the files of a whole workspace: the share
 * of the settings, and less while the user needs the machine. They never stop: a file that is not
 * cut cannot be found at all, while one without vectors is found by its words. Thread-safe.
 */
public final class Pace {
  /** Percent of the time, while the user needs the machine. */
  static final int ASIDE_SHARE = 25;

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final IndexSettings settings;
  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean aside;

  public Pace(IndexSettings settings, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
  }

  /** Whether the user needs the machine; a rest under way ends when he no longer does. */
  public void aside(boolean now) {
    lock.lock();
    try {
      aside = now;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long now() {
    return ticker.nanos();
  }

  /** Leaves the processor to others after work that has begun then. */
  void rest(long begunNanos, Cancellation cancellation) {
    long worked = ticker.nanos() - begunNanos;
    lock.lock();
    try {
      IndexSettings present = settings;
      if (aside) {
        present = settings.withCpuShare(Math.min(settings.cpuShare(), ASIDE_SHARE));
      }
      long left = present.restNanos(worked);
      long end = ticker.nanos() + left;
      boolean before = aside;
      while (left > 0 && before == aside && !cancellation.isCancelled()) {
        changed.awaitNanos(Math.min(left, LOOK_NANOS));
        left = end - ticker.nanos();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
