package dev.roocode.service;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** Later is when the test says so. Thread-safe. */
final class ManualSchedule implements Schedule {
  private record Task(long dueMillis, long order, Runnable action) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::dueMillis).thenComparingLong(Task::order));
  private long nowMillis;
  private long count;
  private boolean closed;

  @Override
  public synchronized void after(long millis, Runnable task) {
    if (!closed) {
      tasks.add(new Task(nowMillis + millis, count++, task));
    }
  }

  /** Runs what is due by then, on the caller's thread. */
  void advance(long millis) {
    long until;
    synchronized (this) {
      until = nowMillis + millis;
    }
    while (true) {
      Optional<Task> due = due(until);
      if (due.isEmpty()) {
        break;
      }
      due.get().action().run();
    }
    synchronized (this) {
      nowMillis = until;
    }
  }

  private synchronized Optional<Task> due(long until) {
    Task first = tasks.peek();
    if (first == null || first.dueMillis() > until) {
      return Optional.empty();
    }
    tasks.remove();
    nowMillis = Math.max(nowMillis, first.dueMillis());
    return Optional.of(first);
  }

  synchronized int planned() {
    return tasks.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    tasks.clear();
  }
}
