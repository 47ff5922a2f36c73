package dev.roocode.index;

import dev.roocode.base.Ticker;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** What holds the workers back. Its fields are guarded by the lock of {@link EmbeddingLoop}. */
final class Holds {
  private final Lock lock;
  private final Condition wake;
  private final Ticker ticker;

  /** Who wants no call at all to be begun. */
  int pauses;

  /** Whether the user needs the machine. */
  boolean aside;

  /** Searches under way. */
  int searches;

  /** Those of them that wait for vectors. */
  int waiting;

  /** For good. */
  boolean stopping;

  Holds(Lock lock, Condition wake, Ticker ticker) {
    this.lock = lock;
    this.wake = wake;
    this.ticker = ticker;
  }

  /** Whether nothing at all is begun. */
  boolean isHeld() {
    return stopping || aside || pauses > 0;
  }

  /** Whether nothing is begun but what a search waits for. */
  boolean isQuiet() {
    return isHeld() || searches > 0 || waiting > 0;
  }

  /** Leaves the processor to others, unless a search waits. */
  void rest(long nanos) {
    if (nanos <= 0) {
      return;
    }
    long end = ticker.nanos() + nanos;
    lock.lock();
    try {
      for (long left = nanos; left > 0 && !stopping && waiting == 0; left = end - ticker.nanos()) {
        wake.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Waits while paused; what nobody prefers is broken off where a search waits for other texts. */
  boolean mayGoOn(boolean preferred) {
    lock.lock();
    try {
      while (!stopping && (preferred ? isHeld() : isQuiet())) {
        if (waiting > 0 && !preferred) {
          return false;
        }
        wake.awaitUninterruptibly();
      }
      return !stopping;
    } finally {
      lock.unlock();
    }
  }
}
