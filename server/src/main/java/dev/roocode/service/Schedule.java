package dev.roocode.service;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs short tasks later. Injected, so that tests decide when later is. Thread-safe. */
interface Schedule extends AutoCloseable {
  /** The task must be quick and must not throw. Dropped once closed. */
  void after(long millis, Runnable task);

  @Override
  void close();

  /** By the clock of the machine, on one daemon thread. */
  static Schedule system() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("schedule").factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return new Schedule() {
      @Override
      public void after(long millis, Runnable task) {
        var _ = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
      }

      @Override
      public void close() {
        timer.shutdown();
      }
    };
  }
}
