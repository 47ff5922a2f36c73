package dev.roocode.rpc;

import java.util.LinkedHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out tasks one after the other, so that the thread which reads messages never waits for
 * them, while a request can wait for what was said before it. A task whose key is still waiting
 * takes the place of the older one: the queue is as long as there are keys. Thread-safe.
 */
public final class Sequence implements AutoCloseable {
  /** A task and its turn. */
  private record Task(long turn, Runnable work) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LinkedHashMap<Object, Task> waiting = new LinkedHashMap<>();
  private final Consumer<Throwable> failures;
  private final Thread worker;
  private long turns;
  private @Nullable Task running;
  private boolean closed;

  /**
   * @param failures told of whatever a task throws; the next task runs nevertheless
   */
  public Sequence(Consumer<Throwable> failures) {
    this.failures = failures;
    this.worker = Thread.ofVirtual().name("sequence").start(this::work);
  }

  /** What a task submits belongs to its turn: who waits for the task waits for that too. */
  public void submit(Object key, Runnable work) {
    lock.lock();
    try {
      Task older = waiting.get(key);
      waiting.put(key, new Task(older == null ? turn() : older.turn(), work));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long turn() {
    Task now = running;
    return now != null && Thread.currentThread() == worker ? now.turn() : ++turns;
  }

  /** Returns when everything that was submitted before has been carried out, or on close. */
  public void await() {
    lock.lock();
    try {
      long last = turns;
      while (!closed && pending(last)) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean pending(long last) {
    Task now = running;
    return (now != null && now.turn() <= last)
        || waiting.values().stream().anyMatch(task -> task.turn() <= last);
  }

  private void work() {
    for (Task task = next(); task != null; task = next()) {
      Throwable failure = Guard.failure(task.work()::run);
      if (failure != null) {
        failures.accept(failure);
      }
    }
  }

  /** Declares the former task done and waits for another; null on close. */
  private @Nullable Task next() {
    lock.lock();
    try {
      running = null;
      changed.signalAll();
      while (!closed && waiting.isEmpty()) {
        changed.awaitUninterruptibly();
      }
      if (closed) {
        return null;
      }
      Task task = waiting.pollFirstEntry().getValue();
      running = task;
      return task;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what waits; the running task ends by itself. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
