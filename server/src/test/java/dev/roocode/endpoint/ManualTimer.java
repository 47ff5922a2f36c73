package dev.roocode.endpoint;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.rpc.Throttle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Time passes when the test says so. */
final class ManualTimer implements Throttle.Timer {
  private record Task(long millis, Runnable work) {}

  private final List<Task> tasks = new ArrayList<>();

  @Override
  public synchronized void after(long millis, Runnable work) {
    tasks.add(new Task(millis, work));
  }

  synchronized long count(long millis) {
    return tasks.stream().filter(task -> task.millis() == millis).count();
  }

  /** Lets what was set for so long happen, once it was set. */
  void pass(long millis) {
    until(() -> count(millis) > 0);
    List<Task> due;
    synchronized (this) {
      due = tasks.stream().filter(task -> task.millis() == millis).toList();
      tasks.removeAll(due);
    }
    due.forEach(task -> task.work().run());
  }

  static void until(BooleanSupplier happened) {
    long start = System.nanoTime();
    while (!happened.getAsBoolean()) {
      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30), "it never happened");
      LockSupport.parkNanos(1_000_000);
    }
  }
}
