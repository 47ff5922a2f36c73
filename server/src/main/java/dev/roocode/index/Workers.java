package dev.roocode.index;

import dev.roocode.base.Ticker;
import java.util.ArrayList;
import java.util.List;

/** Threads of low priority that do the same until it ends. Started and ended by one thread. */
final class Workers {
  private static final long STOP_MILLIS = 30_000;

  private final List<Thread> threads = new ArrayList<>();

  @SuppressWarnings("ThreadPriorityCheck") // a wish of politeness, not a means of order
  void start(String name, int count, Runnable work) {
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(work, name + "-" + i);
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /**
   * Waits for half a minute until they have ended.
   *
   * @return whether all have
   */
  boolean await(Ticker ticker) {
    long start = ticker.nanos();
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join(Math.max(1, STOP_MILLIS - ticker.millisSince(start)));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return threads.stream().noneMatch(Thread::isAlive);
  }
}
